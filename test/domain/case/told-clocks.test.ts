import { describe, expect, it } from 'vitest';
import { endedClocks, runningClock, type ClockLaw } from '../../../api/clock-view.ts';
import { explainClocks, explainedCase } from '../../../cli/play/explained-clocks.ts';
import { regimeOf } from '../../../cli/play/regime.ts';
import type { CalendarYear } from '../../../domain/calendar/calendar.ts';
import { clockLives } from '../../../domain/case/clock-lives.ts';
import { decide } from '../../../domain/case/decide.ts';
import { calendarsWith, original } from '../../change/amended-calendar.ts';
import { listed, playedUntil, served, type PlayOn } from '../../change/played.ts';
import { packOf, person, text } from '../../support/law.ts';
import { cited, withClock } from '../../support/pack-with.ts';

const KEY = 'notice.response';
const NOON = 'T04:00:00.000Z';
const days = (amount: number) => ({ amount, unit: 'working-days' as const });
const pack = withClock(packOf('cn-market-list', '2021-09-01'), KEY, {
  extension: { most: days(9), times: 2, by: ['supervisor'], ...cited },
  tolling: [{ cause: 'stay', ...cited }],
});
const boss = person('boss', ['supervisor'], { authority: 'a1' });
const digest = 'e'.repeat(64);
const shorter: CalendarYear = {
  ...original,
  version: 2,
  knownFrom: '2048-01-22',
  nonWorking: original.nonWorking.filter(({ date }) => date !== '2048-01-24'),
};
const calendars = calendarsWith(original, shorter);

/** Served on 20 January, kept against an amendment on the 22nd, extended and paused on the 23rd, running on from the 28th. */
function eventful(): PlayOn {
  const play = playedUntil(pack, calendarsWith(original), served, { at: `2048-01-20${NOON}` });
  const engine = { ...play.context(`2048-01-22${NOON}`, { kind: 'engine' }), calendars };
  const changed = decide(play.now, { type: 'rederive-clocks', change: 'c1', knownAt: '2048-01-22' }, engine);
  if (changed.kind === 'refused') throw new Error('refused');
  play.state = changed.state;
  play.recorded.push(...changed.recorded);
  const ask = (at: string, command: Parameters<PlayOn['ask']>[2]) => play.ask(at, boss, command);
  ask(`2048-01-23${NOON}`, { type: 'extend-clock', key: KEY, by: days(2), reasons: text('r') });
  const order = { key: KEY, cause: 'stay', evidence: digest };
  ask(`2048-01-23${NOON}`, { type: 'toll-clock', ...order });
  ask(`2048-01-28${NOON}`, { type: 'resume-clock', ...order });
  return play;
}

const lawAt = (now: string): ClockLaw => ({ packOf: () => pack, calendars, now });

function told(play: PlayOn, now: string) {
  const lives = clockLives(play.recorded);
  const law = lawAt(now);
  return {
    clocks: Object.values(play.now.clocks).map((clock) =>
      runningClock(
        clock,
        lives.findLast((life) => life.clock.key === clock.key && life.ended === null),
        pack,
        law,
      ),
    ),
    endedClocks: endedClocks(lives, law),
  };
}

