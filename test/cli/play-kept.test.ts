import { describe, expect, it } from 'vitest';
import { openapiDocument } from '../../api/openapi.ts';
import { namesIn, valueAt, withKept } from '../../cli/play/kept.ts';
import { misfits } from '../../cli/play/misfits.ts';
import { operationsOf } from '../../cli/play/operations.ts';
import { parseScenario } from '../../cli/play/read-scenario.ts';

const roots = {
  answer: {
    id: 'd1',
    items: [
      { caseId: 'c1', id: 'l1' },
      { caseId: 'c2', id: 'l2' },
    ],
  },
  case: { petitions: [{ id: 'p1' }, { id: 'p2' }], outcome: null },
};

describe('what a step keeps', () => {
  it.each([
    ['answer.id', 'd1'],
    ['answer.items.1.id', 'l2'],
    ['answer.items.last.id', 'l2'],
    ['answer.items[caseId=c2].id', 'l2'],
    ['answer.items[caseId=c3].id', undefined],
    ['case.petitions.last.id', 'p2'],
    ['case.outcome', null],
    ['case.nothing.at.all', undefined],
    ['elsewhere', undefined],
  ])('is found at %s', (place, value) => {
    expect(valueAt(place, roots)).toBe(value);
  });

  it('is said by later steps, alone as what it is, within a text as text', () => {
    const kept = new Map<string, string | number | { a: number }>([
      ['letter', 'l1'],
      ['count', 3],
      ['all', { a: 1 }],
    ]);
    expect(
      withKept(
        { a: '${count}', b: ['no. ${count} of ${letter}'], c: '${all}', d: '${unknown}', e: true },
        kept,
      ),
    ).toEqual({ a: 3, b: ['no. 3 of l1'], c: { a: 1 }, d: '${unknown}', e: true });
    expect(namesIn({ a: ['${x} and ${y}'], b: 1, c: null })).toEqual(['x', 'y']);
  });
});

describe('what the API does not have', () => {
  const text = `title: A case
regime: cn-market-list
authorities: [{ id: city-a, title: City A, level: city }]
persons:
  chen: { roles: [caseworker], authority: city-a }
opening:
  by: chen
  with:
    grund: food-safety
steps:
  - { do: serve-notiz, by: chen }
  - do: prove-service
    by: chen
    with:
      method: in-person
      proof:
        kind: signed-receipt
        digestt: x
  - do: get-document
    by: chen
    at: { documentId: x, ass: text, as: text }
`;

  it('is told before anything is played, each with its own line', () => {
    const parsed = parseScenario(text, 'a.yaml');
    if (parsed.kind !== 'read') throw new Error('not read');
    expect(misfits(parsed.read, operationsOf(openapiDocument()))).toEqual([
      expect.stringContaining('a.yaml:9 "grund" is not a field here; the fields are: regime, version'),
      expect.stringContaining('a.yaml:11 the API has no operation "serve-notiz"; similar: serve-'),
      'a.yaml:18 "digestt" is not a field here; the fields are: kind, digest',
      'a.yaml:21 get-document has no parameter "ass"; its parameters are: caseId, documentId, as',
    ]);
  });
});
