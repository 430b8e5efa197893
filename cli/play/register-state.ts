import Table from 'cli-table3';
import { createColors } from 'picocolors';
import { z } from 'zod';
import { daysBetween } from '../../domain/calendar/local-time.ts';
import type { Client } from './api-client.ts';
import { messageOf } from './api-client.ts';
import { cut } from './columns.ts';
import { StackFailure } from '../stack/failure.ts';
import { spanOf } from './timeline.ts';

type RegisterLine = {
  readonly name: string;
  readonly regime: string;
  readonly authority: string;
  readonly from: string;
  readonly until: string | null;
  /** Days left on the day the register is looked at; null for an entry without an end. */
  readonly daysLeft: number | null;
};

/** The public register on a day: per regime, how many entries stand and how many are over. */
export type RegisterState = {
  readonly on: string;
  readonly counts: { readonly standing: number; readonly ended: number };
  readonly regimes: readonly { readonly regime: string; readonly standing: number; readonly ended: number }[];
  readonly lines: readonly RegisterLine[];
};

const field = z.union([z.string(), z.array(z.string()), z.null()]).optional();
const page = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), regime: z.string(), fields: z.record(z.string(), field) })),
  next: z.string().nullable(),
});

/** Reads the whole register as the public sees it, every case at its own present, which is `on` for all of them. */
export async function readRegister(
  client: Client,
  on: string,
  entries: ReadonlyMap<string, number>,
): Promise<RegisterState> {
  const lines: RegisterLine[] = [];
  let cursor: string | null = null;
  do {
    const query: string = new URLSearchParams({
      limit: '200',
      ...(cursor !== null && { cursor }),
    }).toString();
    // oxlint-disable-next-line no-await-in-loop -- each page names the next
    const reply = await client.ask({ method: 'GET', path: `/v1/register?${query}` });
    if (reply.kind !== 'answered') throw new StackFailure(`The register: ${messageOf(reply)}`);
    const { items, next } = page.parse(reply.body);
    lines.push(...items.map(({ regime, fields }) => lineOf(regime, fields, on)));
    cursor = next;
  } while (cursor !== null);
  lines.sort((one, other) => ((one.until ?? '9999') < (other.until ?? '9999') ? -1 : 1));
  const regimes = [...entries].map(([regime, total]) => {
    const standing = lines.filter((line) => line.regime === regime).length;
    return { regime, standing, ended: total - standing };
  });
  const sum = (of: 'standing' | 'ended'): number => regimes.reduce((total, each) => total + each[of], 0);
  return { on, counts: { standing: sum('standing'), ended: sum('ended') }, regimes, lines };
}

function lineOf(
  regime: string,
  fields: Readonly<Record<string, z.output<typeof field>>>,
  on: string,
): RegisterLine {
  const text = (name: string): string | null => {
    const value = fields[name];
    return typeof value === 'string' ? value : null;
  };
  const until = text('until');
  return {
    regime,
    name: text('name') ?? 'not published',
    authority: text('authority') ?? '',
    from: text('listed-on') ?? '',
    until,
    daysLeft: until === null ? null : daysBetween(on, until),
  };
}

const SAMPLE = 8;
const NAME = 40;

/** Two tables: how many entries stand under each regime, and those of them that end soonest. */
export function registerTables(
  heading: string,
  { on, regimes, lines }: RegisterState,
  color: boolean,
): string[] {
  const pc = createColors(color);
  const style = { head: color ? ['cyan'] : [], border: color ? ['gray'] : [], compact: true };
  const counts = new Table({
    head: ['regime', 'entries', 'standing', 'ended'],
    colAligns: ['left', 'right', 'right', 'right'],
    style,
  });
  for (const { regime, standing, ended } of regimes)
    counts.push([regime, String(standing + ended), pc.red(String(standing)), pc.green(String(ended))]);
  const out = ['', pc.bold(`${heading}, ${on}`), counts.toString()];
  if (lines.length === 0) return [...out, pc.green('Nobody is on the register.')];
  const sample = new Table({
    head: ['on the register', 'authority', 'from', 'until', 'left'],
    colAligns: ['left', 'left', 'left', 'left', 'right'],
    style,
  });
  for (const { name, authority, from, until, daysLeft } of lines.slice(0, SAMPLE))
    sample.push([
      cut(name, NAME),
      authority,
      from,
      until ?? 'no fixed end',
      daysLeft === null ? '' : daysLeft > 730 ? spanOf(daysLeft) : `${daysLeft} days`,
    ]);
  const more = lines.length - Math.min(SAMPLE, lines.length);
  return [
    ...out,
    sample.toString(),
    ...(more > 0 ? [pc.dim(`and ${more} more, each with its own end`)] : []),
  ];
}
