import { addDays } from '../../calendar/local-time.ts';
import { decide, type Decision } from '../../case/decide.ts';
import type { Pack } from '../pack.ts';
import { Course } from './course.ts';
import { held, type Bench, type Probe } from './probe.ts';

/**
 * A next version that gives the subject more time to respond, and one that gives less, put to a case whose window runs.
 * What a regime says of its transition decides whether the case moves; nothing of it may shorten the subject's time.
 */
export function transition({ pack, calendars }: Bench): Probe {
  const window =
    Object.keys(pack.clocks).find((key) => pack.clocks[key]?.lapse.effect === 'record-closes') ?? '';
  const adopt = (
    factor: number,
  ): { readonly before: string; readonly after: string; readonly decision: Decision } => {
    const course = new Course(pack, calendars).open().determine().serve();
    const before = course.clock(window)?.end ?? '';
    const decision = decide(
      course.state,
      { type: 'adopt-version', change: 'conformance', version: nextVersion(pack) },
      {
        ...course.context({ kind: 'engine' }),
        adopting: { pack: withWindow(pack, window, factor), record: course.events },
      },
    );
    const clocks = decision.kind === 'ruled' ? decision.state.clocks : {};
    const after = Object.values(clocks).find(({ rule }) => rule === window)?.end ?? '';
    return { before, after, decision };
  };
  const longer = adopt(2);
  const shorter = adopt(0.4);
  const moves = longer.after > longer.before;
  const stays = longer.after === longer.before;
  const { mode, harsher } = pack.transition;
  const kept = shorter.after === shorter.before || (mode === 'recompute' && harsher !== undefined);
  return {
    passes: held(`a milder version, by the mode "${mode}"`, mode === 'pinned' ? stays : moves),
    refuses: held('a version that takes time from the subject', kept && shorter.decision.kind === 'ruled'),
  };
}

const nextVersion = (pack: Pack): string => addDays(pack.version, 1);

function withWindow(pack: Pack, key: string, factor: number): Pack {
  const rule = pack.clocks[key];
  if (rule === undefined) return pack;
  const amount = Math.max(1, Math.round(rule.amount * factor));
  return { ...pack, version: nextVersion(pack), clocks: { ...pack.clocks, [key]: { ...rule, amount } } };
}
