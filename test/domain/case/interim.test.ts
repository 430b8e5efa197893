import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, localDate } from '../../../domain/calendar/local-time.ts';
import type { Command } from '../../../domain/case/commands.ts';
import { tasks } from '../../../domain/case/tasks.ts';
import type { Pack } from '../../../domain/regime/pack.ts';
import { ask, delivered, officer, onwards, pass, until, type Course } from '../../support/course.ts';
import { packOf, person, refusedBy, text } from '../../support/law.ts';
import { cast } from '../../support/lawful.ts';

const far = packOf('us-far-9.4', '2025-01-17');
const bank = packOf('wb-sanctions', '2023-11-01');
const digest = 'd'.repeat(64);
const chief = officer('ren');
const impose: Command = { type: 'impose-interim-measure', reasons: text('adequate evidence') };
const sam = person('bot', ['recipient'], { recipient: 'sam-exclusions' });

/** Suspension with the warning before its cap, and a review at intervals once the cap is lifted. */
const pack: Pack = {
  ...far,
  clocks: {
    ...far.clocks,
    'suspension.warn': {
      ...far.clocks['suspension.term']!,
      amount: 30,
      unit: 'calendar-days',
      before: 'suspension.term',
      metBy: ['interim-end-announced', 'proceedings-began', 'interim-measure-ended'],
      lapse: { effect: 'escalate' },
      extension: undefined,
    },
    'suspension.review': {
      ...far.clocks['suspension.term']!,
      amount: 6,
      from: ['proceedings-began', 'interim-review-held'],
      metBy: ['interim-review-held', 'interim-measure-ended', 'listed'],
      lapse: { effect: 'escalate' },
      extension: undefined,
    },
  },
};

const suspended = (of: Pack = pack) => {
  const course = until(of, ({ stage }) => stage === 'determination');
  expect(refusedBy(ask(course, chief, impose))).toEqual([]);
  return course;
};
const acts = ({ play }: Course) => tasks(play.now).map(({ act }) => act);
const duties = ({ play }: Course, kind: string) =>
  Object.values(play.now.duties)
    .filter((duty) => duty.kind === kind)
    .map(({ recipient, measure }) => `${measure} ${recipient}`);

describe('an interim measure', () => {
  it('is told to whoever carries it out, at its start and at its end, and confirmed', () => {
    const course = suspended();
    expect(duties(course, 'apply')).toEqual(['procurement-exclusion sam-exclusions']);
    const acknowledge: Command = { type: 'acknowledge-interim-measure', implementer: 'sam-exclusions' };
    expect(acts(course)).toContain('acknowledge-interim-measure');
    expect(refusedBy(ask(course, sam, acknowledge))).toEqual([]);
    expect(refusedBy(ask(course, sam, acknowledge))).toEqual(['interim.implementer']);
    expect(acts(course)).not.toContain('acknowledge-interim-measure');
    ask(course, chief, { type: 'end-interim-measure' });
    expect(duties(course, 'lift')).toEqual(['procurement-exclusion sam-exclusions']);
    expect(refusedBy(ask(course, sam, acknowledge))).toEqual([]);
    expect(course.play.now.interim?.implementers['sam-exclusions']).toMatchObject({
      appliedAt: course.now,
      liftedAt: course.now,
    });
  });

  it('ends with the case', () => {
    const course = suspended();
    ask(course, cast.investigator, { type: 'withdraw-case', reasons: text('why') });
    expect(course.play.now).toMatchObject({ stage: 'closed', interim: { ended: 'case-ended' } });
    expect(duties(course, 'lift')).toHaveLength(1);
    const refused = until(bank, ({ stage }) => stage === 'list-review');
    expect(refused.play.now.interim?.endedAt).toBeUndefined();
    ask(refused, officer('ma'), { type: 'refuse-listing', reasons: text('why') });
    expect(refused.play.now).toMatchObject({ stage: 'closed', interim: { ended: 'case-ended' } });
  });

  it('goes on as a measure of the entry, and nobody has to lift it', () => {
    const course = delivered(far);
    expect(course.play.now.interim).toMatchObject({ ended: 'merged' });
    expect(duties(course, 'lift')).toEqual([]);
    expect(acts(course)).not.toContain('acknowledge-interim-measure');
  });
});

describe('the cap of a suspension', () => {
  it('has a warning that counts back from it, and moves with it', () => {
    const course = suspended();
    const cap = course.play.now.clocks['suspension.term']!.due!;
    expect(course.play.now.clocks['suspension.warn']).toMatchObject({
      due: addDays(cap, -30),
      before: 'suspension.term',
    });
    expect(acts(course)).toContain('announce-interim-end');
    ask(course, chief, {
      type: 'extend-clock',
      key: 'suspension.term',
      by: { amount: 6, unit: 'months' },
      reasons: text('the prosecutor asked'),
    });
    const later = course.play.now.clocks['suspension.term']!.due!;
    expect(later > cap).toBe(true);
    expect(course.play.now.clocks['suspension.warn']?.due).toBe(addDays(later, -30));
    ask(course, cast.investigator, { type: 'announce-interim-end', document: digest });
    expect(course.play.now.clocks['suspension.warn']).toBeUndefined();
    expect(acts(course)).not.toContain('announce-interim-end');
  });

  it('that is lifted by proceedings leaves a review at intervals', () => {
    const course = suspended();
    ask(course, chief, { type: 'report-proceedings-began', document: digest });
    expect(course.play.now.interim).toMatchObject({ end: null });
    expect(acts(course)).toContain('hold-interim-review');
    const first = course.play.now.clocks['suspension.review']!.due!;
    pass(course, 100);
    ask(course, chief, { type: 'hold-interim-review', outcome: 'stands', reasons: text('my own') });
    expect(course.play.now.clocks['suspension.review']!.due).toBe(first);
    ask(course, cast.second, { type: 'hold-interim-review', outcome: 'stands', reasons: text('goes on') });
    expect(course.play.now.clocks['suspension.review']!.due! > first).toBe(true);
    ask(course, cast.second, { type: 'hold-interim-review', outcome: 'ends', reasons: text('enough') });
    expect(course.play.now.interim).toMatchObject({ ended: 'lifted' });
    expect(course.play.now.clocks['suspension.review']).toBeUndefined();
    expect(acts(course)).not.toContain('hold-interim-review');
  });

  it('leaves a task where the regime has no interval for it', () => {
    const course = suspended(far);
    ask(course, chief, { type: 'report-proceedings-began', document: digest });
    expect(acts(course)).toContain('hold-interim-review');
  });
});

describe('the time spent under an interim measure', () => {
  const termOf = ({ play }: Course) => play.now.entry!.until!;
  const plain = (course: Course) => {
    const from = localDate(course.now, pack.timezone);
    return `${Number(from.slice(0, 4)) + 3}${from.slice(4)}`;
  };

  it('counts towards the term also where it ended before the listing', () => {
    const course = suspended();
    const began = course.play.now.interim!.from;
    pass(course, 400);
    expect(course.play.now.interim).toMatchObject({ ended: 'lapsed' });
    const served = daysBetween(began, addDays(began, 365));
    onwards(course, ({ entry }) => entry !== undefined);
    expect(daysBetween(termOf(course), plain(course))).toBe(served);
  });

  it('counts for nothing where the regime does not credit it', () => {
    const { credit: _credit, ...uncredited } = pack.interim!;
    const course = suspended({ ...pack, interim: uncredited });
    pass(course, 100);
    onwards(course, ({ entry }) => entry !== undefined);
    expect(termOf(course)).toBe(plain(course));
  });
});
