import { deriveDeadline } from '../calendar/deadline.ts';
import { dayEnding } from '../case/agenda.ts';
import type { Context } from '../case/handler.ts';
import type { CaseState, CivilDate } from '../case/state.ts';
import type { Pack } from '../regime/pack.ts';

type Forum = Pack['reviewProceedings'][number];

/**
 * Whether a proceeding against the listing began after its time. The time runs from the proven service of the decision:
 * of a decision that nobody has served, none has begun. Whether a late one is taken all the same is for the forum.
 */
export function outOfTime(
  { decisionService }: CaseState,
  { timeLimit }: Forum,
  beganOn: CivilDate,
  { pack, calendars }: Pick<Context, 'pack' | 'calendars'>,
): boolean {
  const from = decisionService?.servedOn;
  if (timeLimit === undefined || from === undefined) return false;
  const last = deriveDeadline(
    { rule: { ...timeLimit, calendar: pack.calendar, timezone: pack.timezone }, from },
    calendars,
  );
  return last.kind === 'deadline' && last.due !== null && beganOn > last.due;
}

/**
 * Whether a proceeding stays the listing by itself: before a forum by which the law stays it, begun in time, and where
 * the regime has a standstill, begun within it and known to the authority before the entry was made.
 */
export function staysByItself(
  state: CaseState,
  law: Forum,
  beganOn: CivilDate,
  { pack, calendars }: Pick<Context, 'pack' | 'calendars'>,
): boolean {
  if (law.stay !== 'automatic' || outOfTime(state, law, beganOn, { pack, calendars })) return false;
  const { standstill } = pack.review;
  if (standstill === undefined) return true;
  const { stage, standstillEndedAt } = state;
  const within = standstillEndedAt === undefined || beganOn <= dayEnding(standstillEndedAt, pack.timezone);
  return standstill.automaticStay && stage === 'list-review' && within;
}
