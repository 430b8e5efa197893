import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case/events.ts';
import { accounts, attempts, roles } from '../support/attempts.ts';
import { Backstage, type Hand } from '../support/cheats.ts';
import { packOf, person, Play, refusedBy, text } from '../support/law.ts';
import { cast, nextLawful, opening, petitioned, plusDays } from '../support/lawful.ts';

/**
 * Two persons with several accounts each, whose roles change, who share two deputies, try between them every act in every
 * order. What they did is read from the record by the human beings behind the accounts, not by what the engine keeps.
 */
const packs = [
  packOf('cn-market-list', '2021-09-01'),
  packOf('wb-sanctions', '2023-11-01'),
  packOf('cn-credit-repair', '2026-04-01'),
];
type Side = (hand: Hand) => boolean;
const did =
  (...types: readonly CaseEvent['type'][]): Side =>
  ({ event }) =>
    types.includes(event.type);
const determined = did('determination-recorded', 'determination-amended', 'entry-adopted');
const approved = did('listing-approved', 'listing-refused', 'entry-adopted');
const consented = did('consent-given', 'consent-refused');
const decided: Side = (hand) => determined(hand) || approved(hand) || consented(hand);
const chaired = did('hearing-noticed', 'hearing-held');
const legal = did('legal-review-passed');
const recommended = did('recommendation-made');
const reviewed: Side = (hand) =>
  did(
    'objection-decided',
    'entry-review-held',
    'basis-review-ended',
    'entry-released',
    'measure-lifted',
    'measure-suspended',
  )(hand) ||
  (hand.entryStood && did('case-withdrawn', 'case-joined')(hand));
const petitionDecided: Side = ({ event }) =>
  event.type === 'petition-rejected' || (event.type === 'petition-decided' && event.how === 'decision');

const about = ({ event }: Hand): string | null =>
  'ref' in event ? event.ref : event.type.startsWith('recusal') && 'person' in event ? event.person : null;

/** Nobody may do the first and then the second; `same` where both are about one petition, objection, ... */
const never: readonly {
  readonly why: string;
  readonly first: Side;
  readonly later: Side;
  readonly same?: true;
}[] = [
  ...apart('investigation and decision', determined, approved),
  ...apart('investigation and consent', determined, consented),
  ...apart('decision and consent', approved, consented),
  ...apart('legal review and investigation', legal, determined),
  ...apart('legal review and decision', legal, approved),
  ...apart('legal review and consent', legal, consented),
  ...apart('recommendation and investigation', recommended, determined),
  ...apart('recommendation and decision', recommended, approved),
  ...apart('chair and investigation', chaired, determined),
  ...apart('chair and legal review', chaired, legal),
  { why: 'decision and its review', first: decided, later: reviewed },
  {
    why: 'a temporary lift, its verification and its end',
    first: did('temporary-lift-began', 'temporary-lift-verified'),
    later: did('temporary-lift-ended'),
    same: true,
  },
  {
    why: 'filing and verification or decision of a petition',
    first: did('petition-filed', 'petition-completed'),
    later: (hand) => did('petition-verified')(hand) || petitionDecided(hand),
    same: true,
  },
  {
    why: 'examination and decision of a petition',
    first: did('petition-accepted', 'petition-verified'),
    later: petitionDecided,
    same: true,
  },
  { why: 'decision of a petition, twice', first: petitionDecided, later: petitionDecided, same: true },
  { why: 'grant and revocation', first: petitionDecided, later: did('repair-revoked'), same: true },
  {
    why: 'filing and decision of an objection',
    first: did('objection-filed'),
    later: did('objection-decided'),
    same: true,
  },
  {
    why: 'beginning and end of a proceeding',
    first: did('review-proceeding-began'),
    later: did('review-proceeding-ended'),
    same: true,
  },
  {
    why: 'asking for a recusal and deciding it',
    first: did('recusal-requested'),
    later: did('recusal-decided'),
    same: true,
  },
  { why: 'handing over and taking over', first: did('case-transferred'), later: did('transfer-accepted') },
];

function apart(why: string, one: Side, other: Side) {
  return [
    { why, first: one, later: other },
    { why, first: other, later: one },
  ];
}

/** How often a human did something that is the second half of a pair: a property that never comes there proves nothing. */
const tried = new Map<string, number>();

