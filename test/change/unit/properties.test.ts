import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/calendar/local-time.ts';
import type { CalendarYear } from '../../../domain/calendar/calendar.ts';
import { decide } from '../../../domain/case/decide.ts';
import { evolve, begin } from '../../../domain/case/evolve.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { isLater, kindOf } from '../../../domain/change/favour.ts';
import { clocksUnder } from '../../../domain/change/replay.ts';
import type { Pack } from '../../../domain/regime/pack.ts';
import { catalogue, packOf } from '../../support/law.ts';
import { nextLawful, opening, plusDays } from '../../support/lawful.ts';
import { calendarsWith, original } from '../amended-calendar.ts';
import { PlayOn } from '../played.ts';

/** A case somewhere on its lawful way. */
function somewhere(pack: Pack, steps: number, at: string): PlayOn {
  const play = new PlayOn(pack, calendarsWith(original));
  const { command } = opening(pack);
  play.ask(at, { kind: 'person', person: 'li', roles: ['caseworker'], authority: 'a1' }, command);
  let now = at;
  for (let step = 0; step < steps && play.now.stage !== 'closed'; step += 1) {
    const next = nextLawful(play, now);
    if (next === null) break;
    now = plusDays(next.at > now ? next.at : now, 1 / 1440);
  }
  return play;
}

const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
const days = Array.from({ length: 120 }, (_, index) => addDays('2048-01-10', index));

/** Any other schedule of the year: some working days become rest days, some rest days are worked. */
const amendment: fc.Arbitrary<CalendarYear> = fc.subarray(days, { maxLength: 40 }).map((changed) => {
  const rest = new Set(original.nonWorking.map(({ date }) => date));
  const worked = new Set(original.working.map(({ date }) => date));
  for (const date of changed) {
    const isWeekend = weekday(date) === 0 || weekday(date) === 6;
    if (rest.has(date)) rest.delete(date);
    else if (worked.has(date)) worked.delete(date);
    else if (isWeekend) worked.add(date);
    else rest.add(date);
  }
  const named = (dates: ReadonlySet<string>) => [...dates].map((date) => ({ date, name: 'day' }));
  return {
    ...original,
    version: 2,
    knownFrom: '2048-01-12',
    nonWorking: named(rest),
    working: named(worked),
  };
});

const packs = catalogue.all.filter(({ pack }) => pack.calendar === 'CN').map(({ pack }) => pack);

/** What a change must never do to a clock of the subject's. */
function mustNotBeWorse(before: CaseState, after: CaseState): void {
  for (const [key, clock] of Object.entries(before.clocks)) {
    const now = after.clocks[key];
    if (now === undefined) continue;
    if (kindOf(clock) === 'right') expect(isLater(clock.end, now.end), key).toBe(false);
    if (kindOf(clock) === 'burden') expect(isLater(now.end, clock.end), key).toBe(false);
  }
}

describe('whatever a calendar becomes', () => {
  it('no right ends sooner, no burden lasts longer, and doing it again changes nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...packs), fc.nat(14), amendment, (pack, steps, year) => {
        const inForce = { ...pack, effective: { from: '2040-01-01', until: null } };
        const play = somewhere(inForce, steps, '2048-01-10T04:00:00.000Z');
        if (play.now.stage === 'closed') return;
        const last = play.recorded.at(-1)?.at ?? '';
        const at = last > '2048-01-12T04:00:00.000Z' ? last : '2048-01-12T04:00:00.000Z';
        const context = {
          ...play.context(at, { kind: 'engine' }),
          calendars: calendarsWith(original, year),
        };
        const caughtUp = decide(play.now, { type: 'keep-clocks' }, { ...context, actor: { kind: 'clock' } });
        if (caughtUp.kind === 'refused' || caughtUp.state.stage === 'closed') return;
        const command = { type: 'rederive-clocks' as const, change: 'c', knownAt: context.today };
        const decision = decide(caughtUp.state, command, context);
        if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.refusals));
        mustNotBeWorse(caughtUp.state, decision.state);
        const again = decide(decision.state, command, context);
        expect(again.kind === 'ruled' && again.recorded).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

const versions = catalogue.all.flatMap(({ pack }) =>
  pack.supersedes === null ? [] : [{ older: packOf(pack.regime, pack.supersedes), newer: pack }],
);

describe('whatever a version becomes', () => {
  const some = fc.record({
    pair: fc.constantFrom(...versions),
    steps: fc.nat(16),
    mode: fc.constantFrom('most-favourable' as const, 'recompute' as const),
    factor: fc.constantFrom(0.3, 0.5, 1, 2, 3),
    later: fc.nat(900),
  });

  it('no right ends sooner and no burden lasts longer than under the older law; the fold is the state', () => {
    fc.assert(
      fc.property(some, ({ pair, steps, mode, factor, later }) => {
        const at = plusDays(`${pair.older.effective.from}T03:00:00.000Z`, 20);
        const play = somewhere(pair.older, steps, at);
        const last = play.recorded.at(-1)?.at ?? at;
        // A version whose lengths are other than they are.
        const clocks = Object.fromEntries(
          Object.entries(pair.newer.clocks).map(([key, rule]) => [
            key,
            { ...rule, amount: rule.amount === 0 ? 0 : Math.max(1, Math.round(rule.amount * factor)) },
          ]),
        );
        const newer: Pack = {
          ...pair.newer,
          clocks,
          transition: { ...pair.newer.transition, mode, harsher: undefined },
        };
        const now = plusDays(last, later / 10);
        const plain = play.context(now, { kind: 'clock' });
        const caughtUp = decide(play.now, { type: 'keep-clocks' }, plain);
        if (caughtUp.kind === 'refused' || caughtUp.state.stage === 'closed') return;
        const record = [...play.recorded, ...caughtUp.recorded];
        const context = { ...plain, actor: { kind: 'engine' as const }, adopting: { pack: newer, record } };
        const decision = decide(
          caughtUp.state,
          { type: 'adopt-version', change: 'c', version: newer.version },
          context,
        );
        if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.refusals));
        mustNotBeWorse(caughtUp.state, decision.state);
        let folded: CaseState | null = null;
        for (const each of [...record, ...decision.recorded])
          folded = folded === null ? begin('c1', each) : evolve(folded, each);
        expect(folded).toEqual(decision.state);
      }),
      { numRuns: 200 },
    );
  });

  it('computes under its own version the clocks that a case has', () => {
    fc.assert(
      fc.property(fc.constantFrom(...catalogue.all.map(({ pack }) => pack)), fc.nat(16), (pack, steps) => {
        const play = somewhere(pack, steps, plusDays(`${pack.effective.from}T03:00:00.000Z`, 20));
        const own = clocksUnder('c1', play.recorded, { pack, calendars: calendarsWith(original) });
        const dates = (clocks: CaseState['clocks']) =>
          Object.fromEntries(
            Object.entries(clocks).map(([key, { due, end, from }]) => [key, { due, end, from }]),
          );
        expect(dates(own)).toEqual(dates(play.now.clocks));
      }),
      { numRuns: 200 },
    );
  });
});
