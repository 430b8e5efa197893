import { describe, expect, it } from 'vitest';
import type { CalendarYear } from '../../../domain/calendar/calendar.ts';
import { decide } from '../../../domain/case/decide.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { explainDeadline } from '../../../domain/calendar/explanation.ts';
import { periodOf, restsOf } from '../../../domain/case/clock-dates.ts';
import { packOf, person, text } from '../../support/law.ts';
import { cited, withClock } from '../../support/pack-with.ts';
import { amended, calendarsWith, original } from '../amended-calendar.ts';
import { listed, playedUntil, served, type PlayOn } from '../played.ts';

const pack = packOf('cn-market-list', '2021-09-01');
const before = calendarsWith(original);

/** Counts the clocks of a played case again, on some calendars, as known on a day. */
function rederived(play: PlayOn, years: readonly CalendarYear[], knownAt: string, at: string) {
  const context = {
    ...play.context(at, { kind: 'engine' }),
    calendars: calendarsWith(original, ...years),
  };
  const decision = decide(play.now, { type: 'rederive-clocks', change: 'c', knownAt }, context);
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.refusals));
  return decision;
}

const clock = (state: CaseState, key: string) => {
  const found = state.clocks[key];
  if (found === undefined) throw new Error(`no clock ${key}`);
  return found;
};

const NOON = 'T04:00:00.000Z';

describe('a schedule that is amended while clocks run', () => {
  const play = playedUntil(pack, before, served, { at: `2048-01-20${NOON}` });

  it('says of each clock on which calendars it rests, as known when', () => {
    expect(clock(play.now, 'notice.response')).toMatchObject({
      due: '2048-02-01',
      knownAt: '2048-01-20',
      calendars: [{ calendar: 'CN', year: 2048, version: 1 }],
      provisional: false,
    });
  });

  it('moves the time to respond to the later day, and records both', () => {
    const { state, recorded } = rederived(play, [amended], '2048-01-27', `2048-01-27${NOON}`);
    expect(clock(state, 'notice.response')).toMatchObject({
      due: '2048-02-04',
      knownAt: '2048-01-27',
      calendars: [{ calendar: 'CN', year: 2048, version: 2 }],
    });
    const [event] = recorded.filter(({ event: { type } }) => type === 'clock-rederived');
    expect(event?.event).toMatchObject({ change: 'c', before: { due: '2048-02-01' } });
  });

  it('does not follow what was not known yet', () => {
    const { recorded } = rederived(play, [amended], '2048-01-26', `2048-01-26${NOON}`);
    expect(recorded).toEqual([]);
  });

  it('does it once', () => {
    const { state } = rederived(play, [amended], '2048-01-27', `2048-01-27${NOON}`);
    const again = decide(
      state,
      { type: 'rederive-clocks', change: 'd', knownAt: '2048-01-27' },
      {
        ...play.context(`2048-01-27${NOON}`, { kind: 'engine' }),
        calendars: calendarsWith(original, amended),
      },
    );
    expect(again.kind === 'ruled' && again.recorded).toEqual([]);
  });
});

describe('a schedule that is amended the other way', () => {
  /** One rest day less: every clock would end a day sooner. */
  const shorter: CalendarYear = {
    ...original,
    version: 2,
    knownFrom: '2048-01-22',
    nonWorking: original.nonWorking.filter(({ date }) => date !== '2048-01-24'),
  };

  it("never shortens a subject's right: the clock keeps its day, and what it would have been is recorded", () => {
    const play = playedUntil(pack, before, served, { at: `2048-01-20${NOON}` });
    const { state, recorded } = rederived(play, [shorter], '2048-01-22', `2048-01-22${NOON}`);
    expect(clock(state, 'notice.response')).toMatchObject({
      due: '2048-02-01',
      calendars: [{ version: 1 }],
      weighed: { on: '2048-01-22', calendars: [{ version: 2 }] },
    });
    expect(recorded.at(-1)?.event).toMatchObject({ kept: { why: 'right-not-shortened', due: '2048-01-31' } });
  });

  it('lets what the authority owes follow the calendar', () => {
    const play = playedUntil(pack, before, listed, { at: `2048-01-06${NOON}` });
    const due = clock(play.now, 'publication.publish').due ?? '';
    const { state } = rederived(play, [shorter], '2048-01-22', `2048-01-22${NOON}`);
    expect(clock(state, 'publication.publish').due?.localeCompare(due)).toBe(-1);
  });

  it('lets an extension of a kept clock count on from the day that was kept', () => {
    const play = playedUntil(pack, before, served, { at: `2048-01-20${NOON}` });
    const { state } = rederived(play, [shorter], '2048-01-22', `2048-01-22${NOON}`);
    const kept = clock(state, 'notice.response');
    expect(kept.knownAt).toBe('2048-01-20');
    expect(kept.calendars).toEqual([{ calendar: 'CN', year: 2048, version: 1 }]);
  });
});

