import { pathName, rulesOf } from '../catalogue.ts';
import type { EvidenceStatus } from '../cited.ts';
import type { Pack } from '../pack.ts';
import { OffCourse } from './drive.ts';
import { idle, weights } from './idle.ts';
import type { Bench, Gap, Path, Probe, Surroundings } from './probe.ts';
import { probeOf } from './probes.ts';
import { promises } from './promises.ts';
import { atLoad, settings } from './settings.ts';
import { valuesOf, type Value } from './variation.ts';

/** One rule of a pack, put to the engine. */
type Verdict = {
  readonly rule: string;
  readonly cite: string;
  readonly status: EvidenceStatus | 'principle';
  readonly practice: boolean;
  /** enforced: proven. broken: the engine does something else. unenforced: the engine does the same without it. */
  readonly outcome: 'enforced' | 'broken' | 'unenforced';
  readonly says: string;
  /** How many values the rule states, and how many of them were shown to make a difference. */
  readonly values: { readonly stated: number; readonly proven: number };
  /** Values that can make no difference in this pack, and why. */
  readonly idle: readonly { readonly value: string; readonly why: string }[];
};

type Count = { readonly rules: number; readonly enforced: number };

/** How far the engine keeps one pack. */
export type Conformance = {
  readonly pack: string;
  readonly rules: number;
  /** Rules that were put to the engine: a case that passes and one that is refused were generated. */
  readonly tested: number;
  readonly enforced: number;
  readonly unenforced: readonly string[];
  readonly values: { readonly stated: number; readonly proven: number };
  readonly byStatus: Readonly<Record<EvidenceStatus | 'practice' | 'principle', Count>>;
  readonly verdicts: readonly Verdict[];
};

/**
 * Puts every rule of a pack to the engine. A rule is proven by generated cases, of which some pass because of it and
 * some are refused by it, and by a counter-proof for each value it states: the same cases, ruled by an engine that was
 * given another value there, come out differently. A value that makes no difference is enforced by nothing.
 */
export function conformanceOf(pack: Pack, within: Surroundings): Conformance {
  const verdicts = [
    ...rulesOf(pack)
      .filter(({ path }) => path[0] !== 'legalBasis')
      .map(({ path, cite, status, practice }) => ({
        about: { rule: pathName(pack, path), cite, status, practice },
        path,
        probe: (bench: Bench) => probeOf(bench, path),
      })),
    ...settings(pack).map(({ path, probe }) => ({
      about: { rule: pathName(pack, path), cite: 'the pack', status: 'principle' as const, practice: false },
      path,
      probe,
    })),
    ...promises.map(({ rule, cite, probe }) => ({
      about: { rule, cite, status: 'principle' as const, practice: false },
      path: undefined,
      probe,
    })),
  ].map(({ about, path, probe }): Verdict => ({ ...about, ...judged(pack, within, path, probe) }));
  const count = (of: (verdict: Verdict) => boolean): Count => {
    const those = verdicts.filter(of);
    return { rules: those.length, enforced: those.filter(({ outcome }) => outcome === 'enforced').length };
  };
  const law = (status: Verdict['status']) =>
    count((verdict) => !verdict.practice && verdict.status === status);
  const sum = (of: (verdict: Verdict) => number): number =>
    verdicts.reduce((total, verdict) => total + of(verdict), 0);
  return {
    pack: `${pack.regime}@${pack.version}`,
    rules: verdicts.length,
    tested: verdicts.filter(({ says }) => !says.startsWith(untested)).length,
    enforced: count(() => true).enforced,
    unenforced: verdicts.filter(({ outcome }) => outcome !== 'enforced').map(({ rule }) => rule),
    values: { stated: sum(({ values }) => values.stated), proven: sum(({ values }) => values.proven) },
    byStatus: {
      'verified-text': law('verified-text'),
      secondary: law('secondary'),
      unverified: law('unverified'),
      practice: count((verdict) => verdict.practice),
      principle: law('principle'),
    },
    verdicts,
  };
}

type Judged = Pick<Verdict, 'outcome' | 'says' | 'values' | 'idle'>;
const untested = 'not tested: ';
const noValues = { stated: 0, proven: 0 };

function judged(
  pack: Pack,
  within: Surroundings,
  path: Path | undefined,
  probe: (bench: Bench) => Probe | Gap,
): Judged {
  const on = (engine: Pack): Probe | Gap => tried(probe, { pack, engine, calendars: within.calendars });
  const found = on(pack);
  if ('gap' in found)
    return { outcome: 'unenforced', says: `${untested}${found.gap}`, values: noValues, idle: [] };
  const { passes, refuses } = found;
  const failed = [
    ...(passes.held ? [] : [`does not pass: ${passes.says}`]),
    ...(refuses.held ? [] : [`is not refused: ${refuses.says}`]),
  ];
  if (failed.length > 0) return { outcome: 'broken', says: failed.join('; '), values: noValues, idle: [] };
  const values = path === undefined ? [] : valuesOf(pack, path, within);
  const differs = (engine: Pack): boolean => {
    const counter = on(engine);
    return 'gap' in counter || !counter.passes.held || !counter.refuses.held;
  };
  const sorted = values.map((value) => ({ value, made: made(pack, value, differs) }));
  const name = ({ path: at }: Value): string => pathName(pack, at);
  const without = sorted.filter(({ made: { difference } }) => !difference);
  return {
    outcome: without.length > 0 ? 'unenforced' : 'enforced',
    says:
      without.length > 0
        ? `the engine does the same with another value: ${without.map(({ value }) => name(value)).join(', ')}`
        : `passes: ${passes.says}; refused: ${refuses.says}`,
    values: {
      stated: values.length,
      proven: sorted.filter(({ made: { difference, why } }) => difference && !why).length,
    },
    idle: sorted.flatMap(({ value, made: { why } }) => (why ? [{ value: name(value), why }] : [])),
  };
}

/** Whether it makes a difference what a value says; where it cannot, why. */
function made(
  pack: Pack,
  { path, others, heldAtLoad }: Value,
  differs: (engine: Pack) => boolean,
): { readonly difference: boolean; readonly why?: string } {
  if (atLoad(path)) return { difference: heldAtLoad };
  const why = idle(pack, path, others);
  if (why !== undefined) return { difference: true, why };
  // A weight is relative: another one may leave the order of the measures as it was.
  const weighs = weights.some((weight) => weight === path.at(-1));
  const difference = heldAtLoad || (weighs ? others.some(differs) : others.every(differs));
  return { difference };
}

function tried(probe: (bench: Bench) => Probe | Gap, bench: Bench): Probe | Gap {
  try {
    return probe(bench);
  } catch (thrown) {
    if (!(thrown instanceof OffCourse) && bench.engine === bench.pack) throw thrown;
    const says = thrown instanceof Error ? thrown.message : 'threw';
    return { passes: { held: false, says }, refuses: { held: true, says: '' } };
  }
}
