import { describe, expect, it } from 'vitest';
import { compileCalendars } from '../../../domain/calendar/calendar.ts';
import type { Period } from '../../../domain/calendar/deadline.ts';
import type { Explanation } from '../../../domain/calendar/explanation.ts';
import { explainDeadline } from '../../../domain/calendar/explanation.ts';
import { recount } from '../../../domain/calendar/recount.ts';
import { calendars, rule, year } from './given.ts';

const explain = (period: Period, from = calendars): Explanation => {
  const explanation = explainDeadline(period, from);
  if (explanation.kind === 'calendar-error') throw new Error(explanation.message);
  return explanation;
};

const code = (period: Period) => {
  const explanation = explainDeadline(period, calendars);
  return explanation.kind === 'calendar-error' ? explanation.code : undefined;
};

const correspondence = (change: Parameters<typeof rule>[0], from: string) =>
  explain({ rule: rule(change), from }).correspondence;

describe('explainDeadline', () => {
  it('tells every day of a working-day period with its reason, its source and what is left', () => {
    const explanation = explain({ rule: rule({ amount: 10 }), from: '2025-09-25' });
    expect(explanation).toMatchObject({
      kind: 'explanation',
      start: { given: '2025-09-25', day: '2025-09-25', counts: false },
      direction: 'after',
      counting: 'working-days',
      budget: 10,
      correspondence: null,
      extensions: [],
      dueWithoutExtensions: null,
      roll: [],
      unknownYears: [],
      deadline: { due: '2025-10-15' },
    });
    const version = '2025 v1';
    const feast = '国庆节、中秋节 (National Day / Mid-Autumn Festival)';
    const makeUp = `${feast} - make-up working day`;
    expect(explanation.lines).toEqual([
      { from: '2025-09-25', to: '2025-09-25', counted: 0, left: 10, reason: 'day-of-event' },
      { from: '2025-09-26', to: '2025-09-26', counted: 1, left: 9, reason: 'working-day', version },
      { from: '2025-09-27', to: '2025-09-27', counted: 0, left: 9, reason: 'weekend', version },
      {
        from: '2025-09-28',
        to: '2025-09-28',
        counted: 1,
        left: 8,
        reason: 'make-up-working-day',
        name: makeUp,
        version,
      },
      { from: '2025-09-29', to: '2025-09-30', counted: 2, left: 6, reason: 'working-day', version },
      { from: '2025-10-01', to: '2025-10-08', counted: 0, left: 6, reason: 'holiday', name: feast, version },
      { from: '2025-10-09', to: '2025-10-10', counted: 2, left: 4, reason: 'working-day', version },
      {
        from: '2025-10-11',
        to: '2025-10-11',
        counted: 1,
        left: 3,
        reason: 'make-up-working-day',
        name: makeUp,
        version,
      },
      { from: '2025-10-12', to: '2025-10-12', counted: 0, left: 3, reason: 'weekend', version },
      { from: '2025-10-13', to: '2025-10-15', counted: 3, left: 0, reason: 'working-day', version },
    ]);
    expect(explanation.sources).toMatchObject([
      { calendar: 'CN', year: 2025, version: 1, knownFrom: '2024-11-12' },
    ]);
    expect(explanation.sources[0]?.source[0]).toContain('State Council General Office');
  });

  it('tells a pause with its causes, and splits it where they change', () => {
    const tolling = [
      { from: '2025-03-05', to: '2025-03-08', cause: 'inspection', evidence: 'doc-1' },
      { from: '2025-03-07', to: '2025-03-10', cause: 'appeal' },
      { from: '2025-03-09', to: '2025-03-11' },
    ];
    const { lines } = explain({
      rule: rule({ amount: 3, unit: 'calendar-days' }),
      from: '2025-03-03',
      tolling,
    });
    expect(lines).toEqual([
      { from: '2025-03-03', to: '2025-03-03', counted: 0, left: 3, reason: 'day-of-event' },
      { from: '2025-03-04', to: '2025-03-04', counted: 1, left: 2, reason: 'calendar-day' },
      {
        from: '2025-03-05',
        to: '2025-03-06',
        counted: 0,
        left: 2,
        reason: 'tolled',
        pauses: [{ cause: 'inspection', evidence: 'doc-1' }],
      },
      {
        from: '2025-03-07',
        to: '2025-03-07',
        counted: 0,
        left: 2,
        reason: 'tolled',
        pauses: [{ cause: 'inspection', evidence: 'doc-1' }, { cause: 'appeal' }],
      },
      {
        from: '2025-03-08',
        to: '2025-03-09',
        counted: 0,
        left: 2,
        reason: 'tolled',
        pauses: [{ cause: 'appeal' }],
      },
      { from: '2025-03-10', to: '2025-03-10', counted: 0, left: 2, reason: 'tolled' },
      { from: '2025-03-11', to: '2025-03-12', counted: 2, left: 0, reason: 'calendar-day' },
    ]);
  });

  it('names a cause once, however many pauses have it, and under the other convention a day later', () => {
    const tolling = [
      { from: '2025-03-05', to: '2025-03-07', cause: 'stay' },
      { from: '2025-03-05', to: '2025-03-07', cause: 'stay' },
    ];
    const period: Period = { rule: rule({ amount: 3, unit: 'calendar-days' }), from: '2025-03-03', tolling };
    expect(explain(period).lines[2]).toMatchObject({
      from: '2025-03-05',
      to: '2025-03-06',
      pauses: [{ cause: 'stay' }],
    });
    expect(explain({ ...period, pauseConvention: 'resume-day-lost' }).lines[2]).toMatchObject({
      from: '2025-03-06',
      to: '2025-03-07',
      pauses: [{ cause: 'stay' }],
    });
  });

  it('gives each cause its own days under the other convention', () => {
    const tolling = [
      { from: '2025-03-05', to: '2025-03-07', cause: 'stay' },
      { from: '2025-03-07', to: '2025-03-09', cause: 'inspection' },
    ];
    const { lines } = explain({
      rule: rule({ amount: 3, unit: 'calendar-days' }),
      from: '2025-03-03',
      tolling,
      pauseConvention: 'resume-day-lost',
    });
    expect(lines.slice(2, 4)).toMatchObject([
      { from: '2025-03-06', to: '2025-03-07', pauses: [{ cause: 'stay' }] },
      { from: '2025-03-08', to: '2025-03-09', pauses: [{ cause: 'inspection' }] },
    ]);
  });

  it('tells neighbouring days apart by holiday, closing, evidence and year', () => {
    const from = compileCalendars([
      year({
        year: 2022,
        nonWorking: [
          { date: '2022-03-08', name: 'A' },
          { date: '2022-03-09', name: 'B' },
        ],
        notIncluded: [
          { date: '2022-03-10', name: 'C' },
          { date: '2022-03-11', name: 'D' },
        ],
      }),
      year({ year: 2023 }),
    ]);
    const { lines } = explain({ rule: rule({ amount: 2, calendar: 'TEST' }), from: '2022-03-07' }, from);
    expect(lines.map(({ name, notIncluded }) => name ?? notIncluded)).toEqual([
      undefined,
      'A',
      'B',
      'C',
      'D',
    ]);
    const newYear = explain({ rule: rule({ amount: 1, calendar: 'TEST' }), from: '2022-12-30' }, from);
    expect(newYear.lines.slice(1, 3)).toMatchObject([
      { from: '2022-12-31', reason: 'weekend', version: '2022 v1' },
      { from: '2023-01-01', reason: 'weekend', version: '2023 v1' },
    ]);
    const tolling = [
      { from: '2025-03-05', to: '2025-03-06', cause: 'stay', evidence: 'one' },
      { from: '2025-03-06', to: '2025-03-07', cause: 'stay', evidence: 'two' },
    ];
    const paused = explain({ rule: rule({ amount: 3, unit: 'calendar-days' }), from: '2025-03-03', tolling });
    expect(paused.lines.slice(2, 4)).toMatchObject([
      { pauses: [{ evidence: 'one' }] },
      { pauses: [{ evidence: 'two' }] },
    ]);
  });

  it('begins a pause that began before the period with its first day, and leaves out those without effect', () => {
    const tolling = [
      { from: '2025-02-20', to: '2025-03-06' },
      { from: '2025-02-01', to: '2025-02-10' },
      { from: '2025-06-01', to: null },
    ];
    const { lines } = explain({
      rule: rule({ amount: 1, unit: 'calendar-days' }),
      from: '2025-03-03',
      tolling,
    });
    expect(lines.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      ['2025-03-03', '2025-03-03', 'day-of-event'],
      ['2025-03-04', '2025-03-05', 'tolled'],
      ['2025-03-06', '2025-03-06', 'calendar-day'],
    ]);
  });

  it('ends with a pause that still runs', () => {
    const explanation = explain({
      rule: rule({ amount: 5 }),
      from: '2025-03-03',
      tolling: [{ from: '2025-03-05', to: null, cause: 'stay' }],
    });
    expect(explanation.lines.at(-1)).toEqual({
      from: '2025-03-05',
      to: null,
      counted: 0,
      left: 4,
      reason: 'tolled',
      pauses: [{ cause: 'stay' }],
    });
    expect(recount(explanation)).toBeNull();
  });

  it('has no day of the event apart where it counts', () => {
    const { lines, start } = explain({ rule: rule({ amount: 2, start: 'inclusive' }), from: '2025-03-08' });
    expect(start.counts).toBe(true);
    expect(lines.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      ['2025-03-08', '2025-03-09', 'weekend'],
      ['2025-03-10', '2025-03-11', 'working-day'],
    ]);
  });

  it('tells which day corresponds in months and years, or that none does', () => {
    expect(correspondence({ amount: 1, unit: 'months' }, '2025-01-31')).toEqual({
      months: 1,
      corresponding: null,
      last: '2025-02-28',
      days: 28,
    });
    expect(correspondence({ amount: 3, unit: 'years', start: 'inclusive' }, '2021-09-15')).toEqual({
      months: 36,
      corresponding: '2024-09-15',
      last: '2024-09-14',
      days: 1096,
    });
    expect(correspondence({ amount: 14, unit: 'months', direction: 'before' }, '2025-01-31')).toEqual({
      months: 14,
      corresponding: null,
      last: '2023-11-30',
      days: 428,
    });
    expect(correspondence({ amount: 11, unit: 'months' }, '2025-01-31')?.corresponding).toBe('2025-12-31');
    expect(correspondence({ amount: 12, unit: 'months' }, '2025-12-31')?.corresponding).toBe('2026-12-31');
    expect(correspondence({ amount: 1, unit: 'weeks' }, '2025-01-31')).toBeNull();
  });

  it('tells the untolled last day of a tolled month', () => {
    const tolling = [{ from: '2025-02-10', to: '2025-02-20' }];
    const explanation = explain({ rule: rule({ amount: 3, unit: 'months' }), from: '2025-01-31', tolling });
    expect(explanation.correspondence).toMatchObject({ last: '2025-04-30', days: 89 });
    expect(explanation).toMatchObject({
      budget: 89,
      counting: 'calendar-days',
      deadline: { due: '2025-05-10' },
    });
  });

  it('tells what each extension did and the last day without them', () => {
    const explanation = explain({
      rule: rule({ amount: 10 }),
      from: '2025-03-03',
      extensions: [
        { on: '2025-03-05', amount: 3, unit: 'working-days', removedOn: '2025-03-06' },
        { on: '2025-03-12', amount: 5, unit: 'working-days' },
      ],
    });
    expect(explanation).toMatchObject({
      budget: 15,
      dueWithoutExtensions: '2025-03-17',
      deadline: { due: '2025-03-24' },
    });
    expect(explanation.extensions.map(({ on, effect }) => [on, effect])).toEqual([
      ['2025-03-05', 0],
      ['2025-03-12', 5],
    ]);
  });

  it('does not tell a last day without extensions where all were removed', () => {
    const extensions = [
      { on: '2025-03-05', amount: 3, unit: 'working-days', removedOn: '2025-03-06' },
    ] as const;
    expect(
      explain({ rule: rule({ amount: 10 }), from: '2025-03-03', extensions }).dueWithoutExtensions,
    ).toBeNull();
  });

  it('tells the days that the roll passed over, and the one it reached', () => {
    const explanation = explain({
      rule: rule({ amount: 60, unit: 'calendar-days', roll: 'next-working-day' }),
      from: '2025-08-02',
    });
    expect(explanation.roll.map(({ from, to, reason, counted }) => [from, to, reason, counted])).toEqual([
      ['2025-10-01', '2025-10-08', 'holiday', 0],
      ['2025-10-09', '2025-10-09', 'working-day', 0],
    ]);
    expect(explanation.lines.at(-1)?.to).toBe('2025-10-01');
    expect(recount(explanation)).toBe('2025-10-09');
  });

  it('tells on what a last day rests that did not have to roll, and which year had to be assumed for it', () => {
    const years = (from: string) =>
      explain({ rule: rule({ amount: 3, unit: 'years', roll: 'next-working-day' }), from });
    expect(years('2023-07-06')).toMatchObject({
      roll: [{ from: '2026-07-06', to: '2026-07-06', reason: 'working-day', version: '2026 v1' }],
      sources: [{ year: 2026 }],
      unknownYears: [],
    });
    expect(years('2024-07-06')).toMatchObject({
      roll: [{ from: '2027-07-06', reason: 'working-day', assumed: true }],
      unknownYears: [2027],
      deadline: { provisional: true },
    });
  });

  it('tells the cap on pauses, the convention and the days that count although paused', () => {
    const explanation = explain({
      rule: rule({ amount: 5 }),
      from: '2025-03-03',
      tolling: [{ from: '2025-03-05', to: '2025-03-20', cause: 'stay' }],
      tollingCap: { amount: 5, unit: 'calendar-days' },
    });
    expect(explanation).toMatchObject({
      pauseConvention: 'stop-day-lost',
      tollingCap: { amount: 5, unit: 'calendar-days' },
      idlePauses: [],
    });
    expect(explanation.lines.slice(2)).toMatchObject([
      { from: '2025-03-05', to: '2025-03-09', reason: 'tolled' },
      { from: '2025-03-10', to: '2025-03-13', reason: 'working-day', beyondCap: true, left: 0 },
    ]);
    expect(recount(explanation)).toBe(explanation.deadline.due);
    const days = explain({
      rule: rule({ amount: 9, unit: 'calendar-days' }),
      from: '2025-03-03',
      tolling: [{ from: '2025-03-05', to: '2025-03-10' }],
      tollingCap: { amount: 2, unit: 'calendar-days' },
    });
    expect(days.lines.map(({ from, beyondCap }) => [from, beyondCap])).toEqual([
      ['2025-03-03', undefined],
      ['2025-03-04', undefined],
      ['2025-03-05', undefined],
      ['2025-03-07', true],
      ['2025-03-10', undefined],
    ]);
    expect(recount(days)).toBe(days.deadline.due);
  });

  it('names the pauses that took nothing out', () => {
    const tolling = [
      { from: '2025-02-20', to: '2025-03-04', cause: 'too early' },
      { from: '2025-03-05', to: '2025-03-05', cause: 'no day' },
      { from: '2025-03-05', to: '2025-03-06', cause: 'counts' },
      { from: '2025-03-10', to: '2025-03-12', cause: 'too late' },
    ];
    const period: Period = { rule: rule({ amount: 3 }), from: '2025-03-03', tolling };
    expect(explain(period).idlePauses.map(({ cause }) => cause)).toEqual(['too early', 'no day', 'too late']);
    const late = [{ from: '2025-03-10T00:00:00Z', to: null, cause: 'too late' }];
    const hours: Period = {
      rule: rule({ amount: 24, unit: 'hours' }),
      from: '2025-03-03T00:00:00Z',
      tolling: [...late, { from: '2025-03-03T06:00:00Z', to: '2025-03-03T07:00:00Z', evidence: 'log 7' }],
    };
    expect(explain(hours)).toMatchObject({
      pauseConvention: null,
      idlePauses: late,
      lines: [{}, { counted: 6 }, { reason: 'tolled', pauses: [{ evidence: 'log 7' }] }, { counted: 18 }],
    });
  });

  it('tells as of when the calendars had to be known, and what was not known then', () => {
    const known = { rule: rule({ amount: 5 }), from: '2020-01-20', knownAt: '2020-01-26' };
    expect(explain(known)).toMatchObject({
      knownAt: '2020-01-26',
      laterVersions: [{ calendar: 'CN', year: 2020, version: 2, knownFrom: '2020-01-27' }],
    });
    expect(explain({ ...known, knownAt: '2020-01-27' }).laterVersions).toEqual([]);
    expect(explain({ ...known, knownAt: '2019-01-01' })).toMatchObject({
      laterVersions: [{ year: 2020, version: 2 }],
      unknownYears: [2020],
    });
    expect(explain({ rule: rule(), from: '2025-03-03' })).toMatchObject({ knownAt: null, laterVersions: [] });
  });

  it('counts back from the nearest day', () => {
    const explanation = explain({ rule: rule({ amount: 3, direction: 'before' }), from: '2025-10-10' });
    expect(explanation.lines[0]?.reason).toBe('day-of-event');
    expect(explanation.direction).toBe('before');
    expect(explanation.lines.map(({ from, to, counted, left }) => [from, to, counted, left])).toEqual([
      ['2025-10-10', '2025-10-10', 0, 3],
      ['2025-10-09', '2025-10-09', 1, 2],
      ['2025-10-01', '2025-10-08', 0, 2],
      ['2025-09-29', '2025-09-30', 2, 0],
    ]);
    expect(recount(explanation)).toBe('2025-09-29');
  });

  it('names a closing that the calendar leaves out on purpose', () => {
    const { lines } = explain({
      rule: rule({ amount: 3, calendar: 'US-FED', timezone: 'America/New_York' }),
      from: '2025-12-23',
    });
    const notIncluded = 'federal offices closed by executive order';
    expect(lines.map((line) => [line.from, line.reason, line.notIncluded])).toEqual([
      ['2025-12-23', 'day-of-event', undefined],
      ['2025-12-24', 'working-day', notIncluded],
      ['2025-12-25', 'holiday', undefined],
      ['2025-12-26', 'working-day', notIncluded],
      ['2025-12-27', 'weekend', undefined],
      ['2025-12-29', 'working-day', undefined],
    ]);
  });

  it('says where it had to assume, and names the year', () => {
    const explanation = explain({
      rule: rule({ amount: 6, unit: 'months', roll: 'next-working-day' }),
      from: '2030-09-02',
    });
    expect(explanation).toMatchObject({ unknownYears: [2031], sources: [], deadline: { provisional: true } });
    expect(explanation.roll[0]).toMatchObject({ reason: 'weekend', assumed: true });
    const days = explain({ rule: rule({ amount: 5 }), from: '2026-12-30' });
    expect(days.unknownYears).toEqual([2027]);
    expect(days.sources.map(({ year }) => year)).toEqual([2026]);
    expect(days.lines.filter(({ assumed }) => assumed === true)).toMatchObject([
      { from: '2027-01-01', to: '2027-01-01', counted: 1 },
      { from: '2027-01-02', to: '2027-01-03', counted: 0 },
      { from: '2027-01-04', to: '2027-01-06', counted: 3 },
    ]);
  });

  it('does not assume anything of a calendar of weekends', () => {
    const { lines } = explain({ rule: rule({ amount: 1, calendar: 'WEEKEND' }), from: '2025-03-03' });
    expect(lines[1]).toEqual({
      from: '2025-03-04',
      to: '2025-03-04',
      counted: 1,
      left: 0,
      reason: 'working-day',
    });
  });

  it('sums a very long count up by the year, and still adds up', () => {
    const long = explain({ rule: rule({ amount: 5000 }), from: '2019-01-01' });
    expect(long.lines.length).toBeLessThan(1100);
    expect(long.lines.filter(({ reason }) => reason === 'several').length).toBeGreaterThan(5);
    expect(long.lines.at(-1)).toMatchObject({ reason: 'several', assumed: true, left: 0 });
    expect(recount(long)).toBe(long.deadline.due);
    const back = explain({ rule: rule({ amount: 5000, direction: 'before' }), from: '2026-01-01' });
    expect(back.lines.at(-1)).toMatchObject({ reason: 'several', left: 0 });
    expect(recount(back)).toBe(back.deadline.due);
    const weekends = explain({ rule: rule({ amount: 5000, calendar: 'WEEKEND' }), from: '2019-01-01' });
    expect(weekends.lines.at(-1)?.reason).toBe('several');
    expect(weekends.lines.at(-1)).not.toHaveProperty('assumed');
    expect(weekends.lines.at(-1)).not.toHaveProperty('version');
    expect(recount(weekends)).toBe(weekends.deadline.due);
  });

  it('names the version in the sum of a known year', () => {
    const years = Array.from({ length: 30 }, (_, i) => year({ year: 2000 + i }));
    const long = explain(
      { rule: rule({ amount: 6000, calendar: 'TEST' }), from: '2000-01-01' },
      compileCalendars(years),
    );
    expect(long.lines.at(-1)).toMatchObject({ reason: 'several', version: '2022 v1' });
    expect(recount(long)).toBe(long.deadline.due);
  });

  it.each(['life', 'until-event', 'actual-term-of'] as const)('has no lines for %s', (unit) => {
    const explanation = explain({ rule: rule({ unit }), from: '2025-03-03T17:00:00Z' });
    expect(explanation).toMatchObject({
      counting: 'nothing',
      budget: 0,
      lines: [],
      start: { day: '2025-03-04' },
    });
    expect(recount(explanation)).toBeNull();
    expect(code({ rule: rule({ unit }), from: 'whenever' })).toBe('bad-date');
  });

  it('is refused where the date is', () => {
    expect(code({ rule: rule({ calendar: 'X' }), from: '2025-03-03' })).toBe('unknown-calendar');
    expect(code({ rule: rule(), from: 'x' })).toBe('bad-date');
    expect(code({ rule: rule({ ends: { closeOfBusiness: 'x' } }), from: '2025-03-03' })).toBe('bad-rule');
    expect(code({ rule: rule({ unit: 'hours' }), from: '2025-03-03' })).toBe('bad-instant');
  });
});

describe('recount', () => {
  const explanation = explain({ rule: rule({ amount: 5 }), from: '2025-03-03' });

  it('finds lines that do not add up', () => {
    const [first, second, ...rest] = explanation.lines;
    if (first === undefined || second === undefined) throw new Error('no lines');
    expect(recount({ ...explanation, lines: [first, { ...second, counted: 3 }, ...rest] })).toBeUndefined();
    expect(recount({ ...explanation, lines: [first, second] })).toBeUndefined();
    expect(
      recount({ ...explanation, lines: [...explanation.lines, { ...first, to: null, left: 0 }] }),
    ).toBeUndefined();
    expect(recount({ ...explanation, lines: [first, { ...second, left: 3 }, ...rest] })).toBeUndefined();
  });
});
