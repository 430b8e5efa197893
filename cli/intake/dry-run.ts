import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { localDate } from '../../domain/calendar/local-time.ts';
import { judgeFile } from '../../domain/intake/judge-file.ts';
import type { JudgedLine } from '../../domain/intake/judged-line.ts';
import type { Mapping } from '../../domain/intake/mapping.ts';
import { inForceOn } from '../../domain/regime/catalogue.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { loadCalendars } from '../../regimes/load-calendars.ts';
import { loadPacks } from '../../regimes/load-packs.ts';
import { loadMapping, misfits } from '../../regimes/mappings/load-mapping.ts';
import { StackFailure } from '../stack/failure.ts';
import type { Example, ImportReport } from './report.ts';

export type AskedImport = {
  readonly file: string;
  /** `regime` or `regime@version`. */
  readonly regime: string;
  readonly mapping: string;
  readonly asOf?: string;
  readonly headerless: boolean;
  /** The entries live in virtual time, from a day on; by default from that of the list. */
  readonly virtual?: { readonly from: string | null };
};

/** Judges a file as an import would, without any server. */
export function dryRun(asked: AskedImport): { report: ImportReport; examples: readonly Example[] } {
  const began = performance.now();
  const bytes = readList(asked.file);
  const today = new Date().toISOString();
  const { pack, mapping } = lawOf(asked, today);
  const judged = judgeFile({
    bytes,
    name: basename(asked.file),
    mapping,
    pack,
    calendars: loadCalendars(),
    today: localDate(today, pack.timezone),
    headerless: asked.headerless,
    ...(asked.asOf !== undefined && { asOf: asked.asOf }),
    ...(asked.virtual && { virtual: asked.virtual }),
  });
  const report: ImportReport = {
    file: asked.file,
    digest: digestOf(bytes),
    mapping: mapping.mapping,
    regime: pack.regime,
    version: pack.version,
    dryRun: true,
    import: null,
    ...judged.tally,
    alreadyTakenIn: 0,
    new: judged.tally.accepted,
    seconds: Number(((performance.now() - began) / 1000).toFixed(1)),
  };
  return { report, examples: examplesOf(judged.lines) };
}

/** Reads the bytes of a list. */
export function readList(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new StackFailure(`${file} cannot be read: ${error instanceof Error ? error.message : 'unknown'}.`);
  }
}

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Splits `regime@version`. */
export function regimeOf(asked: string): { readonly regime: string; readonly version?: string } {
  const [regime = '', version] = asked.split('@');
  return { regime, ...(version !== undefined && { version }) };
}

function lawOf(asked: AskedImport, at: string): { readonly pack: Pack; readonly mapping: Mapping } {
  const loaded = loadMapping(asked.mapping);
  if (loaded.kind === 'unknown')
    throw new StackFailure(`There is no mapping "${asked.mapping}". Known: ${loaded.known.join(', ')}.`);
  if (loaded.kind === 'broken') throw new StackFailure(loaded.problems.join('\n'));
  const packs = loadPacks();
  if (packs.kind === 'broken')
    throw new StackFailure(
      packs.problems.map((each) => `${each.file}:${each.line} ${each.message}`).join('\n'),
    );
  const { regime, version } = regimeOf(asked.regime);
  const ofRegime = packs.catalogue.all.filter(({ pack }) => pack.regime === regime).map(({ pack }) => pack);
  const pack = ofRegime.find((each) =>
    version === undefined ? inForceOn(each, localDate(at, each.timezone)) : each.version === version,
  );
  if (pack === undefined)
    throw new StackFailure(
      ofRegime.length === 0
        ? `There is no regime "${regime}".`
        : `"${regime}" has the versions ${ofRegime.map((each) => each.version).join(', ')}.`,
    );
  const wrong = misfits(loaded.mapping, pack);
  if (wrong.length > 0) throw new StackFailure(wrong.join('\n'));
  return { pack, mapping: loaded.mapping };
}

function examplesOf(lines: readonly JudgedLine[]): Example[] {
  const examples = new Map<string, Example>();
  for (const each of lines) {
    if (each.kind === 'stands') continue;
    const [{ reason, refusal }] = each.findings;
    const { rule, citation, detail } = refusal;
    if (!examples.has(reason)) examples.set(reason, { reason, line: each.line, rule, citation, detail });
  }
  return [...examples.values()];
}
