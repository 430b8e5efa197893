import { describe, expect, it } from 'vitest';
import type { CalendarYear } from '../../../domain/calendar/calendar.ts';
import { decide } from '../../../domain/case/decide.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { packOf } from '../../support/law.ts';
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
      considered: [{ version: 2 }],
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
