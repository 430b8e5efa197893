import { describe, expect, it } from 'vitest';
import { changes, firstDifference } from '../../domain/regime/difference.ts';
import { packOf } from '../support/law.ts';

describe('what changes from one version to the next', () => {
  const before = packOf('us-far-9.4', '2024-05-22');
  const after = packOf('us-far-9.4', '2025-01-17');

  it('is said in words: the time to decide, its start, and whom it favours', () => {
    const decide = changes(before, after).find(({ says }) => says.includes('determination.decide'));
    expect(decide).toMatchObject({
      kind: 'changed',
      part: 'clocks',
      favours: 'authority',
      says: 'Clock "Decision" (determination.decide) was 30 working days from "response received", extendable by what is needed (1 time(s), by supervisor), then overdue, escalated; now 45 calendar days from "record closed", extendable by what is needed (1 time(s), by supervisor), then overdue, escalated.',
    });
  });

  it('names what is new and what is gone', () => {
    const said = changes(before, after).map(({ says }) => says);
    expect(said).toContain('New: factor "Pervasive within the organization" (pervasiveness).');
    expect(changes(after, before).map(({ says }) => says)).toContain(
      'No longer: factor "Pervasive within the organization" (pervasiveness).',
    );
  });

  it('is nothing for a pack and itself, and nothing for other words about the same law', () => {
    expect(changes(after, after)).toEqual([]);
    const noted = { ...after, basisFalls: { ...after.basisFalls, note: 'another note' } };
    expect(changes(after, noted)).toEqual([]);
  });

  it('tells another citation, and better or worse evidence for the same one', () => {
    const { cite, status } = after.basisFalls;
    const moved = { ...after, basisFalls: { ...after.basisFalls, cite: 'elsewhere' } };
    const doubted = { ...after, basisFalls: { ...after.basisFalls, status: 'unverified' as const } };
    expect(changes(after, moved).map(({ says }) => says)).toEqual([
      `basisFalls rested on ${cite} (${status}), now on elsewhere (${status}).`,
    ]);
    expect(changes(after, doubted).map(({ says }) => says)).toEqual([
      `basisFalls rested on ${cite} (${status}), now on ${cite} (unverified).`,
    ]);
  });

  it('has a word for what is there without any value of its own', () => {
    const law = { cite: 'a law', status: 'secondary' as const };
    const lifted = { ...after, petition: { ...after.petition, temporaryLift: law } };
    expect(changes(after, lifted).map(({ says }) => says)).toContain(
      'temporaryLift was not there, now there.',
    );
  });

  it('tells a shorter stay on the list as better for the subject', () => {
    const repair = changes(
      packOf('cn-penalty-publicity', '2021-09-01'),
      packOf('cn-penalty-publicity', '2025-12-25'),
    );
    expect(repair.find(({ says }) => says.includes('(petition.decide)'))).toMatchObject({
      favours: 'subject',
    });
  });
});

describe('the first difference of two values', () => {
  it.each([
    [{ a: 1 }, { a: 1 }, undefined],
    [{ a: { b: [1, 2] } }, { a: { b: [1, 3] } }, ['a', 'b', 1]],
    [{ a: 1 }, { a: 1, b: 2 }, ['b']],
    [{ a: 1, b: 2 }, { a: 1 }, ['b']],
    [[1], { 0: 1 }, []],
  ])('%j and %j', (before, after, path) => {
    expect(firstDifference(before, after)).toEqual(path);
  });
});
