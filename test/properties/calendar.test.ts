import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCalendars } from '../../domain/calendar/calendar.ts';
import { formatDay } from '../../domain/calendar/civil-date.ts';
import { deriveDeadline, type Period, type Toll } from '../../domain/calendar/deadline.ts';
import { explainDeadline } from '../../domain/calendar/explanation.ts';
import { addDays, endOfDay, localDate, startOfDay } from '../../domain/calendar/local-time.ts';
import { monthsFrom } from '../../domain/calendar/months.ts';
import { recount } from '../../domain/calendar/recount.ts';
import { deriveSequence } from '../../domain/calendar/sequence.ts';
import {
  calendars,
  date,
  day,
  derived,
  dueOf,
  extensions,
  made,
  period,
  rule,
  timezone,
} from './calendar-arbitraries.ts';
import { expectedOf, worksOn } from './calendar-oracle.ts';

const runs = { numRuns: 2000 };

const cap = fc.option(
  fc.record({
    amount: fc.nat(20),
    unit: fc.constantFrom<'calendar-days' | 'working-days'>('calendar-days', 'working-days'),
  }),
  { nil: undefined },
);

describe('a deadline', () => {
  it('always is what counting day by day comes to', () => {
    fc.assert(
      fc.property(made, period(), fc.boolean(), ({ years, calendars: from }, of, isRunning) => {
        const last = of.tolling?.at(-1);
        const given: Period =
          isRunning && last !== undefined
            ? { ...of, tolling: [...(of.tolling ?? []).slice(0, -1), { ...last, to: null }] }
            : of;
        expect(derived(given, from)).toMatchObject(expectedOf(given, years));
      }),
      { numRuns: 4000 },
    );
  });

  it('never gets earlier when the amount grows', () => {
    fc.assert(
      fc.property(calendars, period(), fc.nat(10), (from, of, more) => {
        const longer = { ...of, rule: { ...of.rule, amount: of.rule.amount + more } };
        expect(dueOf(longer, from)).toBeGreaterThanOrEqual(dueOf(of, from));
      }),
      runs,
    );
  });

  it('never gets earlier when a day stops being a working day', () => {
    fc.assert(
      fc.property(
        made,
        period(rule(['working-days'])),
        fc.nat(200),
        ({ years, calendars: from }, of, after) => {
          const feast = addDays(of.from, after);
          const changed = years.map((each) =>
            each.year === Number(feast.slice(0, 4))
              ? {
                  ...each,
                  nonWorking: [...each.nonWorking, { date: feast, name: 'new feast' }],
                  working: each.working.filter((other) => other.date !== feast),
                }
              : each,
          );
          expect(dueOf(of, compileCalendars(changed))).toBeGreaterThanOrEqual(dueOf(of, from));
        },
      ),
      runs,
    );
  });

  it('never gets earlier when a pause is added', () => {
    fc.assert(
      fc.property(calendars, period(), fc.nat(100), fc.nat(30), (from, of, after, days) => {
        const toll = { from: addDays(of.from, after), to: addDays(of.from, after + days) };
        expect(dueOf({ ...of, tolling: [...(of.tolling ?? []), toll] }, from)).toBeGreaterThanOrEqual(
          dueOf(of, from),
        );
      }),
      runs,
    );
  });

  it('never gets later by more days than its only pause has, in calendar days', () => {
    fc.assert(
      fc.property(
        calendars,
        rule(['calendar-days', 'weeks']),
        date,
        fc.nat(100),
        fc.nat(30),
        (from, given, start, after, days) => {
          const unrolled: Period = { rule: { ...given, roll: 'none' }, from: start };
          const tolling = [{ from: addDays(start, after), to: addDays(start, after + days) }];
          expect(dueOf({ ...unrolled, tolling }, from) - dueOf(unrolled, from)).toBeLessThanOrEqual(days);
        },
      ),
      runs,
    );
  });

  it('does not change by a pause that ends on the day it begins', () => {
    fc.assert(
      fc.property(calendars, period(), fc.integer({ min: -5, max: 150 }), (from, of, after) => {
        const on = addDays(of.from, after);
        expect(derived({ ...of, tolling: [...(of.tolling ?? []), { from: on, to: on }] }, from)).toEqual(
          derived(of, from),
        );
      }),
      runs,
    );
  });

  it('does not change when a pause is cut in two, told twice or told in another order', () => {
    fc.assert(
      fc.property(calendars, period(), fc.nat(40), fc.infiniteStream(fc.nat()), (from, of, cut, order) => {
        const pieces = (of.tolling ?? []).flatMap((toll): readonly Toll[] => {
          if (toll.to === null) return [toll];
          const at = formatDay(Math.min(day(toll.from) + cut, day(toll.to)));
          return [{ ...toll, to: at }, { ...toll, from: at }, toll];
        });
        const shuffled = pieces
          .map((toll) => ({ toll, key: order.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ toll }) => toll);
        expect(derived({ ...of, tolling: shuffled }, from)).toEqual(derived(of, from));
      }),
      runs,
    );
  });

  it('is the same with an extension added, changed or withdrawn as if it had been so from the start', () => {
    fc.assert(
      fc.property(
        calendars,
        period().chain((of) => fc.tuple(fc.constant(of), extensions(of.from, of.rule))),
        (from, [of, later]) => {
          const all = [...(of.extensions ?? []), ...later];
          const standing = all.filter(({ removedOn }) => removedOn === undefined);
          const total = standing.reduce((sum, { amount }) => sum + amount, of.rule.amount);
          const fromTheStart = { ...of, rule: { ...of.rule, amount: total }, extensions: [] };
          expect(derived({ ...of, extensions: all }, from)).toEqual(derived(fromTheStart, from));
        },
      ),
      runs,
    );
  });

  it('with its first day counted is that of the day before with its first day not counted, in days and weeks', () => {
    fc.assert(
      fc.property(calendars, period(rule(['working-days', 'calendar-days', 'weeks'])), (from, of) => {
        fc.pre(of.rule.amount > 0);
        const inclusive: Period = { ...of, rule: { ...of.rule, start: 'inclusive' } };
        const exclusive: Period = {
          ...of,
          rule: { ...of.rule, start: 'exclusive' },
          from: addDays(of.from, -1),
        };
        expect(derived(inclusive, from)).toEqual(derived(exclusive, from));
      }),
      runs,
    );
  });

  it('in working days always is a working day, whatever the roll', () => {
    fc.assert(
      fc.property(made, period(rule(['working-days'])), ({ years, calendars: from }, of) => {
        fc.pre(of.rule.amount > 0);
        const none = derived({ ...of, rule: { ...of.rule, roll: 'none' } }, from);
        expect(worksOn(none.due ?? '', years)).toBe(true);
        expect(derived({ ...of, rule: { ...of.rule, roll: 'next-working-day' } }, from).due).toBe(none.due);
      }),
      runs,
    );
  });

  it('that rolled always is the first working day on or after the one that did not', () => {
    fc.assert(
      fc.property(
        made,
        period(rule(['calendar-days', 'months', 'years'])),
        ({ years, calendars: from }, of) => {
          const rolled = dueOf({ ...of, rule: { ...of.rule, roll: 'next-working-day' } }, from);
          let expected = dueOf({ ...of, rule: { ...of.rule, roll: 'none' } }, from);
          while (!worksOn(formatDay(expected), years)) expected += 1;
          expect(rolled).toBe(expected);
        },
      ),
      runs,
    );
  });

  it('counted back from where it was counted to, is where it was counted from', () => {
    fc.assert(
      fc.property(
        made,
        rule(['working-days', 'calendar-days', 'weeks']),
        date,
        ({ years, calendars: from }, given, start) => {
          fc.pre(given.unit !== 'working-days' || worksOn(start, years));
          const forward = { ...given, start: 'exclusive', roll: 'none' } as const;
          const there = derived({ rule: forward, from: start }, from).due ?? '';
          expect(derived({ rule: { ...forward, direction: 'before' }, from: there }, from).due).toBe(start);
        },
      ),
      runs,
    );
  });

  it('never is provisional while all consulted years are known', () => {
    fc.assert(
      fc.property(calendars, period(), (from, of) => {
        const { provisional, due } = derived(of, from);
        expect(provisional && (due ?? '') < '2027').toBe(false);
      }),
      runs,
    );
  });

  it('ends at the first instant that is not its last day any more', () => {
    fc.assert(
      fc.property(calendars, period(), (from, of) => {
        const { due, end } = derived(of, from);
        expect(end).toBe(endOfDay(due ?? '', of.rule.timezone));
        expect(localDate(end ?? '', of.rule.timezone) > (due ?? '')).toBe(true);
      }),
      runs,
    );
  });

  it('always agrees with its explanation, and that with its recount', () => {
    fc.assert(
      fc.property(calendars, period(), fc.boolean(), cap, (from, of, isBack, tollingCap) => {
        const given: Period = isBack
          ? { ...of, rule: { ...of.rule, start: 'exclusive', direction: 'before' }, tolling: [] }
          : { ...of, ...(tollingCap && { tollingCap }) };
        const explanation = explainDeadline(given, from);
        if (explanation.kind === 'calendar-error') throw new Error(explanation.message);
        expect(explanation.deadline).toEqual(derived(given, from));
        expect(recount(explanation)).toBe(explanation.deadline.due);
      }),
      { numRuns: 4000 },
    );
  });

  it('always is provisional for a year that its explanation names, and rests on the sources it names', () => {
    fc.assert(
      fc.property(calendars, period(), (from, of) => {
        const explanation = explainDeadline(of, from);
        if (explanation.kind === 'calendar-error') throw new Error(explanation.message);
        const { lines, roll, unknownYears, sources, deadline } = explanation;
        const told = [...lines, ...roll];
        const assumed = told.filter((line) => line.assumed).map((line) => Number(line.from.slice(0, 4)));
        const used = told.flatMap(({ version }) => version ?? []);
        expect(new Set(unknownYears)).toEqual(new Set(assumed));
        expect(deadline.provisional).toBe(unknownYears.length > 0);
        expect(new Set(used)).toEqual(new Set(sources.map(({ year, version }) => `${year} v${version}`)));
      }),
      runs,
    );
  });

  it('always is explained by lines that cover every day from the event to the last, once', () => {
    fc.assert(
      fc.property(calendars, period(), (from, of) => {
        const explanation = explainDeadline({ ...of, rule: { ...of.rule, roll: 'none' } }, from);
        if (explanation.kind === 'calendar-error') throw new Error(explanation.message);
        let next = day(of.from);
        for (const line of explanation.lines) {
          expect(day(line.from)).toBe(next);
          next = day(line.to ?? '') + 1;
        }
        expect(next).toBe(day(explanation.deadline.due ?? '') + 1);
      }),
      runs,
    );
  });

  it('never comes without a refusal from what makes no sense, and never throws', () => {
    fc.assert(
      fc.property(
        calendars,
        fc.oneof(date, fc.string()),
        fc.oneof(fc.integer(), fc.double()),
        fc.oneof(timezone, fc.string()),
        (from, start, amount, zone) => {
          const given = {
            amount,
            unit: 'calendar-days',
            start: 'exclusive',
            roll: 'none',
            calendar: 'TEST',
            timezone: zone,
          } as const;
          const deadline = deriveDeadline({ rule: given, from: start }, from);
          const isSound = Number.isSafeInteger(amount) && amount >= 0;
          expect(deadline.kind === 'deadline' && !isSound).toBe(false);
        },
      ),
      runs,
    );
  });
});

