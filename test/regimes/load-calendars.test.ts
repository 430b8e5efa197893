import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveDeadline } from '../../domain/calendar/deadline.ts';
import { loadCalendars, readCalendarYears } from '../../regimes/load-calendars.ts';

const good = {
  calendar: 'TEST',
  year: 2025,
  version: 1,
  knownFrom: '2024-12-01',
  source: ['made up'],
  weekend: [6, 7],
  nonWorking: [],
  working: [],
};

const years = readCalendarYears();

const covered = (id: string): readonly number[] => [
  ...new Set(years.filter(({ calendar }) => calendar === id).map(({ year }) => year)),
];

const latest = (id: string, year: number): readonly string[] =>
  years
    .filter((each) => each.calendar === id && each.year === year)
    .toSorted((a, b) => b.version - a.version)[0]
    ?.nonWorking.map(({ date }) => date) ?? [];

describe('the published calendars', () => {
  it('cover the years that they say they cover', () => {
    expect(covered('CN')).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    for (const id of ['US-FED', 'GB-EAW', 'GB-SCT', 'GB-NIR', 'GB-UK']) {
      expect(covered(id)).toEqual([2023, 2024, 2025, 2026, 2027, 2028]);
    }
  });

  it('have the union of the three parts of the United Kingdom as a calendar of its own', () => {
    for (const year of covered('GB-UK')) {
      const parts = ['GB-EAW', 'GB-SCT', 'GB-NIR'].flatMap((id) => latest(id, year));
      expect([...new Set(parts)].sort()).toEqual(latest('GB-UK', year).toSorted());
    }
  });

  it('make up working days on weekend days only', () => {
    const onWeekdays = years.flatMap(({ working, weekend }) =>
      working.filter(({ date }) => !weekend.includes(new Date(date).getUTCDay() || 7)),
    );
    expect(onWeekdays).toEqual([]);
  });
});

describe('a calendar file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'calendars-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const put = (name: string, content: string | object): void => {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  };

  it('in another folder is used besides the published ones', () => {
    put('2025.v1.yaml', {
      ...good,
      nonWorking: { '2025-03-05..2025-03-06': 'Feast' },
      working: [{ date: '2025-03-08', name: 'for the feast' }],
      notIncluded: { '2025-03-10': 'Storm' },
    });
    put('notes.txt', 'not a calendar');
    const calendars = loadCalendars([folder]);
    const rule = {
      amount: 2,
      unit: 'working-days',
      start: 'exclusive',
      roll: 'none',
      calendar: 'TEST',
      timezone: 'UTC',
    } as const;
    expect(deriveDeadline({ rule, from: '2025-03-04' }, calendars)).toMatchObject({ due: '2025-03-08' });
    expect(calendars.ids).toContain('CN');
  });

  it.each([
    ['not YAML', 'calendar: [', /2025\.v1\.yaml:1: /],
    ['another year', { ...good, nonWorking: { '2024-03-05': 'Feast' } }, /2024-03-05 is not in 2025/],
    [
      'a day twice',
      { ...good, nonWorking: { '2025-03-05': 'Feast' }, working: { '2025-03-05': 'x' } },
      /2025-03-05 is listed twice/,
    ],
    [
      'a run backwards',
      { ...good, nonWorking: { '2025-03-05..2025-03-04': 'Feast' } },
      /neither a date nor a run of dates/,
    ],
    [
      'a run of three',
      { ...good, nonWorking: { '2025-03-05..2025-03-06..2025-03-07': 'x' } },
      /neither a date nor a run/,
    ],
    ['no such date', { ...good, nonWorking: { '2025-02-30': 'Feast' } }, /neither a date nor a run of dates/],
    [
      'no such date in a list',
      { ...good, nonWorking: [{ date: '2025-02-30', name: 'x' }] },
      /not a date of the calendar/,
    ],
    ['an unknown word', { ...good, weekends: [6, 7] }, /weekends/],
    ['no source', { ...good, source: [] }, /source/],
    ['an eighth weekday', { ...good, weekend: [8] }, /weekend\.0/],
    ['a week without work', { ...good, weekend: [1, 2, 3, 4, 5, 6, 7] }, /weekend/],
    ['the name of the built-in calendar', { ...good, calendar: 'WEEKEND' }, /WEEKEND is built in/],
    ['a list', [good], /expected object/],
  ])('is refused with %s', (_what, content, message) => {
    put('2025.v1.yaml', content);
    expect(() => loadCalendars([folder])).toThrow(message);
  });

  it('is refused with the line on which it is wrong', () => {
    put(
      '2025.v1.yaml',
      'calendar: TEST\nyear: 2025\nversion: 1\nknownFrom: 2024-13-01\nsource: [x]\nweekend: [6, 7]\nnonWorking: {}\nworking: {}\n',
    );
    expect(() => loadCalendars([folder])).toThrow(/2025\.v1\.yaml:4: knownFrom: not a date of the calendar/);
  });

  it('is refused if its version comes twice, or was known before the one it follows', () => {
    put('a.yaml', good);
    put('b.yaml', good);
    expect(() => loadCalendars([folder])).toThrow(/b\.yaml: TEST 2025 version 1 is already in .*a\.yaml/);
    put('b.yaml', { ...good, version: 2, knownFrom: '2024-11-30' });
    expect(() => loadCalendars([folder])).toThrow(
      /b\.yaml: known from 2024-11-30, before the version it follows/,
    );
    put('b.yaml', { ...good, version: 2 });
    expect(loadCalendars([folder]).ids).toContain('TEST');
  });
});
