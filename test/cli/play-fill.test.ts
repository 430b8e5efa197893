import { describe, expect, it } from 'vitest';
import { digestOf, fill, type Json, type Moment } from '../../cli/play/fill.ts';
import { parseLength } from '../../cli/play/length.ts';
import { findOperation, operationsOf, similar, type Operation } from '../../cli/play/operations.ts';
import { parametersOf } from '../../cli/play/parameters.ts';
import { afterWait, shifted } from '../../cli/play/virtual-days.ts';
import { openapiDocument } from '../../api/openapi.ts';

const operations = operationsOf(openapiDocument());

const operation = (name: string): Operation => {
  const found = findOperation(operations, name);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
};

const china = { calendar: 'CN', timezone: 'Asia/Shanghai' };
const moment: Moment = {
  today: '2022-01-28',
  shift: (day, length, back) => shifted(day, length, back, china),
  idsAt: (path) => (path === 'nowhere' ? undefined : [`first of ${path}`, `second of ${path}`]),
};
const filled = (name: string, given: { [key: string]: Json }): Json =>
  fill(operation(name), given, moment).body;

describe('fill', () => {
  it('says "all" for the list of the regime that the field means', () => {
    expect(filled('serve-notice', { method: 'in-person', contents: 'all' })).toMatchObject({
      contents: {
        'first of notice.contents.items': 'Stated in the file: first of notice.contents.items.',
        'second of notice.contents.items': 'Stated in the file: second of notice.contents.items.',
      },
    });
    expect(filled('approve-listing', { contents: 'all' })).toMatchObject({
      contents: ['first of review.decisionContents.items', 'second of review.decisionContents.items'],
    });
    expect(filled('complete-petition', { materials: { $all: 'petition.materials' } })).toMatchObject({
      materials: ['first of petition.materials', 'second of petition.materials'],
    });
  });

  it('writes a document out where only the contents are named of which it says something', () => {
    expect(filled('serve-notice', { contents: ['facts'] })).toMatchObject({
      contents: { facts: 'Stated in the file: facts.' },
    });
    expect(filled('serve-notice', { contents: { facts: 'Eleven batches.' } })).toMatchObject({
      contents: { facts: 'Eleven batches.' },
    });
    expect(filled('serve-decision', { documents: [{ kind: 'decision' }] })).toMatchObject({
      documents: [
        {
          kind: 'decision',
          contents: { 'first of review.decisionContents.items': expect.any(String) },
        },
      ],
    });
  });

  it('tells which list the regime does not have', () => {
    const { problems } = fill(operation('request-completion'), { missing: { $all: 'nowhere' } }, moment);
    expect(problems).toEqual([{ path: ['missing'], message: expect.stringContaining('nowhere') }]);
  });

  it('digests a text where a digest is asked for, also inside', () => {
    expect(filled('report-basis-fallen', { how: 'revoked', documentDigest: 'the decision' })).toMatchObject({
      documentDigest: digestOf('the decision'),
    });
    const proof = { kind: 'postal-receipt', digest: 'the receipt' };
    expect(filled('prove-service', { method: 'registered-post', proof })).toMatchObject({
      proof: { kind: 'postal-receipt', digest: digestOf('the receipt') },
    });
    expect(filled('report-basis-fallen', { documentDigest: 'a'.repeat(64) })).toMatchObject({
      documentDigest: 'a'.repeat(64),
    });
  });

  it('counts days from today and from a day', () => {
    const on = (effectiveOn: string): Json => filled('report-basis-fallen', { effectiveOn });
    expect(on('today')).toMatchObject({ effectiveOn: '2022-01-28' });
    expect(on('today + 3 working days')).toMatchObject({ effectiveOn: '2022-02-07' });
    expect(on('2022-03-31 - 1 month')).toMatchObject({ effectiveOn: '2022-02-28' });
    expect(on('2022-03-31')).toMatchObject({ effectiveOn: '2022-03-31' });
  });

  it('gives plain values for what must be there and nobody wrote, and no values that only an author can know', () => {
    const body = filled('serve-notice', {});
    expect(body).toMatchObject({ document: expect.any(String), contents: expect.any(Object) });
    expect(body).not.toHaveProperty('method');
    expect(filled('approve-listing', {})).toMatchObject({ term: null, reasons: expect.any(String) });
    expect(filled('notice-hearing', {})).toMatchObject({ on: '2022-01-28' });
    expect(filled('publish', {})).toEqual({});
  });

  it('leaves free texts alone', () => {
    expect(filled('respond', { statement: 'all' })).toMatchObject({ statement: 'all' });
  });
});

describe('the operations of the API', () => {
  it('are found by their id, with their path parameters', () => {
    expect(operation('decide-petition')).toMatchObject({
      method: 'POST',
      parameters: ['caseId', 'petitionId'],
      summary: 'Decide a petition',
    });
  });

  it('are suggested when a name is near', () => {
    expect(similar(operations, 'decide-pettition')).toContain('decide-petition');
  });

  it('take what the case makes plain as parameters', () => {
    const event = (seq: number, type: string, payload: Record<string, unknown>) => ({
      seq,
      type,
      at: '',
      actor: '',
      payload,
    });
    const seen = {
      caseId: 'c1',
      responses: [{}, {}],
      events: [
        event(1, 'petition-filed', { ref: 'p1' }),
        event(2, 'petition-filed', { ref: 'p2' }),
        event(3, 'review-proceeding-began', { ref: 'r1' }),
        event(4, 'measure-suspended', { measure: 'm' }),
      ],
    };
    const found = (name: string, at = {}) => parametersOf(operation(name), at, seen, 'credit-china');
    expect(found('decide-petition').found).toEqual({ caseId: 'c1', petitionId: 'p2' });
    expect(found('decide-petition', { petitionId: 'p1' }).found).toEqual({ caseId: 'c1', petitionId: 'p1' });
    expect(found('order-stay').found).toEqual({ caseId: 'c1', proceedingId: 'r1' });
    expect(found('reinstate-measure').found).toEqual({ caseId: 'c1', measureId: 'm' });
    expect(found('acknowledge-retraction').found).toEqual({ caseId: 'c1', recipient: 'credit-china' });
    expect(found('consider-response').found).toEqual({ caseId: 'c1', response: 1 });
    expect(found('decide-objection').missing).toEqual(['objectionId']);
  });
});

describe('lengths of time', () => {
  it('are read as people write them', () => {
    expect(parseLength('1 year 2 days')).toEqual([
      { amount: 1, unit: 'years' },
      { amount: 2, unit: 'calendar-days' },
    ]);
    expect(parseLength('5 working days')).toEqual([{ amount: 5, unit: 'working-days' }]);
    expect(parseLength('36 hours')).toEqual([{ amount: 36, unit: 'hours' }]);
    for (const wrong of ['', 'five days', '5', '5 moons', '-1 day', '1 day 2'])
      expect(parseLength(wrong)).toBeUndefined();
  });

  it('pass at the same hour of the day, also over a change of the clocks', () => {
    expect(afterWait('2022-01-28T01:00:00.000Z', '3 working days', china)).toBe('2022-02-07T01:00:00.000Z');
    const newYork = { calendar: 'US-FED', timezone: 'America/New_York' };
    expect(afterWait('2025-03-07T14:00:00.000Z', '3 days', newYork)).toBe('2025-03-10T13:00:00.000Z');
    expect(afterWait('2025-03-07T14:00:00.000Z', '1 day 6 hours', newYork)).toBe('2025-03-08T20:00:00.000Z');
  });
});
