import { describe, expect, it } from 'vitest';
import {
  addDays,
  atLocalTime,
  compareDates,
  daysBetween,
  endOfDay,
  localDate,
  parseLocalTime,
  startOfDay,
} from '../../../domain/calendar/local-time.ts';

// Expected values: IANA time zone database as read by the zoneinfo module of Python.
describe('the local day', () => {
  it.each([
    ['Asia/Shanghai', '2025-06-30', '2025-06-30T16:00:00Z'],
    ['America/New_York', '2025-03-09', '2025-03-10T04:00:00Z'],
    ['America/New_York', '2025-11-02', '2025-11-03T05:00:00Z'],
    ['Europe/London', '2025-03-30', '2025-03-30T23:00:00Z'],
    ['Australia/Lord_Howe', '2025-10-05', '2025-10-05T13:00:00Z'],
    ['Australia/Lord_Howe', '2025-04-05', '2025-04-05T13:00:00Z'],
    ['Australia/Lord_Howe', '2025-04-06', '2025-04-06T13:30:00Z'],
    ['America/Sao_Paulo', '2018-11-03', '2018-11-04T03:00:00Z'],
    ['America/Sao_Paulo', '2018-02-17', '2018-02-18T03:00:00Z'],
    ['Africa/Cairo', '2024-04-25', '2024-04-25T22:00:00Z'],
    ['Africa/Cairo', '2024-10-31', '2024-10-31T22:00:00Z'],
    ['America/Havana', '2025-11-01', '2025-11-02T04:00:00Z'],
    ['Asia/Beirut', '2025-03-29', '2025-03-29T22:00:00Z'],
    ['Africa/Casablanca', '2025-02-22', '2025-02-22T23:00:00Z'],
    ['Pacific/Apia', '2011-12-29', '2011-12-30T10:00:00Z'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-31T10:00:00Z'],
    ['Europe/London', '2120-06-30', '2120-06-30T23:00:00Z'],
    ['Europe/London', '1965-06-30', '1965-06-30T23:00:00Z'],
    ['America/New_York', '2099-12-31', '2100-01-01T05:00:00Z'],
  ])('of %s on %s ends at %s', (timezone, date, end) => {
    expect(endOfDay(date, timezone)).toBe(end);
    expect(endOfDay(date, timezone)).toBe(end);
    expect(startOfDay(addDays(date, 1), timezone)).toBe(end);
  });

  it.each([
    ['2025-06-30T23:30:00Z', 'Asia/Shanghai', '2025-07-01'],
    ['2025-06-30T23:30:00Z', 'America/New_York', '2025-06-30'],
    ['2025-03-10T03:59:59Z', 'America/New_York', '2025-03-09'],
    ['2025-03-10T04:00:00Z', 'America/New_York', '2025-03-10'],
    ['2025-11-02T05:30:00Z', 'America/New_York', '2025-11-02'],
    ['2025-11-03T04:59:59Z', 'America/New_York', '2025-11-02'],
    ['2011-12-30T09:59:59Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31'],
    ['2018-02-18T02:30:00Z', 'America/Sao_Paulo', '2018-02-17'],
    ['2018-11-04T03:00:00Z', 'America/Sao_Paulo', '2018-11-04'],
    ['2018-11-04T02:59:59Z', 'America/Sao_Paulo', '2018-11-03'],
    ['2010-11-07T02:45:00Z', 'America/St_Johns', '2010-11-06'],
    ['2025-06-30T09:59:59Z', 'Pacific/Kiritimati', '2025-06-30'],
    ['2025-06-30T10:00:00Z', 'Pacific/Kiritimati', '2025-07-01'],
    ['2025-06-30T23:59:59Z', 'Pacific/Kiritimati', '2025-07-01'],
    ['2025-06-30T00:00:00Z', 'Pacific/Pago_Pago', '2025-06-29'],
    ['2150-07-01T04:00:00Z', 'America/New_York', '2150-07-01'],
    ['2150-07-01T03:59:59Z', 'America/New_York', '2150-06-30'],
    ['1960-07-01T03:59:59Z', 'America/New_York', '1960-06-30'],
  ])('at %s in %s is %s', (instant, timezone, date) => {
    expect(localDate(instant, timezone)).toBe(date);
  });

  it('is what a plain date already is', () => {
    expect(localDate('2025-06-30', 'America/New_York')).toBe('2025-06-30');
  });

  it.each([
    ['2025-03-09', '17:30', 'America/New_York', '2025-03-09T21:30:00Z'],
    ['2025-03-08', '17:30', 'America/New_York', '2025-03-08T22:30:00Z'],
    ['2025-03-09', '02:30', 'America/New_York', '2025-03-09T07:30:00Z'],
    ['2025-11-02', '01:30', 'America/New_York', '2025-11-02T05:30:00Z'],
    ['2025-06-30', '24:00', 'Asia/Shanghai', '2025-06-30T16:00:00Z'],
    ['2025-03-09', '24:00', 'America/New_York', '2025-03-10T04:00:00Z'],
  ])('shows, on %s at %s in %s, the instant %s', (date, time, timezone, instant) => {
    expect(atLocalTime(date, time, timezone)).toBe(instant);
  });

  it('reads local times of a day and no others', () => {
    expect(['00:00', '09:05', '23:59', '24:00'].map(parseLocalTime)).toEqual([0, 545, 1439, 1440]);
    for (const text of ['24:01', '12:60', '9:05', '09:5', '0905', 'x09:05', '09:05x']) {
      expect(parseLocalTime(text)).toBeUndefined();
    }
  });

  it('is moved and compared as a date', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2024-03-01', -2)).toBe('2024-02-28');
    expect(compareDates('2024-03-01', '2024-02-28')).toBeGreaterThan(0);
    expect(compareDates('2024-02-28', '2024-03-01')).toBeLessThan(0);
    expect(compareDates('2024-02-28', '2024-02-28')).toBe(0);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  });

  it('is not guessed from malformed arguments', () => {
    expect(() => localDate('2025-06-31', 'Asia/Shanghai')).toThrow('not a date or an instant: 2025-06-31');
    expect(() => localDate('2025-06-30', 'Asia/Nowhere')).toThrow('not a time zone: Asia/Nowhere');
    expect(() => endOfDay('June', 'Asia/Shanghai')).toThrow('not a date: June');
    expect(() => atLocalTime('2025-06-30', 'noon', 'Asia/Shanghai')).toThrow('not a local time: noon');
  });
});
