import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { caseIdOf } from '../../api/act.ts';
import { page, readCursor, writeCursor } from '../../api/page.ts';
import { Problem, refusedAs } from '../../api/problems.ts';
import { momentAfter } from '../../api/sandbox.ts';
import { onPrinciple, promises } from '../../domain/case/refusal.ts';

const refusal = (rule: string) => onPrinciple(rule, promises.law, 'Because.');

describe('how refusals answer', () => {
  it('puts the person before the sequence, and the sequence before the law', () => {
    expect(refusedAs([refusal('grounds')])).toBe('refused');
    expect(refusedAs([refusal('grounds'), refusal('sequence')])).toBe('out-of-sequence');
    expect(refusedAs([refusal('sequence'), refusal('roles')])).toBe('not-entitled');
    expect(refusedAs([refusal('authority')])).toBe('not-entitled');
    expect(refusedAs([refusal('review.separation')])).toBe('not-entitled');
    expect(refusedAs([refusal('recusal')])).toBe('not-entitled');
  });
});

describe('the id of a case', () => {
  it('always follows from the command, and never shows whose it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (commandId) => {
        const id = caseIdOf(commandId);
        expect(id).toMatch(/^c[a-z2-7]{20}$/u);
        expect(caseIdOf(commandId)).toBe(id);
      }),
    );
    const ids = Array.from({ length: 10_000 }, (_, index) => caseIdOf(`officer/${index}`));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the moment after a length of time', () => {
  const cases: [string, Parameters<typeof momentAfter>[1], string][] = [
    ['2026-01-31T10:00:00.000Z', { months: 1 }, '2026-02-28T10:00:00.000Z'],
    ['2024-02-29T10:00:00.000Z', { years: 1 }, '2025-02-28T10:00:00.000Z'],
    ['2026-11-24T10:00:00.000Z', 'P3Y', '2029-11-24T10:00:00.000Z'],
    ['2026-11-24T10:00:00.000Z', 'P1Y2M3W4DT5H6M7S', '2028-02-18T15:06:07.000Z'],
    ['2026-11-24T10:00:00.000Z', 'PT36H', '2026-11-25T22:00:00.000Z'],
    ['2026-11-24T10:00:00.000Z', { days: 10, hours: 1 }, '2026-12-04T11:00:00.000Z'],
    ['2026-11-24T10:00:00.000Z', {}, '2026-11-24T10:00:00.000Z'],
    ['2026-11-24T10:00:00.000Z', { until: '2027-01-01T00:00:00.000Z' }, '2027-01-01T00:00:00.000Z'],
  ];
  it.each(cases)('%s and %j is %s', (now, by, then) => {
    expect(momentAfter(now, by)).toBe(then);
  });

  it('never lies before now', () => {
    const length = fc.record({
      days: fc.nat(3_000),
      months: fc.nat(60),
      years: fc.nat(20),
      hours: fc.nat(1_000),
    });
    const instants = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
    fc.assert(
      fc.property(instants, length, (now, by) => {
        expect(momentAfter(now, by) >= now).toBe(true);
      }),
    );
  });
});

describe('cursors', () => {
  const key = z.tuple([z.string().nullable(), z.string()]);

  it('always come back as the key they were made from', () => {
    fc.assert(
      fc.property(fc.option(fc.string()), fc.string(), (first, second) => {
        expect(readCursor(writeCursor([first, second]), key)).toEqual([first, second]);
      }),
    );
  });

  it('never break on what is none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let thrown: unknown;
        try {
          readCursor(text, key);
        } catch (error) {
          thrown = error;
        }
        expect(thrown === undefined || thrown instanceof Problem).toBe(true);
      }),
    );
  });

  it('stop at the last page', () => {
    const of = (rows: number[]) =>
      page(
        rows,
        2,
        (row) => row,
        (row) => [row],
      );
    expect(of([])).toEqual({ items: [], next: null });
    expect(of([1, 2])).toEqual({ items: [1, 2], next: null });
    expect(of([1, 2, 3])).toEqual({ items: [1, 2], next: writeCursor([2]) });
  });
});