describe('a clock that is paused when the schedule is amended', () => {
  const shorter: CalendarYear = {
    ...original,
    version: 2,
    knownFrom: '2048-01-23',
    nonWorking: original.nonWorking.filter(
      ({ date }) => !['2048-01-24', '2048-01-27', '2048-01-28'].includes(date),
    ),
  };
  const stoppable = withClock(pack, 'notice.response', { tolling: [{ cause: 'stay', ...cited }] });
  const boss = person('boss', ['supervisor'], { authority: 'a1' });
  const order = { key: 'notice.response', cause: 'stay', evidence: '0'.repeat(64) } as const;

  /** The day to which the subject may respond after a pause from 22 to 23 January, the schedule amended meanwhile or not. */
  const resumed = (years: readonly CalendarYear[]) => {
    const play = playedUntil(stoppable, before, served, { at: `2048-01-20${NOON}` });
    play.ask(`2048-01-22${NOON}`, boss, { type: 'toll-clock', ...order });
    const changed = rederived(play, years, '2048-01-23', '2048-01-23T02:00:00.000Z');
    const context = {
      ...play.context(`2048-01-23${NOON}`, boss),
      calendars: calendarsWith(original, ...years),
    };
    const decision = decide(changed.state, { type: 'resume-clock', ...order }, context);
    if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.refusals));
    return clock(decision.state, 'notice.response');
  };

  it("keeps the subject's time when it runs on", () => {
    expect(resumed([]).due).toBe('2048-02-03');
    expect(resumed([shorter])).toMatchObject({ due: '2048-02-03', weighed: { on: '2048-01-23' } });
  });

  it('has the later day where the amendment brings one', () => {
    const longer = { ...amended, knownFrom: '2048-01-23' };
    expect(resumed([longer])).toMatchObject({ due: '2048-02-05', knownAt: '2048-01-23' });
    expect(resumed([longer]).weighed).toBeUndefined();
  });
});

describe('an amendment that would make an authority overdue in the past', () => {
  it('leaves its day where it is, and its rungs', () => {
    const play = playedUntil(pack, before, listed, { at: `2048-01-06${NOON}` });
    const { due, end, rungs } = clock(play.now, 'publication.publish');
    const shorter: CalendarYear = {
      ...original,
      version: 2,
      knownFrom: '2048-02-10',
      nonWorking: original.nonWorking.filter(({ date }) => date < '2048-01-20' || date > '2048-02-20'),
    };
    const at = new Date(Date.parse(end ?? '') - 36_000_000).toISOString();
    const { state, recorded } = rederived(play, [shorter], at.slice(0, 10), at);
    expect(clock(state, 'publication.publish')).toMatchObject({
      due,
      end,
      rungs: rungs.filter((rung) => rung.at > at),
    });
    expect(recorded.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({
        key: 'publication.publish',
        kept: { due: '2048-02-07', end: '2048-02-07T16:00:00.000Z', why: 'new-date-is-past' },
      }),
    );
  });
});

