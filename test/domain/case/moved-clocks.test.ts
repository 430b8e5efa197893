import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../domain/case/state.ts';
import type { ClockRule, Pack } from '../../../domain/regime/pack.ts';
import { calendarsWith, original } from '../../change/amended-calendar.ts';
import { listed, playedUntil, served, type PlayOn } from '../../change/played.ts';
import { packOf, person, refusedBy, text } from '../../support/law.ts';
import { cited, withClock } from '../../support/pack-with.ts';

const base = packOf('cn-market-list', '2021-09-01');
const calendars = calendarsWith(original);
const supervisor = person('boss', ['supervisor'], { authority: 'a1' });
const evidence = '0'.repeat(64);
const reasons = text('reasons');
const NOON = 'T04:00:00.000Z';
const days = (amount: number) => ({ amount, unit: 'working-days' as const });

const tolling: ClockRule['tolling'] = [{ cause: 'stay', ...cited }];
const extension: ClockRule['extension'] = { most: days(50), times: 5, by: ['supervisor'], ...cited };

const PUBLISH = 'publication.publish';
const RESPONSE = 'notice.response';

const clockOf = (play: PlayOn, key: string): Clock => {
  const clock = play.now.clocks[key];
  if (clock === undefined) throw new Error(`no clock ${key}`);
  return clock;
};

/** A listed case whose authority has to publish, on 3 March 2048. */
const toPublish = (pack: Pack) => playedUntil(pack, calendars, listed, { at: `2048-03-02${NOON}` });
/** A case whose subject may respond, from 20 January 2048: five working days, to 1 February. */
const toRespond = (pack: Pack) => playedUntil(pack, calendars, served, { at: `2048-01-20${NOON}` });

const rungs = (play: PlayOn, key: string): string[] =>
  play.events.flatMap(({ event }) =>
    event.type === 'rung-reached' && event.key === key ? [event.rung] : [],
  );

describe('a clock that is moved', () => {
  it('reaches each rung once, though it is extended after one was reached', () => {
    const play = toPublish(withClock(base, PUBLISH, { extension }));
    const [first] = clockOf(play, PUBLISH).rungs;
    play.until(first?.at ?? '');
    expect(rungs(play, PUBLISH)).toEqual([first?.id]);
    const by = days(5);
    const later = `2048-04-06${NOON}`;
    expect(play.ask(later, supervisor, { type: 'extend-clock', key: PUBLISH, by, reasons }).kind).toBe(
      'ruled',
    );
    expect(clockOf(play, PUBLISH).rungs.map(({ id }) => id)).not.toContain(first?.id);
    play.until('2049-06-01T00:00:00.000Z');
    expect(rungs(play, PUBLISH)).toHaveLength(new Set(rungs(play, PUBLISH)).size);
    expect(rungs(play, PUBLISH).length).toBeGreaterThan(1);
  });

  it('reaches each rung once, though it was paused in between, and keeps those that are ahead', () => {
    const play = toPublish(withClock(base, PUBLISH, { tolling }));
    const [first, ...ahead] = clockOf(play, PUBLISH).rungs;
    play.until(first?.at ?? '');
    const pause = { key: PUBLISH, cause: 'stay', evidence };
    play.ask(`2048-04-06${NOON}`, supervisor, { type: 'toll-clock', ...pause });
    expect(clockOf(play, PUBLISH)).toMatchObject({ due: null, rungs: [], reached: [first?.id] });
    play.ask(`2048-04-20${NOON}`, supervisor, { type: 'resume-clock', ...pause });
    expect(clockOf(play, PUBLISH).rungs.map(({ id }) => id)).toEqual(ahead.map(({ id }) => id));
  });
});

