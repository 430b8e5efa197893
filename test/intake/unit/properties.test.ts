import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeFile } from '../../../domain/intake/judge-file.ts';
import { splitRecord } from '../../../domain/intake/read-lines.ts';
import { calendars } from '../../support/law.ts';
import { fileOf, judge, line, mapping, outcomes, pack, quoted, today } from './given.ts';

const word = fc.string({
  unit: fc.constantFrom('a', 'B', '0', ' ', ',', '"', "'", 'é', '§', '漢'),
  maxLength: 12,
});

/** A line of a list: lawful, lawful but not ours, or with dates of any kind. */
const someLine = fc
  .record({
    agency: fc.constantFrom('ARMY', 'NAVY', 'HHS', 'TREAS-OFAC', '', 'XYZ'),
    program: fc.constantFrom('Reciprocal', 'Procurement', 'NonProcurement', 'Other'),
    type: fc.constantFrom(
      'Ineligible (Proceedings Completed)',
      'Prohibition/Restriction',
      'Voluntary Exclusion',
    ),
    active: fc.constantFrom('', '03/01/2019', '02/30/2019', '13/01/2019', '01/15/2018'),
    termination: fc.constantFrom('Indefinite', '02/28/2022', '02/28/2019', '01/01/2030', ''),
    name: word,
    'sam-number': fc.constantFrom('S1', 'S2', 'S3', 'S4', 'S5'),
  })
  .map((change) => line(change));

describe('reading', () => {
  it('splits what can be written as a record, as another reader does', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (values) => {
        const text = quoted(values);
        expect(splitRecord(text, ',')).toEqual({ kind: 'fields', fields: values });
        expect(parse(text, { relax_column_count: true })).toEqual([values]);
      }),
    );
  });

  it('never throws and never hangs, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, headerless) => {
        const judged = judgeFile({ bytes, name: 'x', mapping, pack, calendars, today, headerless });
        const { accepted, cleanup, lines, header, continuation, physicalLines } = judged.tally;
        expect(accepted + Object.values(cleanup).reduce((sum, count) => sum + count, 0)).toBe(lines);
        expect(header + lines + continuation).toBe(physicalLines);
      }),
    );
  });
});

describe('judging', () => {
  it('accounts for every line, once', () => {
    fc.assert(
      fc.property(fc.array(someLine, { maxLength: 30 }), (lines) => {
        const { tally, lines: judged } = judge(fileOf(lines));
        const cleanup = Object.values(tally.cleanup).reduce((sum, count) => sum + count, 0);
        expect(tally.lines).toBe(lines.length);
        expect(tally.accepted + cleanup).toBe(lines.length);
        expect(judged.map((each) => each.line)).toEqual(lines.map((_, index) => index + 2));
      }),
      { numRuns: 60 },
    );
  });

  it('comes to the same whatever the order of the lines', () => {
    fc.assert(
      fc.property(fc.array(someLine, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (lines, random) => {
        const shuffled = lines
          .map((text) => ({ text, key: random.next().value ?? 0 }))
          .sort((one, other) => one.key - other.key)
          .map(({ text }) => text);
        const [one, other] = [judge(fileOf(lines)).tally, judge(fileOf(shuffled)).tally];
        expect(other.accepted).toBe(one.accepted);
        expect(other.cleanup).toEqual(one.cleanup);
      }),
      { numRuns: 60 },
    );
  });

  it('lets a line that is broken in two change no other', () => {
    fc.assert(
      fc.property(
        fc.array(someLine, { minLength: 3, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        (lines, which, where) => {
          const numbered = lines.map((text, index) => text.replace(/"S\d"/, `"S${index}"`));
          const at = which % numbered.length;
          const text = numbered[at] ?? '';
          const cut = text.slice(0, 1 + (where % (text.length - 1)));
          const broken = numbered.map((each, index) => (index === at ? cut : each));
          const without = <T>(list: readonly T[]): T[] => list.filter((_, index) => index !== at);
          expect(without(outcomes(judge(fileOf(broken))))).toEqual(
            without(outcomes(judge(fileOf(numbered)))),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('accepts nothing that the law would not allow', () => {
    fc.assert(
      fc.property(fc.array(someLine, { maxLength: 20 }), (lines) => {
        for (const each of judge(fileOf(lines)).lines) {
          if (each.kind !== 'stands') continue;
          const { from, until } = each.claim;
          expect(from <= today).toBe(true);
          expect(until !== null && until >= from).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