describe('a regime that lets an amendment shorten what runs', () => {
  it('has the earlier day, by its own law', () => {
    const harsh = { ...pack, calendarChanges: { harsher: cited } };
    const play = playedUntil(harsh, before, served, { at: `2048-01-20${NOON}` });
    const shorter: CalendarYear = {
      ...original,
      version: 2,
      knownFrom: '2048-01-22',
      nonWorking: original.nonWorking.filter(({ date }) => date !== '2048-01-24'),
    };
    const { state } = rederived(play, [shorter], '2048-01-22', `2048-01-22${NOON}`);
    expect(clock(state, 'notice.response').due).toBe('2048-01-31');
  });
});

describe('a clock whose year is not known at all', () => {
  /** Two days worked that would be a weekend: every clock would end earlier. */
  const year49: CalendarYear = {
    ...original,
    year: 2049,
    version: 1,
    knownFrom: '2049-01-02',
    nonWorking: [],
    working: [
      { date: '2049-01-02', name: 'worked' },
      { date: '2049-01-03', name: 'worked' },
    ],
  };
  const extendable = withClock(pack, 'notice.response', {
    extension: { most: { amount: 9, unit: 'working-days' }, times: 1, by: ['supervisor'], ...cited },
  });
  const play = playedUntil(extendable, before, served, { at: `2048-12-31${NOON}` });
  const armed = clock(play.now, 'notice.response');
  const after = calendarsWith(original, year49);
  const rule = extendable.clocks['notice.response'];
  const explained = (of: typeof armed) => {
    if (rule === undefined) throw new Error('no rule');
    const explanation = explainDeadline(periodOf(rule, of, extendable, { rests: restsOf(of) }), after);
    return explanation.kind === 'explanation' ? explanation.deadline.due : explanation.message;
  };

  it('rests on that, also when the year has been published and before anybody counts again', () => {
    expect(armed).toMatchObject({ due: '2049-01-07', provisional: true, calendars: [], assumed: [2049] });
    expect(explained(armed)).toBe('2049-01-07');
  });

  it('rests on that also where the year had been known officially before the clock was armed', () => {
    const late = calendarsWith(original, { ...year49, knownFrom: '2048-11-01' });
    if (rule === undefined) throw new Error('no rule');
    expect(explainDeadline(periodOf(rule, armed, pack, { rests: restsOf(armed) }), late)).toMatchObject({
      deadline: { due: '2049-01-07' },
    });
  });

  it("keeps the subject's day against the published year, and may change no more", () => {
    const { state } = rederived(play, [year49], '2049-01-02', '2049-01-02T01:00:00.000Z');
    const kept = clock(state, 'notice.response');
    expect(kept).toMatchObject({ due: '2049-01-07', provisional: false, weighed: { on: '2049-01-02' } });
    expect(explained(kept)).toBe('2049-01-07');
  });

  it('counts an extension on from the day that was kept', () => {
    const { state } = rederived(play, [year49], '2049-01-02', '2049-01-02T01:00:00.000Z');
    const boss = person('boss', ['supervisor'], { authority: 'a1' });
    const decision = decide(
      state,
      {
        type: 'extend-clock',
        key: 'notice.response',
        by: { amount: 1, unit: 'working-days' },
        reasons: text('r'),
      },
      { ...play.context('2049-01-04T01:00:00.000Z', boss), calendars: after },
    );
    expect(decision.kind === 'ruled' && clock(decision.state, 'notice.response')).toMatchObject({
      due: '2049-01-08',
      provisional: false,
    });
  });
});

describe('a clock that reaches beyond what is known', () => {
  const play = playedUntil(pack, calendarsWith(), served, { at: `2048-01-20${NOON}` });

  it('is provisional', () => {
    expect(clock(play.now, 'notice.response')).toMatchObject({ due: '2048-01-27', provisional: true });
  });

  it('is counted again when the year is published, and is provisional no longer', () => {
    const { state } = rederived(play, [], '2048-01-21', `2048-01-21${NOON}`);
    expect(clock(state, 'notice.response')).toMatchObject({ due: '2048-02-01', provisional: false });
  });
});
