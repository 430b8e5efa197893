import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, Command } from '../../domain/case/commands.ts';
import { personsOf } from '../../domain/case/commands.ts';
import type { Role } from '../../domain/regime/pack.ts';
import { packOf, person, Play, text } from '../support/law.ts';
import { cast, nextLawful, opening, petitioned, plusDays } from '../support/lawful.ts';

/**
 * Two persons who share two deputies and may take any role at any time try to do between them what the law keeps apart.
 * Renamed accounts are resolved to persons before the decider sees them, so here a person is a person.
 */
const pack = packOf('cn-market-list', '2021-09-01');
const crew = ['ann', 'bob', 'dee', 'eve'];
const any: readonly Role[] = ['caseworker', 'reviewer', 'supervisor', 'publisher', 'superior-authority'];

const actor: fc.Arbitrary<Actor> = fc
  .record({
    who: fc.constantFrom(...crew),
    onBehalfOf: fc.option(fc.constantFrom(...crew), { nil: undefined }),
    roles: fc.subarray([...any], { minLength: 1 }),
    authority: fc.constantFrom('a1', 'a0'),
  })
  .map(({ who, onBehalfOf, roles, authority }) =>
    person(who, roles, { authority, ...(onBehalfOf !== undefined && onBehalfOf !== who && { onBehalfOf }) }),
  );

const measures = pack.grounds[0]?.measures ?? [];
const attempts: fc.Arbitrary<Command> = fc.constantFrom<Command>(
  {
    type: 'record-determination',
    facts: text('f'),
    reasons: text('r'),
    factors: pack.factors.weigh.map(({ id }) => id),
    stated: pack.grounds[0]?.requires.map(({ id }) => id) ?? [],
    exclusions: [],
    officers: ['x', 'y'],
    traits: [],
    measures,
    term: null,
  },
  { type: 'consider-response', response: 0, answer: text('a') },
  {
    type: 'approve-listing',
    measures,
    term: null,
    reasons: text('r'),
    contents: pack.review.decisionContents.items.map(({ id }) => id),
    members: [],
    lighter: { considered: pack.measures.map(({ id }) => id), reasons: text('lighter') },
  },
  { type: 'give-consent' },
  { type: 'refuse-consent', reasons: text('r') },
  { type: 'accept-petition', petition: 'p1' },
  {
    type: 'verify-petition',
    petition: 'p1',
    performed: pack.petition.preconditions.map(({ id }) => id),
    partly: [],
    findings: text('v'),
  },
  { type: 'decide-petition', petition: 'p1', outcome: 'granted', reasons: text('r') },
  { type: 'request-recusal', person: 'ann', reasons: text('r') },
  { type: 'decide-recusal', person: 'ann', granted: false, reasons: text('r') },
);

const apart = pack.review.separation;

describe('separation of duties', () => {
  it('is never got round by deputies, shared deputies or changes of role', () => {
    let kept = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 14 }),
        fc.boolean(),
        fc.array(fc.tuple(actor, attempts), { maxLength: 40 }),
        (steps, petition, tries) => {
          const play = new Play(pack);
          const { at, command } = opening(pack);
          play.ask(at, cast.investigator, command);
          let now = at;
          for (let step = 0; step < steps; step += 1) {
            const next = nextLawful(play, now);
            if (next && next.at > now) now = next.at;
          }
          if (petition && play.now.stage === 'listed' && play.now.entry?.publishedAt !== undefined)
            now = petitioned(play, now);
          for (const [who, asked] of tries) {
            now = plusDays(now, 1);
            play.ask(now, who, asked);
          }
          for (const rule of apart) {
            const did = new Map<string, number>();
            for (const [index, { event, actor: name }] of play.recorded.entries()) {
              if (rule.notBy.some((type) => type === event.type))
                for (const each of personsOf(name)) did.set(each, did.get(each) ?? index);
              if (event.type !== rule.act) continue;
              for (const each of personsOf(name)) {
                kept += 1;
                expect(
                  did.get(each) === undefined || (did.get(each) ?? 0) > index,
                  `${each} did ${rule.notBy.join('/')} and then ${rule.act}`,
                ).toBe(true);
              }
            }
          }
        },
      ),
      { numRuns: 2_000 },
    );
    expect(kept).toBeGreaterThan(500);
  });

  it('bars a person who stood back, under whatever role and through whatever deputy', () => {
    const play = new Play(pack);
    const { at, command } = opening(pack);
    play.ask(at, cast.investigator, command);
    play.ask(at, person('sup', ['supervisor'], { authority: 'a1' }), {
      type: 'request-recusal',
      person: 'ann',
      reasons: text('r'),
    });
    play.ask(at, person('sup', ['supervisor'], { authority: 'a1' }), {
      type: 'decide-recusal',
      person: 'ann',
      granted: true,
      reasons: text('r'),
    });
    for (const who of [
      person('ann', any, { authority: 'a1' }),
      person('dee', any, { authority: 'a1', onBehalfOf: 'ann' }),
      person('ann', any, { authority: 'a1', onBehalfOf: 'bob' }),
    ]) {
      const decision = play.ask(at, who, { type: 'withdraw-case', reasons: text('r') });
      expect(decision).toMatchObject({ kind: 'refused', refusals: [{ rule: 'recusal' }] });
    }
  });
});
