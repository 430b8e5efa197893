import { describe, expect, it } from 'vitest';
import type { Command } from '../../../domain/case/commands.ts';
import { termKey } from '../../../domain/regime/term.ts';
import { ask, pass, until, type Course } from '../../support/course.ts';
import { packOf, refusedBy, text } from '../../support/law.ts';
import { cast, plusDays } from '../../support/lawful.ts';
import { cited } from '../../support/pack-with.ts';

/** The term counts from the day on which the facts were known, and is three years. */
const debarment = packOf('uk-procurement-debarment', '2025-02-24');
const GROUND = 'professional-misconduct';
const KEY = termKey(
  debarment,
  debarment.grounds.find(({ id }) => id === GROUND),
);
const { standstill: _, ...noStandstill } = debarment.review;
const unlimited = {
  ...debarment,
  grounds: debarment.grounds.map(({ limitation: _none, ...ground }) => ground),
};
const consenting = {
  ...unlimited,
  review: { ...noStandstill, consent: { levels: debarment.authorities.competent, ...cited } },
};
const LAST = '2028-02-24';

/** Lets days pass until noon of a day. */
function untilDay(course: Course, day: string): Course {
  course.now = `${day}T12:00:00.000Z`;
  return pass(course, 0);
}

function approval({ play }: Course): Command {
  const { measures, term } = play.now.notice!;
  return {
    type: 'approve-listing',
    measures,
    term,
    reasons: text('why'),
    contents: debarment.review.decisionContents.items.map(({ id }) => id),
    members: [],
    lighter: { considered: [], reasons: text('lighter') },
  };
}

describe('a term that is over before anybody is listed', () => {
  it('is not decided: the last day is the last on which it may be', () => {
    const reviewed = () => until(unlimited, ({ stage }) => stage === 'list-review', GROUND);
    const late = untilDay(reviewed(), plusDays(`${LAST}T00:00:00Z`, 1).slice(0, 10));
    expect(refusedBy(ask(late, cast.reviewer, approval(late)))).toEqual([KEY]);
    const inTime = untilDay(reviewed(), LAST);
    expect(refusedBy(ask(inTime, cast.reviewer, approval(inTime)))).toEqual([]);
  });

  it('takes no effect by a consent that came too late, and goes back to review', () => {
    const course = until(consenting, ({ consent }) => consent?.status === 'requested', GROUND);
    untilDay(course, '2028-03-01');
    expect(refusedBy(ask(course, cast.superior, { type: 'give-consent' }))).toEqual([KEY]);
    expect(course.play.now.entry).toBeUndefined();
    const refuse: Command = { type: 'refuse-consent', reasons: text('late') };
    expect(refusedBy(ask(course, cast.superior, refuse))).toEqual([]);
    const end: Command = { type: 'refuse-listing', reasons: text('over') };
    expect(refusedBy(ask(course, cast.reviewer, end))).toEqual([]);
    expect(course.play.now.stage).toBe('closed');
  });

  it('is not entered after a standstill that outlasted it', () => {
    const course = until(unlimited, ({ standstillEndedAt }) => standstillEndedAt !== undefined, GROUND);
    untilDay(course, '2028-03-01');
    expect(refusedBy(ask(course, cast.publisher, { type: 'enter-listing' }))).toEqual([KEY]);
    expect(course.play.now.entry).toBeUndefined();
    const withdraw: Command = { type: 'withdraw-case', reasons: text('over') };
    expect(refusedBy(ask(course, cast.investigator, withdraw))).toEqual([]);
    expect(course.play.now.stage).toBe('closed');
  });
});