function expectApart(stage: Backstage): void {
  const { hands, owners } = stage;
  for (const [index, hand] of hands.entries()) {
    const earlier = hands.slice(0, index);
    for (const { why, first, later, same } of never) {
      if (!later(hand)) continue;
      tried.set(why, (tried.get(why) ?? 0) + 1);
      const clash = earlier.find(
        (each) =>
          first(each) &&
          (!same || about(each) === about(hand)) &&
          each.humans.some((human) => hand.humans.includes(human)),
      );
      expect(clash, `${why}: ${hand.humans.join(', ')} did ${hand.event.type}`).toBeUndefined();
    }
    const sent = earlier.findLastIndex(did('listing-remitted'));
    if (approved(hand) || consented(hand))
      for (const past of earlier.slice(0, Math.max(0, sent)))
        if (approved(past) || consented(past))
          expect(
            past.humans.filter((human) => hand.humans.includes(human)),
            'a listing that was sent back is decided by others',
          ).toEqual([]);
    for (const { event } of earlier)
      if (event.type === 'recusal-decided' && event.granted)
        expect(hand.humans, 'whoever stood back does nothing more').not.toContain(
          owners.get(event.person) ?? event.person,
        );
    if (hand.event.type === 'recusal-decided')
      expect(hand.humans, 'nobody decides on their own recusal').not.toContain(
        owners.get(hand.event.person) ?? hand.event.person,
      );
    if (hand.event.type === 'listing-approved' && collectively(stage))
      expect(new Set(hand.humans).size, 'two decide together, and are two').toBeGreaterThanOrEqual(2);
  }
}

function collectively({ pack, now }: Backstage): boolean {
  const triggers = pack.review.collective?.triggers ?? [];
  return triggers.some((trait) => now.determination?.traits.includes(trait));
}

describe.each(packs.map((pack) => ({ name: pack.regime, pack })))(
  'separation of duties under $name',
  ({ pack }) => {
    it('is never got round by accounts, deputies, leave or changes of role', () => {
      let refused = 0;
      const masks = fc.record(
        Object.fromEntries(
          ['li', 'wang', 'zhao', 'chen', 'lu'].map((name) => [name, fc.constantFrom(name, ...accounts)]),
        ),
      );
      fc.assert(
        fc.property(
          masks,
          fc.integer({ min: 0, max: 16 }),
          fc.boolean(),
          fc.boolean(),
          fc.array(attempts(pack), { maxLength: 120, size: 'max' }),
          (masked, steps, repaired, special, tries) => {
            const stage = new Backstage(pack);
            stage.cast();
            stage.masks = masked;
            stage.traits = special ? ['complex-or-major', 'major-public-interest'] : [];
            const { at, command } = opening(pack);
            if (stage.ask(at, cast.investigator, command).kind === 'refused') return;
            let now = at;
            for (let step = 0; step < steps; step += 1) {
              const next = nextLawful(stage, now);
              if (next && next.at > now) now = next.at;
            }
            if (repaired && stage.now.stage === 'listed' && stage.now.entry?.publishedAt !== undefined)
              now = petitioned(stage, now);
            stage.masks = {};
            for (const attempt of tries) now = attempt(stage, plusDays(now, 1));
            expectApart(stage);
            refused += stage.refusedApart;
          },
        ),
        { numRuns: 1_000 },
      );
      expect(refused, 'the separation is what stands in the way').toBeGreaterThan(500);
    });
  },
);

it('was tried on every pair', () => {
  const unseen = never.map(({ why }) => why).filter((why) => !((tried.get(why) ?? 0) > 3));
  expect([...new Set(unseen)]).toEqual([]);
});

it('bars a person who stood back, under whatever role and through whatever deputy', () => {
  const reasons = text('reasons');
  const play = new Play(packs[0]!);
  const { at, command } = opening(play.pack);
  play.ask(at, cast.investigator, command);
  const supervisor = (name: string) => person(name, ['supervisor'], { authority: 'a1' });
  play.ask(at, supervisor('sup'), { type: 'request-recusal', person: 'ann', reasons });
  play.ask(at, supervisor('other'), { type: 'decide-recusal', person: 'ann', granted: true, reasons });
  for (const who of [
    person('ann', roles, { authority: 'a1' }),
    person('dee', roles, { authority: 'a1', onBehalfOf: 'ann' }),
    person('ann', roles, { authority: 'a1', onBehalfOf: 'bob' }),
  ])
    expect(refusedBy(play.ask(at, who, { type: 'withdraw-case', reasons }))).toEqual(['recusal']);
});
