import { z } from 'zod';
import { addDays, atLocalTime } from '../../domain/calendar/local-time.ts';
import { callerWith } from '../api-caller.ts';
import { bringIn } from '../intake/bring-in.ts';
import type { ImportReport } from '../intake/report.ts';
import type { Claims, Client, Host } from './api-client.ts';
import { messageOf } from './api-client.ts';
import { atOnce } from './at-once.ts';
import { settled } from './settled.ts';
import { StackFailure } from '../stack/failure.ts';

/** A list that is brought in for the demonstration, and the virtual day on which its entries begin to live. */
export type ExistingList = {
  readonly file: string;
  readonly regime: string;
  readonly mapping: string;
  /** The day the list is of. */
  readonly asOf: string;
  readonly livesFrom: string;
};

/** A line of the list that has become a case. */
export type AdoptedEntry = { readonly caseId: string; readonly until: string | null };

/** How a case has lived on to the horizon. */
export type LivedEntry = AdoptedEntry & {
  readonly stage: string;
  readonly outcome: string | null;
};

const AT_ONCE = 6;

/** Brings the list in as anybody would: one person brings it, another approves it, the gate judges each line. */
export async function adoptList(
  host: Host,
  client: Client,
  { file, regime, mapping, asOf, livesFrom }: ExistingList,
): Promise<{ readonly report: ImportReport; readonly entries: readonly AdoptedEntry[] }> {
  const as = async (subject: string) =>
    callerWith(host.url, await host.token({ roles: ['administrator'], subject }));
  const { report } = await bringIn(
    { file, regime, mapping, asOf, headerless: false, virtual: { from: livesFrom } },
    { caller: await as('list-officer'), approver: await as('list-supervisor') },
  );
  const caseIds = await casesOf(client, regime);
  const entries = await atOnce(caseIds, AT_ONCE, async (caseId): Promise<AdoptedEntry> => {
    const { entry } = entryRead.parse(await client.readCase(caseId));
    return { caseId, until: entry.until };
  });
  return { report, entries };
}

const entryRead = z.looseObject({ entry: z.looseObject({ until: z.string().nullable() }) });
const casePage = z.looseObject({
  items: z.array(z.looseObject({ caseId: z.string() })),
  next: z.string().nullable(),
});

async function casesOf(client: Client, regime: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const query: string = new URLSearchParams({
      regime,
      limit: '200',
      ...(cursor !== null && { cursor }),
    }).toString();
    // oxlint-disable-next-line no-await-in-loop -- each page names the next
    const reply = await client.ask({
      method: 'GET',
      path: `/v1/cases?${query}`,
      claims: { roles: ['auditor'], subject: 'list-auditor' },
    });
    if (reply.kind !== 'answered') throw new StackFailure(`GET /v1/cases: ${messageOf(reply)}`);
    const page = casePage.parse(reply.body);
    found.push(...page.items.map(({ caseId }) => caseId));
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

/**
 * Lets every entry live until the horizon, or until the day after its own last day. Then its recipients acknowledge the
 * retraction. Nobody else does anything: what ends, ends by itself.
 */
export async function liveOn(
  client: Client,
  entries: readonly AdoptedEntry[],
  { timezone, from, horizon }: { readonly timezone: string; readonly from: string; readonly horizon: string },
  progress: (done: number) => void,
): Promise<readonly LivedEntry[]> {
  let done = 0;
  return atOnce(entries, AT_ONCE, async (entry) => {
    const { until } = entry;
    const last = until === null || until >= horizon ? horizon : addDays(until, 1);
    if (last > from)
      await client.advance(entry.caseId, new Date(atLocalTime(last, '12:00', timezone)).toISOString());
    const seen = await settled(client, entry.caseId);
    const holders = seen.removal?.recipients.filter(({ acknowledgedAt }) => acknowledgedAt === null) ?? [];
    for (const { id } of holders) {
      // oxlint-disable-next-line no-await-in-loop -- the rulings of one case come one after the other anyway
      await acknowledge(client, entry.caseId, id);
    }
    const { stage, outcome } = holders.length > 0 ? await client.readCase(entry.caseId) : seen;
    progress((done += 1));
    return { ...entry, stage, outcome };
  });
}

async function acknowledge(client: Client, caseId: string, recipient: string): Promise<void> {
  const claims: Claims = { roles: ['recipient'], subject: `${recipient}-desk`, recipient };
  const reply = await client.ask({
    method: 'POST',
    path: `/v1/cases/${caseId}/retractions/${recipient}/acknowledgement`,
    claims,
    body: {},
  });
  if (reply.kind !== 'answered')
    throw new StackFailure(`${recipient} could not acknowledge that ${caseId} is off: ${messageOf(reply)}`);
}