describe('a running clock', () => {
  const play = eventful();
  const clock = told(play, `2048-01-28${NOON}`).clocks.find(({ key }) => key === KEY);

  it('names the event that started it, its place in the record and its proof', () => {
    const { seq = 0, event } = clock?.start ?? {};
    expect(event).toBe('notice-served');
    expect(play.recorded[seq - 1]?.event).toMatchObject({
      type: 'notice-served',
      proof: clock?.start?.proof,
    });
    expect(clock?.start?.proof).toEqual({ kind: 'signed-receipt', digest: 'd'.repeat(64) });
  });

  it('tells its rule, and who did what to it, when and on what evidence', () => {
    expect(clock?.explanation?.rule).toEqual({
      amount: 5,
      unit: 'working-days',
      start: 'exclusive',
      roll: 'none',
      ends: 'end-of-day',
      calendar: 'CN',
      timezone: 'Asia/Shanghai',
    });
    expect(clock?.changes).toMatchObject([
      {
        event: 'clock-rederived',
        change: 'c1',
        before: { due: '2048-02-01' },
        kept: { due: '2048-01-31', why: 'right-not-shortened' },
        by: 'engine',
      },
      { event: 'clock-extended', length: days(2), on: '2048-01-23', reasons: 'r', by: 'boss' },
      { event: 'clock-tolled', on: '2048-01-23', cause: 'stay', evidence: digest, by: 'boss' },
      { event: 'clock-resumed', on: '2048-01-28', cause: 'stay', evidence: digest, by: 'boss' },
    ]);
    expect(clock?.explanation).toMatchObject({
      deadline: { due: clock?.due },
      knownAt: '2048-01-20',
      laterVersions: [{ year: 2048, version: 2 }],
      pauseConvention: 'stop-day-lost',
    });
  });

  it('is told in the terminal with all of that', () => {
    const seen = explainedCase.parse({
      caseId: 'c1',
      regime: pack.regime,
      version: pack.version,
      stage: 'notice',
      outcome: null,
      now: `2048-01-28${NOON}`,
      ...told(play, `2048-01-28${NOON}`),
    });
    const lines = explainClocks(seen, regimeOf(pack), { only: KEY, color: false }).join('\n');
    expect(lines).toContain(`From notice served, number ${clock?.start?.seq} of the record, 2048-01-20`);
    expect(lines).toContain('5 working-days after 2048-01-20 (not counted), CN, Asia/Shanghai, no roll');
    expect(lines).toContain('kept although it would be 2048-01-31: right not shortened');
    expect(lines).toContain('clock tolled, from 2048-01-23, for stay, evidence eeeeeeeeeeee');
    expect(lines).toContain('extended on 2048-01-23 by 2 working-days');
    expect(lines).toContain('CN 2048 v2, known from 2048-01-22, is not followed');
    expect(lines).toContain('calendars as known on 2048-01-20');
    expect(lines).toContain(`last day ${clock?.due}, over at`);
  });
});

describe('a clock that is over', () => {
  it('is explained as it was: run out, with what had been done to it', () => {
    const play = eventful();
    const { due } = play.now.clocks[KEY] ?? {};
    play.until(`2048-06-01${NOON}`);
    const ended = told(play, `2048-06-01${NOON}`).endedClocks.find(({ key }) => key === KEY);
    expect(ended).toMatchObject({
      due,
      outcome: 'lapsed',
      start: { event: 'notice-served' },
      explanation: { deadline: { due } },
    });
    expect(ended?.lapsedAt).toBe(ended?.end);
    expect(ended?.changes.map(({ event }) => event)).toContain('clock-tolled');
  });

  it('is told as met or stopped, with the day that it had', () => {
    const play = playedUntil(pack, calendarsWith(original), listed, { at: `2048-03-02${NOON}` });
    const { endedClocks: over } = told(play, `2048-06-01${NOON}`);
    for (const { explanation, due, outcome } of over) {
      expect(['met', 'stopped', 'lapsed']).toContain(outcome);
      expect(explanation?.deadline.due).toBe(due);
    }
    expect(over.length).toBeGreaterThan(1);
    expect(new Set(over.map(({ outcome }) => outcome)).size).toBeGreaterThan(1);
  });

  it('is told in the terminal when it is asked for by its key', () => {
    const play = eventful();
    play.until(`2048-06-01${NOON}`);
    const now = `2048-06-01${NOON}`;
    const seen = explainedCase.parse({
      caseId: 'c1',
      regime: pack.regime,
      version: pack.version,
      stage: play.now.stage,
      outcome: null,
      now,
      ...told(play, now),
    });
    const lines = explainClocks(seen, regimeOf(pack), { only: KEY, color: false }).join('\n');
    expect(lines).toContain('lapsed on');
    expect(lines).toContain('working-days after 2048-01-20');
  });
});
