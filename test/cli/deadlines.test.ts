import { describe, expect, it } from 'vitest';
import { answerLine } from '../../cli/answer-deadline.ts';
import { renderAnswer } from '../../cli/deadline-table.ts';
import { loadCalendars } from '../../regimes/load-calendars.ts';

const calendars = loadCalendars();
const rule = {
  amount: 10,
  unit: 'working-days',
  start: 'exclusive',
  roll: 'none',
  calendar: 'CN',
  timezone: 'Asia/Shanghai',
};
const days = (amount: number) => ({ ...rule, amount, unit: 'calendar-days' });

const answer = (vector: object, explain = false) =>
  answerLine(JSON.stringify(vector), calendars, { explain });

describe('amends deadlines', () => {
  it('answers a period with its day, its end and whether it may still change', () => {
    expect(answer({ id: 'a', rule, from: '2025-09-22' })).toEqual({
      id: 'a',
      due: '2025-10-11',
      end: '2025-10-11T16:00:00Z',
      provisional: false,
    });
  });

  it('tells what was left at each pause where there were any, and what is left while one runs', () => {
    expect(answer({ id: 1, rule, from: '2025-03-03', tolling: [{ from: '2025-03-07', to: null }] })).toEqual({
      id: 1,
      due: null,
      end: null,
      provisional: false,
      remaining: [7],
      left: 7,
    });
    expect(answer({ rule, from: '2025-03-03', tolling: [] })).toMatchObject({ id: null, remaining: [] });
  });

  it('explains unless told not to', () => {
    expect(answer({ rule, from: '2025-09-22' }, true)).toMatchObject({
      explanation: { kind: 'explanation', budget: 10 },
    });
    expect(answer({ rule, from: '2025-09-22' })).not.toHaveProperty('explanation');
  });

  it('answers a chain with the last day of each step, pauses of the whole included', () => {
    const steps = [{ rule: days(7) }, { rule: days(10), from: 'previous step' }];
    expect(answer({ kind: 'chain', steps, from: '2025-03-01' })).toMatchObject({
      due: '2025-03-18',
      steps: ['2025-03-08', '2025-03-18'],
    });
    const tolling = [{ from: '2025-03-10', to: '2025-03-12' }];
    expect(answer({ kind: 'chain', steps, from: '2025-03-01', tolling })).toMatchObject({
      due: '2025-03-20',
      remaining: [9],
    });
    const paused = [{ rule: days(7), tolling: [{ from: '2025-03-03', to: null }] }, { rule: days(10) }];
    expect(answer({ kind: 'chain', steps: paused, from: '2025-03-01' }, true)).toMatchObject({
      due: null,
      end: null,
      left: 6,
      steps: [null, null],
    });
  });

  it('answers the later and the earlier of several, one in the other', () => {
    const periods = [
      { rule: days(7) },
      { kind: 'min', periods: [{ rule: days(20) }, { rule: days(9), from: '2025-03-02' }] },
    ];
    expect(answer({ kind: 'max', periods, from: '2025-03-01' }, true)).toMatchObject({
      due: '2025-03-11',
      steps: ['2025-03-08', '2025-03-11'],
    });
    expect(
      answer({
        kind: 'min',
        periods: [{ rule: days(7) }, { rule: { ...rule, unit: 'life' } }],
        from: '2025-03-01',
      }),
    ).toMatchObject({
      due: '2025-03-08',
      steps: ['2025-03-08', null],
    });
  });

  it('leaves the earlier of several open while a pause runs, and tells what is left', () => {
    const years = (amount: number) => ({ ...rule, amount, unit: 'years' });
    const paused = { rule: years(1), from: '2025-01-20', tolling: [{ from: '2025-02-01', to: null }] };
    expect(answer({ kind: 'min', periods: [paused, { rule: years(3), from: '2024-01-20' }] })).toEqual({
      id: null,
      due: null,
      end: null,
      provisional: false,
      remaining: [354],
      left: 354,
      steps: [null, '2027-01-20'],
    });
    // However soon it goes on, it cannot be over before 20 January 2026.
    expect(answer({ kind: 'min', periods: [paused, { rule: years(1), from: '2025-01-19' }] })).toMatchObject({
      due: '2026-01-19',
    });
    expect(answer({ kind: 'max', periods: [paused, { rule: years(9), from: '2024-01-20' }] })).toMatchObject({
      due: null,
      left: 354,
    });
  });

  it('answers a sequence with each period that was begun', () => {
    const vector = {
      kind: 'sequence',
      rule: { ...days(5), unit: 'years' },
      from: '2020-10-01',
      interruptions: ['2024-09-12'],
    };
    expect(answer(vector, true)).toMatchObject({ due: '2029-09-12', steps: ['2025-10-01', '2029-09-12'] });
  });

  it('answers the day of the next month, whatever it is called', () => {
    const { amount: _, unit: __, ...bare } = rule;
    for (const vector of [
      { kind: 'dayOfNextMonth', rule: { ...rule, amount: 15, unit: 'day-of-next-month' } },
      { kind: 'dayOfNextMonth', rule: { ...bare, day: 15 } },
      { kind: 'dayOfNextMonth', rule: bare, day: 15 },
    ]) {
      expect(answer({ ...vector, from: '2025-12-20' })).toMatchObject({ due: '2026-01-15' });
    }
  });

  it('answers hours with the instant', () => {
    const { unit: _, ...bare } = rule;
    expect(
      answer({ kind: 'hours', rule: { ...bare, amount: 24 }, from: '2025-10-26T09:30:00+08:00' }),
    ).toMatchObject({
      due: '2025-10-27T09:30:00+08:00',
      end: '2025-10-27T01:30:00Z',
    });
  });

  it('asks a predicate of the same period as any other question', () => {
    const predicate = { kind: 'predicate', test: 'on-or-before-last-day', rule: { ...rule, amount: 5 } };
    const known = { ...predicate, dates: ['2020-01-20', '2020-02-02'] };
    expect(answer(known)).toMatchObject({ result: true });
    expect(answer({ ...known, calendarKnownAt: '2020-01-26' })).toMatchObject({ result: false });
    const late = { ...predicate, dates: ['2025-03-03', '2025-03-25'] };
    expect(answer(late)).toMatchObject({ result: false });
    expect(answer({ ...late, tolling: [{ from: '2025-03-04', to: '2025-04-04' }] })).toMatchObject({
      result: true,
    });
    const extensions = [{ on: '2025-03-05', amount: 15, unit: 'working-days' }];
    expect(answer({ ...late, extensions })).toMatchObject({ result: true });
    expect(answer({ ...predicate, dates: ['2027-09-29', '2027-10-07'] })).toMatchObject({
      provisional: true,
    });
  });

  it.each([
    ['on-or-before-last-day', [true, true, false]],
    ['before-last-day', [true, false, false]],
    ['on-or-after-last-day', [false, true, true]],
    ['after-last-day', [false, false, true]],
    ['within-one-window', [true, true, false]],
  ])('compares dates as the test "%s" says', (test, expected) => {
    const results = ['2025-03-10', '2025-03-11', '2025-03-12'].map((act) =>
      answer({ kind: 'predicate', test, rule: days(10), dates: ['2025-03-01', act] }),
    );
    expect(results).toMatchObject(expected.map((result) => ({ result })));
  });

  it.each([
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['[]', 'an array: one vector a line'],
    ['3', 'expected object'],
    ['{"kind":"guess"}', 'kind: unknown kind "guess"'],
    ['{}', 'rule: a period needs its rule'],
    [JSON.stringify({ rule }), 'from: a period needs its start'],
    [
      JSON.stringify({ rule: { ...rule, unit: 'moons' }, from: '2025-03-01' }),
      'rule.unit: unknown unit "moons"',
    ],
    [JSON.stringify({ rule: { ...rule, rolls: 'none' }, from: '2025-03-01' }), 'rolls'],
    [JSON.stringify({ rule: { ...rule, amount: undefined }, from: '2025-03-01' }), 'rule.amount: missing'],
    [JSON.stringify({ rule: { ...rule, amount: '5' }, from: '2025-03-01' }), 'rule.amount'],
    [JSON.stringify({ rule, from: '2025-02-30' }), 'bad-date: "2025-02-30"'],
    [JSON.stringify({ rule: { ...rule, calendar: 'X' }, from: '2025-03-01' }), 'unknown-calendar'],
    [
      JSON.stringify({
        rule,
        from: '2025-03-03',
        extensions: [{ on: '2025-03-18', amount: 1, unit: 'working-days' }],
      }),
      'bad-extension: granted on 2025-03-18, after the last day, 2025-03-17',
    ],
    [
      JSON.stringify({
        rule,
        from: '2025-03-03',
        extensions: [{ on: 'x', amount: 1, unit: 'working-days' }],
      }),
      'bad-date',
    ],
    [JSON.stringify({ kind: 'chain', from: '2025-03-01', steps: [] }), 'steps: a chain needs at least one'],
    [JSON.stringify({ kind: 'chain', steps: [{ rule }] }), 'from: a chain needs its start'],
    [JSON.stringify({ kind: 'chain', steps: [{ rule }], from: 'x' }), 'bad-date'],
    [
      JSON.stringify({ kind: 'chain', steps: [{ rule }], from: '2025-03-01', extensions: [] }),
      'extensions: in a chain',
    ],
    [JSON.stringify({ kind: 'max' }), 'periods: a max needs at least one'],
    [
      JSON.stringify({
        kind: 'max',
        periods: [{ kind: 'predicate', test: 'after-last-day', rule, dates: ['2025-03-01', '2025-03-02'] }],
      }),
      'periods.0: a predicate has no last day',
    ],
    [JSON.stringify({ kind: 'hours', rule, from: '2025-03-01T00:00:00Z' }), 'is not one of working-days'],
    [JSON.stringify({ kind: 'dayOfNextMonth', rule, from: '2025-03-01' }), 'is not one of working-days'],
    [
      JSON.stringify({ rule, from: '2025-03-03', tolling: [{ from: '2025-03-04', until: '2025-03-10' }] }),
      'until',
    ],
    [JSON.stringify({ rule: { ...rule, unit: 'life' }, from: 'garbage' }), 'bad-date'],
    [
      JSON.stringify({
        kind: 'predicate',
        test: 'within-one-window',
        rule,
        dates: ['2025-03-01'],
        tolling: [],
      }),
      'a window of several acts is neither paused nor extended',
    ],
    [JSON.stringify({ kind: 'max', periods: [{ rule }] }), 'periods.0: from: a period needs its start'],
    [JSON.stringify({ kind: 'max', periods: [{ kind: 'x' }] }), 'periods.0: kind: unknown kind'],
    [JSON.stringify({ kind: 'min', periods: [], extensions: [] }), 'extensions: in a min'],
    [JSON.stringify({ kind: 'sequence', from: '2025-03-01' }), 'rule: a sequence needs its rule'],
    [JSON.stringify({ kind: 'sequence', rule }), 'from: a sequence needs its start'],
    [
      JSON.stringify({ kind: 'sequence', rule, from: '2025-03-01', extensions: [] }),
      'extensions: a period that starts anew',
    ],
    [JSON.stringify({ kind: 'sequence', rule, from: '2025-03-01', interruptions: ['x'] }), 'bad-date'],
    [JSON.stringify({ kind: 'predicate', question: 'is it so?' }), 'question: not understood'],
    [
      JSON.stringify({ kind: 'predicate', question: 'is it longer than 3 days?', dates: ['2025-03-01'] }),
      'question: not understood',
    ],
    [
      JSON.stringify({ kind: 'predicate', test: 'after-last-day', rule, dates: ['2025-03-01'] }),
      'dates: a predicate compares two',
    ],
    [
      JSON.stringify({ kind: 'predicate', test: 'after-last-day', rule, dates: ['2025-03-01', 'x'] }),
      'bad-date',
    ],
  ])('answers what cannot be computed with the reason: %s', (line, error) => {
    const failure = answerLine(line, calendars, { explain: true });
    expect('error' in failure ? failure.error : failure).toContain(error);
  });

  it('takes null for missing', () => {
    const nothing = { kind: null, tolling: null, extensions: null, calendarKnownAt: null };
    expect(answer({ rule: { ...rule, direction: null }, from: '2025-09-22', ...nothing })).toEqual(
      answer({ rule, from: '2025-09-22' }),
    );
    expect(answer({ rule, from: '2025-03-03', tolling: [{ from: '2025-03-07' }] })).toMatchObject({
      due: null,
      left: 7,
    });
    const extensions = [{ on: '2025-09-23', amount: 1, unit: 'working-days', removedOn: null }];
    expect(answer({ rule, from: '2025-09-22', extensions })).toMatchObject({ due: '2025-10-13' });
  });

  it('keeps the id of a line that it cannot compute', () => {
    expect(answer({ id: 7, kind: 'guess' })).toMatchObject({ id: 7 });
    expect(answer({ id: [7], rule, from: '2025-03-01' })).toMatchObject({ id: null });
  });

  it('survives a line nested without end', () => {
    const deep = `${'{"kind":"max","periods":['.repeat(20_000)}${']}'.repeat(20_000)}`;
    expect(answerLine(deep, calendars, { explain: false })).toHaveProperty('error');
  });

  it('shows people a table', () => {
    const extensions = [
      { on: '2025-03-05', amount: 5, unit: 'working-days' },
      { on: '2025-03-05', amount: 5, unit: 'working-days', removedOn: '2025-03-06' },
    ];
    const tolling = [{ from: '2025-03-12', to: '2025-03-14', cause: 'inspection' }];
    const text = renderAnswer(answer({ id: 'x', rule, from: '2025-03-03', extensions, tolling }, true));
    expect(text).toContain('10 working-days after 2025-03-03 (not counted), CN, Asia/Shanghai, no roll');
    expect(text).toContain('2025-03-12 .. 2025-03-13');
    expect(text).toContain('paused, inspection');
    expect(text).toContain('extended on 2025-03-05 by 5 working-days; without: 2025-03-19');
    expect(text).toContain('removed on 2025-03-06: no effect');
    expect(text).toContain('last day 2025-03-26, over at 2025-03-26T16:00:00Z');
    expect(renderAnswer(answer({ id: 'y', rule, from: 'x' }, true))).toContain('y bad-date');
  });
});