describe('a pause', () => {
  const pack = withClock(base, RESPONSE, { tolling });
  const pause = { key: RESPONSE, cause: 'stay', evidence } as const;

  it('begins and ends on the days of the orders, though they are entered later', () => {
    const late = toRespond(pack);
    late.ask(`2048-01-23${NOON}`, supervisor, { type: 'toll-clock', ...pause, on: '2048-01-22' });
    late.ask(`2048-02-05${NOON}`, supervisor, { type: 'resume-clock', ...pause, on: '2048-02-04' });
    const atOnce = toRespond(pack);
    atOnce.ask(`2048-01-22${NOON}`, supervisor, { type: 'toll-clock', ...pause });
    atOnce.ask(`2048-02-04${NOON}`, supervisor, { type: 'resume-clock', ...pause });
    expect(clockOf(late, RESPONSE)).toEqual(clockOf(atOnce, RESPONSE));
    expect(clockOf(late, RESPONSE).tolled).toMatchObject([{ from: '2048-01-22', to: '2048-02-04' }]);
    expect(late.events.at(-1)?.event).toMatchObject({
      type: 'clock-resumed',
      on: '2048-02-04',
      evidence,
    });
  });

  it('never begins or ends ahead, nor ends before it began', () => {
    const play = toRespond(pack);
    const at = `2048-01-23${NOON}`;
    const ahead = play.ask(at, supervisor, { type: 'toll-clock', ...pause, on: '2048-01-24' });
    expect(refusedBy(ahead)).toEqual(['clock.tolling']);
    play.ask(at, supervisor, { type: 'toll-clock', ...pause });
    for (const on of ['2048-01-22', '2048-01-24'])
      expect(refusedBy(play.ask(at, supervisor, { type: 'resume-clock', ...pause, on }))).toEqual([
        'clock.tolling',
      ]);
  });

  it("does not take the subject's time away behind its back", () => {
    const play = toRespond(pack);
    play.ask(`2048-01-22${NOON}`, supervisor, { type: 'toll-clock', ...pause });
    const at = `2048-02-20${NOON}`;
    const behind = play.ask(at, supervisor, { type: 'resume-clock', ...pause, on: '2048-01-23' });
    expect(refusedBy(behind)).toEqual(['clock.tolling']);
    expect(play.ask(at, supervisor, { type: 'resume-clock', ...pause }).kind).toBe('ruled');
  });

  it('that an order began before the clock ran out keeps an authority from being overdue', () => {
    const play = toPublish(withClock(base, PUBLISH, { tolling }));
    const { due, end } = clockOf(play, PUBLISH);
    play.until(end ?? '');
    expect(clockOf(play, PUBLISH).lapsedAt).toBe(end);
    const order = { type: 'toll-clock', key: PUBLISH, cause: 'stay', evidence } as const;
    const at = '2048-05-20T04:00:00.000Z';
    expect(refusedBy(play.ask(at, supervisor, { ...order, on: '2048-05-19' }))).toEqual([PUBLISH]);
    expect(play.ask(at, supervisor, { ...order, on: due ?? undefined }).kind).toBe('ruled');
    expect(clockOf(play, PUBLISH)).toMatchObject({ due: null, end: null });
    expect(clockOf(play, PUBLISH).lapsedAt).toBeUndefined();
  });

  it('takes out no more than the cap of the law', () => {
    const capped = withClock(base, PUBLISH, { tolling, tollingCap: { ...days(3), ...cited } });
    const play = toPublish(capped);
    const longer = toPublish(withClock(base, PUBLISH, { extension }));
    const order = { key: PUBLISH, cause: 'stay', evidence } as const;
    play.ask(`2048-03-09${NOON}`, supervisor, { type: 'toll-clock', ...order });
    longer.ask(`2048-03-09${NOON}`, supervisor, {
      type: 'extend-clock',
      key: PUBLISH,
      by: days(3),
      reasons,
    });
    const { due } = clockOf(longer, PUBLISH);
    expect(clockOf(play, PUBLISH).due).toBe(due);
    play.ask(`2048-03-30${NOON}`, supervisor, { type: 'resume-clock', ...order });
    expect(clockOf(play, PUBLISH).due).toBe(due);
  });
});

describe('an extension', () => {
  const pack = withClock(base, RESPONSE, { extension });
  const grant = (play: PlayOn, day: string, amount: number) =>
    play.ask(`${day}${NOON}`, supervisor, { type: 'extend-clock', key: RESPONSE, by: days(amount), reasons });
  const change = (play: PlayOn, day: string, on: string, amount: number) =>
    play.ask(`${day}${NOON}`, supervisor, {
      type: 'change-extension',
      key: RESPONSE,
      on,
      by: days(amount),
      reasons,
    });

  it('that is changed gives the day it would have given from the start', () => {
    const changed = toRespond(pack);
    grant(changed, '2048-01-22', 2);
    expect(change(changed, '2048-01-23', '2048-01-22', 5).kind).toBe('ruled');
    const fromTheStart = toRespond(pack);
    grant(fromTheStart, '2048-01-22', 5);
    expect(clockOf(changed, RESPONSE)).toEqual(clockOf(fromTheStart, RESPONSE));
  });

  it("makes the subject's time shorter only on the day of the grant, to set a mistake right", () => {
    const play = toRespond(pack);
    const { due } = clockOf(play, RESPONSE);
    grant(play, '2048-01-22', 50);
    expect(change(play, '2048-01-22', '2048-01-22', 5).kind).toBe('ruled');
    expect(refusedBy(change(play, '2048-01-23', '2048-01-22', 4))).toEqual(['clock.extension']);
    const later = { type: 'withdraw-extension', key: RESPONSE, on: '2048-01-22' } as const;
    expect(refusedBy(play.ask(`2048-01-23${NOON}`, supervisor, later))).toEqual(['clock.extension']);
    const mistaken = toRespond(pack);
    grant(mistaken, '2048-01-22', 50);
    expect(mistaken.ask(`2048-01-22${NOON}`, supervisor, later).kind).toBe('ruled');
    expect(clockOf(mistaken, RESPONSE).due).toBe(due);
  });

  it('keeps within the measure of the law when it is changed', () => {
    const play = toRespond(pack);
    grant(play, '2048-01-22', 2);
    expect(refusedBy(change(play, '2048-01-22', '2048-01-22', 51))).toEqual([`${RESPONSE}.extension`]);
    expect(refusedBy(change(play, '2048-01-22', '2048-01-21', 3))).toEqual(['clock.extension']);
    expect(refusedBy(grant(play, '2048-01-22', 3))).toEqual(['clock.extension']);
  });

  it('is in the unit of the length that was chosen, and refused in any other', () => {
    const term = withClock(base, PUBLISH, { extension, chosen: { indefinite: false } });
    const play = toPublish(term);
    const clock = { ...clockOf(play, PUBLISH), chosen: { amount: 2, unit: 'months' as const } };
    play.state = { ...play.now, clocks: { ...play.now.clocks, [PUBLISH]: clock } };
    const ask = { type: 'extend-clock', key: PUBLISH, reasons } as const;
    const at = `2048-03-09${NOON}`;
    expect(refusedBy(play.ask(at, supervisor, { ...ask, by: days(5) }))).toEqual([`${PUBLISH}.extension`]);
    const months = { amount: 1, unit: 'months' as const };
    expect(play.ask(at, supervisor, { ...ask, by: months }).kind).toBe('ruled');
  });
});