const text = (from: string, months: number): string => formatDay(monthsFrom(day(from), months, 'exclusive'));

describe('months', () => {
  it('always lead to the same day of the month, or to its end where there is none', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -600, max: 600 }), (from, months) => {
        const to = text(from, months);
        const sum = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + months;
        expect(Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1).toBe(sum);
        const isMonthEnd = addDays(to, 1).slice(8) === '01';
        expect(to.slice(8) === from.slice(8) || (isMonthEnd && to.slice(8) < from.slice(8))).toBe(true);
      }),
      runs,
    );
  });

  it('of a year lead to the same date of the next, except from 29 February', () => {
    fc.assert(
      fc.property(date, (from) => {
        const expected = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`.replace(
          '2025-02-29',
          '2025-02-28',
        );
        expect(text(from, 12)).toBe(expected);
      }),
      runs,
    );
  });
});

describe('a local day', () => {
  it('always begins where the one before ends, and holds every instant between', () => {
    const second = fc.integer({ min: 0, max: 86_399 });
    fc.assert(
      fc.property(date, timezone, second, (on, zone, offset) => {
        expect(startOfDay(addDays(on, 1), zone)).toBe(endOfDay(on, zone));
        const begin = Date.parse(startOfDay(on, zone));
        const end = Date.parse(endOfDay(on, zone));
        const within = new Date(begin + Math.floor(((end - begin) * offset) / 86_400)).toISOString();
        expect(localDate(within, zone)).toBe(on);
      }),
      runs,
    );
  });
});

describe('a sequence', () => {
  it('always comes to the period from its last interruption in time', () => {
    const acts = fc.array(date, { maxLength: 5 });
    fc.assert(
      fc.property(
        calendars,
        rule(['calendar-days', 'months', 'years']),
        date,
        acts,
        (from, given, start, interruptions) => {
          const sequence = deriveSequence({ rule: given, from: start }, interruptions, from);
          if (sequence.kind === 'calendar-error') throw new Error(sequence.message);
          let current = { rule: given, from: start };
          for (const on of interruptions.toSorted()) {
            if (on < start || on > (derived(current, from).due ?? '')) continue;
            current = { rule: { ...given, start: 'exclusive' }, from: on };
          }
          expect(sequence.deadlines.at(-1)).toEqual(derived(current, from));
        },
      ),
      runs,
    );
  });
});
