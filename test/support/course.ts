import type { Decision } from '../../domain/case/decide.ts';
import type { Actor, Command } from '../../domain/case/commands.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { person, Play } from './law.ts';
import { cast, nextLawful, opening, plusDays } from './lawful.ts';

/** One case and what time it is for it. */
export type Course = { readonly play: Play; now: string };

/** Opens a case and goes its lawful way until something holds of it. */
export function until(pack: Pack, reached: (state: CaseState) => boolean, groundId?: string): Course {
  const play = new Play(pack);
  const { at, command } = opening(pack, groundId);
  const opened = play.ask(at, cast.investigator, command);
  if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.refusals));
  return onwards({ play, now: at }, reached);
}

/** Goes on with a case its lawful way until something holds of it. */
export function onwards(course: Course, reached: (state: CaseState) => boolean): Course {
  for (let steps = 0; !reached(course.play.now); steps += 1) {
    const next = steps < 100 ? nextLawful(course.play, course.now) : null;
    if (next === null) throw new Error(`the case does not come there from ${course.play.now.stage}`);
    if (next.decision?.kind === 'refused') throw new Error(JSON.stringify(next.decision.refusals));
    if (next.at > course.now) course.now = next.at;
  }
  return course;
}

/** A case that is listed, published and delivered to every recipient. */
export const delivered = (pack: Pack, groundId?: string): Course =>
  until(
    pack,
    ({ entry, duties }) => entry?.publishedAt !== undefined && Object.keys(duties).length === 0,
    groundId,
  );

/** Asks now. */
export const ask = ({ play, now }: Course, actor: Actor, command: Command): Decision =>
  play.ask(now, actor, command);

/** Lets days pass, and the clocks with them. */
export function pass(course: Course, days: number): Course {
  course.now = plusDays(course.now, days);
  course.play.until(course.now);
  return course;
}

/** An officer of the authority, with whatever role. */
export const officer = (id: string): Actor =>
  person(id, ['caseworker', 'reviewer', 'supervisor', 'publisher'], { authority: 'a1' });
