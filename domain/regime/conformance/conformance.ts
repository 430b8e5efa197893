import type { Calendars } from '../../calendar/calendar.ts';
import { pathName, rulesOf, type Rule } from '../catalogue.ts';
import type { EvidenceStatus, Pack } from '../pack.ts';
import { probeClock, probeClockPart } from './clock-probe.ts';
import { OffCourse } from './course.ts';
import type { Gap, Probe } from './probe.ts';
import { probeOf } from './probes.ts';

/** One rule of a pack, put to the engine. */
type Verdict = {
  readonly rule: string;
  readonly cite: string;
  readonly status: EvidenceStatus;
  readonly practice: boolean;
  /** enforced: both trials held. broken: one did not. unenforced: nothing in the engine keeps it. */
  readonly outcome: 'enforced' | 'broken' | 'unenforced';
  readonly says: string;
};

/** How far the engine keeps one pack. */
export type Conformance = {
  readonly pack: string;
  readonly rules: number;
  readonly enforced: number;
  readonly byStatus: Readonly<
    Record<EvidenceStatus | 'practice', { readonly rules: number; readonly enforced: number }>
  >;
  readonly verdicts: readonly Verdict[];
};

/** Puts every rule of a pack to the engine: one generated case that passes because of it, and one it refuses. */
export function conformanceOf(pack: Pack, calendars: Calendars): Conformance {
  const verdicts = rulesOf(pack).map((rule) => verdictOn(pack, calendars, rule));
  const count = (of: (verdict: Verdict) => boolean): { rules: number; enforced: number } => {
    const those = verdicts.filter(of);
    return { rules: those.length, enforced: those.filter(({ outcome }) => outcome === 'enforced').length };
  };
  const law = (status: EvidenceStatus) => count((verdict) => !verdict.practice && verdict.status === status);
  return {
    pack: `${pack.regime}@${pack.version}`,
    rules: verdicts.length,
    enforced: count(() => true).enforced,
    byStatus: {
      'verified-text': law('verified-text'),
      secondary: law('secondary'),
      unverified: law('unverified'),
      practice: count((verdict) => verdict.practice),
    },
    verdicts,
  };
}

function verdictOn(pack: Pack, calendars: Calendars, rule: Rule): Verdict {
  const { cite, status, practice, path } = rule;
  const about = { rule: pathName(pack, path), cite, status, practice };
  const found = tried(pack, calendars, path);
  if ('gap' in found) return { ...about, outcome: 'unenforced', says: found.gap };
  const { passes, refuses } = found;
  const failed = [
    ...(passes.held ? [] : [`does not pass: ${passes.says}`]),
    ...(refuses.held ? [] : [`is not refused: ${refuses.says}`]),
  ];
  return failed.length > 0
    ? { ...about, outcome: 'broken', says: failed.join('; ') }
    : { ...about, outcome: 'enforced', says: `passes: ${passes.says}; refused: ${refuses.says}` };
}

function tried(pack: Pack, calendars: Calendars, path: readonly (string | number)[]): Probe | Gap {
  const bench = { pack, calendars };
  const [part, key, aspect, index] = path;
  try {
    if (part !== 'clocks') return probeOf(bench, path);
    return aspect === undefined
      ? probeClock(bench, String(key))
      : probeClockPart(bench, String(key), aspect, Number(index));
  } catch (thrown) {
    if (!(thrown instanceof OffCourse)) throw thrown;
    const trial = { held: false, says: thrown.message };
    return { passes: trial, refuses: { held: true, says: '' } };
  }
}
