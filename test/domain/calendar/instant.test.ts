import { describe, expect, it } from 'vitest';
import { formatInstant, formatWithOffset, parseInstant } from '../../../domain/calendar/instant.ts';

const seconds = (text: string): number => Math.floor(Date.parse(text) / 1000);

describe('instants', () => {
  it.each([
    '2025-03-09T04:59:59Z',
    '2025-03-09T00:00:00+08:00',
    '2025-03-09T23:30:00-05:00',
    '2025-03-09T23:30:00.999+05:45',
    '1969-12-31T23:59:59Z',
    '2025-03-09T12:30Z',
    '2025-12-31T23:59:59-23:59',
  ])('are read as the platform reads them: %s', (text) => {
    expect(parseInstant(text)).toBe(seconds(text));
  });

  it('are read in the other spellings of RFC 3339 and ISO 8601', () => {
    expect(parseInstant('2025-03-09t12:30:00z')).toBe(seconds('2025-03-09T12:30:00Z'));
    expect(parseInstant('2025-03-09T12:30:00,5+0800')).toBe(seconds('2025-03-09T12:30:00+08:00'));
    expect(parseInstant('2016-12-31T23:59:60Z')).toBe(seconds('2016-12-31T23:59:59Z'));
  });

  it.each([
    '2025-03-09',
    '2025-03-09T12:30:00',
    '2025-03-09 12:30:00Z',
    '2025-02-30T12:30:00Z',
    '2025-03-09T24:00:00Z',
    '2025-03-09T12:60:00Z',
    '2025-03-09T12:30:61Z',
    '2025-03-09T12:30:00+24:00',
    '2025-03-09T12:30:00+08:60',
    '2025-03-09T12:30:00+8',
    '2025-03-09T1:30:00Z',
    '2025-03-09T12:30:00.Z',
    'x2025-03-09T12:30:00Z',
    '2025-03-09T12:30:00Zx',
  ])('are refused without an offset, out of range or malformed: %s', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('are written in UTC, and with an offset', () => {
    const instant = seconds('2025-03-09T04:05:06Z');
    expect(formatInstant(instant)).toBe('2025-03-09T04:05:06Z');
    expect(formatInstant(seconds('2025-12-31T23:59:59Z'))).toBe('2025-12-31T23:59:59Z');
    expect(formatWithOffset(instant, 8 * 3600)).toBe('2025-03-09T12:05:06+08:00');
    expect(formatWithOffset(instant, -5 * 3600)).toBe('2025-03-08T23:05:06-05:00');
    expect(formatWithOffset(instant, 20_700)).toBe('2025-03-09T09:50:06+05:45');
    expect(formatWithOffset(instant, 0)).toBe('2025-03-09T04:05:06+00:00');
    expect(formatWithOffset(instant, -12_600)).toBe('2025-03-09T00:35:06-03:30');
  });
});
