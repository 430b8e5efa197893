import { addDays } from '../../calendar/local-time.ts';
import { decide, type Decision } from '../../case/decide.ts';
import type { Pack } from '../pack.ts';
import { Course } from './course.ts';
import { held, type Bench, type Probe } from './probe.ts';

type Moved = { readonly before: string; readonly after: string; readonly decision: Decision };

/**
 * A next version that gives the subject more time to respond, one that gives less, and one that gives the authority
 * more, put to running cases. What a regime says of its transition decides whether the case moves; nothing of it may
 * shorten the subject's time.
 */
export function transition(bench: Bench): Probe {
  const { pack } = bench;
  const version = addDays(pack.version, 1);
  const adopt = (course: Course, key: string, factor: number): Moved => {
    const before = course.clock(key)?.end ?? '';
    const decision = decide(
      course.state,
      { type: 'adopt-version', change: 'conformance', version },
      {
        ...course.context({ kind: 'engine' }),
        adopting: { pack: withLength(bench.engine, key, factor, version), record: course.events },
      },
    );
    const clocks = decision.kind === 'ruled' ? decision.state.clocks : {};
    const after = Object.values(clocks).find(({ rule }) => rule === key)?.end ?? '';
    return { before, after, decision };
  };
  const window =
    Object.keys(pack.clocks).find((key) => pack.clocks[key]?.lapse.effect === 'record-closes') ?? '';
  const served = (): Course => new Course(bench).open().determine().serve();
  const longer = adopt(served(), window, 2);
  const shorter = adopt(served(), window, 0.4);
  const asked = new Course(bench).toPetition();
  const owed = asked.clock('petition.accept') ? adopt(asked, 'petition.accept', 3) : undefined;
  const { mode, harsher } = pack.transition;
  const shortens = mode === 'recompute' && harsher !== undefined;
  return {
    passes: held(
      `a milder version, by the mode "${mode}"`,
      mode === 'pinned' ? longer.after === longer.before : longer.after > longer.before,
      !shortens || shorter.after < shorter.before,
      mode !== 'recompute' || owed === undefined || owed.after > owed.before,
    ),
    refuses: held(
      'a version that takes time from the subject, or gives the authority more of it',
      mode === 'recompute' || owed === undefined || owed.after === owed.before,
      shortens || shorter.after === shorter.before,
      shorter.decision.kind === 'ruled',
    ),
  };
}

function withLength(pack: Pack, key: string, factor: number, version: string): Pack {
  const rule = pack.clocks[key];
  if (rule === undefined) return pack;
  const amount = Math.max(1, Math.round(rule.amount * factor));
  return { ...pack, version, clocks: { ...pack.clocks, [key]: { ...rule, amount } } };
}
