import type { Cited } from '../regime/cited.ts';
import type { CaseFunction, Pack } from '../regime/pack.ts';
import { holdersOf, type Held } from './functions.ts';
import { against, onPrinciple, promises, type Refusal } from './refusal.ts';
import type { CaseState } from './state.ts';

/** Whoever held one of the functions in `notBy` may not hold `act` any more. */
export type Separation = { readonly act: CaseFunction; readonly notBy: readonly CaseFunction[] };

/** The listing goes through these hands, and no two of them are one person's, whichever came first. */
const listing: readonly CaseFunction[] = [
  'determination-recorded',
  'legal-review-passed',
  'recommendation-made',
  'listing-approved',
  'consent-given',
];
const decided: readonly CaseFunction[] = ['determination-recorded', 'listing-approved', 'consent-given'];

/**
 * Promise 8, for every regime: whoever investigated does not decide, whoever decided does not review, and whoever had a
 * hand in a listing does not take it off. Functions about a petition, an objection, a proceeding are kept apart within
 * that one. What a document obliges to (the basis fell, the subject ended) anybody may report: it must not wait.
 */
export const principle: readonly Separation[] = [
  ...listing.map((act) => ({ act, notBy: listing.filter((each) => each !== act) })),
  ...eachOther('hearing-held', 'determination-recorded'),
  ...eachOther('hearing-held', 'legal-review-passed'),
  ...eachOther('interim-measure-imposed', 'determination-recorded'),
  { act: 'interim-review-held', notBy: ['interim-measure-imposed', 'determination-recorded'] },
  // A decision that was sent back is made anew by others.
  { act: 'listing-approved', notBy: ['listing-remitted'] },
  { act: 'consent-given', notBy: ['listing-remitted'] },
  { act: 'petition-verified', notBy: ['petition-filed', 'petition-decided'] },
  { act: 'petition-decided', notBy: ['petition-filed', 'petition-verified', 'petition-decided'] },
  { act: 'repair-revoked', notBy: ['petition-decided', 'temporary-lift-ended'] },
  { act: 'temporary-lift-ended', notBy: ['temporary-lift-began', 'temporary-lift-verified'] },
  { act: 'objection-decided', notBy: ['objection-filed', ...decided] },
  { act: 'entry-review-held', notBy: decided },
  { act: 'basis-review-ended', notBy: decided },
  { act: 'measure-suspended', notBy: decided },
  { act: 'measure-lifted', notBy: decided },
  { act: 'entry-released', notBy: decided },
  { act: 'case-withdrawn', notBy: decided },
  { act: 'review-proceeding-ended', notBy: ['review-proceeding-began'] },
  { act: 'recusal-decided', notBy: ['recusal-requested'] },
  { act: 'transfer-accepted', notBy: ['case-transferred'] },
];

function eachOther(one: CaseFunction, other: CaseFunction): Separation[] {
  return [
    { act: one, notBy: [other] },
    { act: other, notBy: [one] },
  ];
}

type Law = Separation & { readonly rule: string; readonly law: Cited };

/** The separations that the regime itself asks for, each with its own law. */
function ofRegime({ review, petition, notice }: Pack): Law[] {
  return [
    ...review.separation.map((law) => ({ ...law, rule: 'review.separation', law })),
    ...(petition.verification.differentPerson
      ? [
          { act: 'petition-decided' as const, notBy: ['petition-accepted', 'petition-verified'] as const },
          { act: 'temporary-lift-ended' as const, notBy: ['temporary-lift-verified'] as const },
        ].map((each) => ({ ...each, rule: 'petition.verification', law: petition.verification }))
      : []),
    ...(notice.hearing?.chairNotInvestigator
      ? [
          {
            act: 'hearing-held' as const,
            notBy: ['determination-recorded'] as const,
            rule: 'notice.hearing.chair',
            law: notice.hearing,
          },
        ]
      : []),
  ];
}

/** Why these persons may not hold this function: what they have done in the case before. */
export function keptApart({ acts }: Pick<CaseState, 'acts'>, held: Held, pack: Pack): Refusal[] {
  const lawful = ['The same act by another person.'];
  const cited = ofRegime(pack).flatMap(({ rule, law, ...apart }): Refusal[] => {
    const detail = clash(acts, held, apart);
    return detail === undefined ? [] : [against(rule, law, detail, lawful)];
  });
  if (cited.length > 0) return cited;
  return principle.flatMap((apart): Refusal[] => {
    const detail = clash(acts, held, apart);
    return detail === undefined ? [] : [onPrinciple('review.separation', promises.persons, detail, lawful)];
  });
}

function clash(acts: CaseState['acts'], held: Held, { act, notBy }: Separation): string | undefined {
  if (act !== held.function) return undefined;
  const earlier = notBy.flatMap((each) => {
    const holders = holdersOf(acts, each, held.ref).filter((person) => held.persons.includes(person));
    return holders.length > 0 ? [{ each, holders }] : [];
  });
  if (earlier.length === 0) return undefined;
  const persons = [...new Set(earlier.flatMap(({ holders }) => holders))];
  const did = earlier.map(({ each }) => each).join(', ');
  return `${persons.join(' and ')} already acted in this case (${did}).`;
}

/** Whoever stood back from the case holds no function in it at all. */
export function stoodBack({ recusals }: Pick<CaseState, 'recusals'>, persons: readonly string[]): Refusal[] {
  const granted = recusals.filter(({ status, person }) => status === 'granted' && persons.includes(person));
  return granted.length === 0
    ? []
    : [
        onPrinciple(
          'recusal',
          promises.persons,
          `${granted.map(({ person }) => person).join(', ')} stood back from this case.`,
          ['The same act by another person.'],
        ),
      ];
}
