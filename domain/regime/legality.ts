import { deriveDeadline } from '../calendar/deadline.ts';
import type { Calendars } from '../calendar/calendar.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { Authority, CivilDate, Instrument, Subject } from '../case/state.ts';
import { bindingSchemes } from '../register/identity.ts';
import { inForceOn } from './catalogue.ts';
import type { Bound, Ground, Pack } from './pack.ts';
import { plainPeriod } from './plain-period.ts';
import { termKey } from './term.ts';

/**
 * The legality gate: each check answers the refusals it finds, naming the rule, its citation and what would be lawful.
 * An empty answer means that the law, as the pack states it, allows the step.
 */

type Found<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The ground, if the regime's closed list has it. */
export function groundOf(pack: Pack, id: string): Found<Ground> {
  const value = pack.grounds.find((ground) => ground.id === id);
  if (value) return { kind: 'found', value };
  const known = pack.grounds.map((ground) => ground.id);
  const detail = `"${id}" is not a ground of ${pack.regime} ${pack.version}; the list of grounds is closed.`;
  return {
    kind: 'refused',
    refusal: onPrinciple('grounds', promises.law, detail, [`One of: ${known.join(', ')}`]),
  };
}

/** A case or an entry comes under a version that is in force on one of the days on which it may be. */
export function lawInForce(pack: Pack, days: readonly CivilDate[]): Refusal[] {
  if (days.some((day) => inForceOn(pack, day))) return [];
  const { from, until } = pack.effective;
  const [basis] = pack.legalBasis;
  const span = until === null ? `from ${from}` : `from ${from} to ${until}`;
  const detail = `${pack.regime} ${pack.version} is in force ${span}, not on ${[...new Set(days)].join(' nor on ')}.`;
  const lawful = ['The version in force on that day.'];
  return [
    basis
      ? against('effective', basis, detail, lawful)
      : onPrinciple('effective', promises.law, detail, lawful),
  ];
}

/**
 * The authority may act: under this regime at all, at its level, and where the facts lie. `place` is the territory they lie
 * in; an authority whose own territory is not registered acts in all of the jurisdiction.
 */
export function authorityCompetent(pack: Pack, authority: Authority, place: string | null): Refusal[] {
  const { competent } = pack.authorities;
  const { id, level, regimes, territory } = authority;
  const refused = (rule: string, detail: string, lawful: string): Refusal[] => [
    against(rule, pack.authorities, detail, [lawful]),
  ];
  if (!regimes.includes(pack.regime))
    return refused(
      'authorities.who',
      `${id} is not registered as an authority that acts under ${pack.regime}.`,
      'An authority of this regime.',
    );
  if (!competent.includes(level))
    return refused(
      'authorities.competent',
      `${id} is an authority of level "${level}", which is not competent under ${pack.regime}.`,
      `An authority of level: ${competent.join(', ')}`,
    );
  if (territory === undefined) return [];
  if (!within(territory, pack.jurisdiction))
    return refused(
      'authorities.where',
      `${id} acts in ${territory}, which is not in ${pack.jurisdiction}.`,
      `An authority in ${pack.jurisdiction}.`,
    );
  return place !== null && within(place, territory)
    ? []
    : refused(
        'authorities.where',
        place === null
          ? `${id} acts in ${territory} only, and it is not stated where the facts lie.`
          : `The facts lie in ${place}; ${id} acts in ${territory} only.`,
        place === null ? 'State the place.' : `The authority of ${place}.`,
      );
}

/** Territories are named from the whole to the part: `CN`, `CN-44`, `CN-44-03`. */
function within(part: string, whole: string): boolean {
  return part === whole || part.startsWith(`${whole}-`);
}

/** The entry is bound to its subject by as many identifiers as the regime wants. A name is none. */
export function identified(pack: Pack, subject: Subject): Refusal[] {
  const { identifiersAtLeast } = pack.entry;
  const binding = bindingSchemes(subject.identifiers);
  return binding.length >= identifiersAtLeast
    ? []
    : [
        against(
          'identity',
          pack.entry,
          `${binding.length} identifier(s) bind the entry to the subject; at least ${identifiersAtLeast} must. A name is none.`,
          ['Another identifier of the subject.'],
        ),
      ];
}

/** Where the superior authority has to consent, there must be one: otherwise the case would wait for nobody. */
export function superiorKnown({ review }: Pack, authority: Authority): Refusal[] {
  const law = review.consent;
  return law?.levels.includes(authority.level) && authority.superior === undefined
    ? [
        against(
          'review.consent',
          law,
          `${authority.id} lists with the consent of the next-higher authority, and none is registered.`,
          ['put-authority with its superior', 'An authority that needs no consent.'],
        ),
      ]
    : [];
}

/** The ground was one on the day of the act: nobody is listed for what was none when it was done. */
export function groundOnTheDay(ground: Ground, act: CivilDate): Refusal[] {
  return ground.since === undefined || act >= ground.since
    ? []
    : [
        against(
          'grounds.since',
          ground,
          `"${ground.id}" has been a ground since ${ground.since}; the act is of ${act}.`,
          ['A ground of that day.'],
        ),
      ];
}

const finalityRank = { 'not-effective': 0, effective: 1, final: 2 } as const;
const finalityNeeded = { 'not-required': 0, effective: 1, final: 2 } as const;

/**
 * The instrument is of a kind the ground permits, has the finality it needs, is not contradicted, and is not dated in the
 * future.
 */
export function instrumentPermitted(ground: Ground, instrument: Instrument, today: CivilDate): Refusal[] {
  const refusals: Refusal[] = [];
  const permitted = ground.instruments.find((each) => each.kind === instrument.kind);
  if (permitted === undefined) {
    refusals.push(
      against(
        'grounds.instruments',
        ground,
        `An instrument of kind "${instrument.kind}" cannot carry the ground "${ground.id}".`,
        ground.instruments.map((each) => `A ${each.kind} that is ${each.finality}`),
      ),
    );
  } else if (finalityRank[instrument.finality] < finalityNeeded[permitted.finality]) {
    refusals.push(
      against(
        'grounds.instruments.finality',
        ground,
        `The ${instrument.kind} is ${instrument.finality}; the ground "${ground.id}" needs one that is ${permitted.finality}.`,
        [`Wait until the ${instrument.kind} is ${permitted.finality}.`],
      ),
    );
  }
  if (instrument.contradictedBy !== undefined) {
    refusals.push(
      onPrinciple(
        'instrument.contradicted',
        promises.law,
        `Another document says the opposite of the ${instrument.kind}.`,
        ['Wait until it is settled which of the two has effect.'],
      ),
    );
  }
  if (instrument.date > today) {
    refusals.push(
      onPrinciple(
        'instrument.date',
        promises.law,
        `The instrument is dated ${instrument.date}, which is after today, ${today}.`,
        ['The date the instrument was made, not later than today.'],
      ),
    );
  }
  return refusals;
}

/** The days that limitation is counted from, as the determination states them. */
export type LimitationDays = {
  readonly conduct: CivilDate | undefined;
  readonly instrument: CivilDate | undefined;
  /** When the authority knew of the conduct, or should have known. */
  readonly known: CivilDate | undefined;
  /** When acts that interrupt the limitation were notified. */
  readonly interruptions: readonly CivilDate[];
};

/** The facts are not older than the ground's limitation allows. */
export function withinLimitation(
  pack: Pack,
  ground: Ground,
  on: LimitationDays,
  today: CivilDate,
  calendars: Calendars,
): Refusal[] {
  const law = ground.limitation;
  if (law === undefined) return [];
  const refused = (detail: string, lawful: string[] = []): Refusal[] => [
    against('grounds.limitation', law, detail, lawful),
  ];
  const event = law.from === 'conduct' ? on.conduct : on.instrument;
  if (law.notBefore !== undefined && event !== undefined && event < law.notBefore)
    return refused(`What was before ${law.notBefore} is not looked at; this was on ${event}.`);
  const from = on[law.from];
  if (from === undefined) return refused(`The date of the ${law.from} is needed: limitation runs from it.`);
  const rule = plainPeriod(pack, law);
  const lastDay = (start: CivilDate): CivilDate | null => {
    const derived = deriveDeadline({ rule, from: start }, calendars);
    return derived.kind === 'deadline' ? derived.due : null;
  };
  let last = lastDay(from);
  // Only what interrupts it in time lets the period run anew.
  for (const again of law.interrupted ? on.interruptions.toSorted() : [])
    if (last !== null && again <= last) last = lastDay(again);
  return last !== null && today > last
    ? refused(`Limitation ran from the ${law.from} on ${from} and ended on ${last}.`, [
        'No listing on these facts.',
      ])
    : [];
}

/** Every measure is on the regime's closed list and allowed for the ground. */
export function measuresAllowed(pack: Pack, ground: Ground, measures: readonly string[]): Refusal[] {
  const refusals: Refusal[] = [];
  for (const id of measures) {
    const measure = pack.measures.find((each) => each.id === id);
    if (measure === undefined)
      refusals.push(
        onPrinciple(
          'measures',
          promises.proportion,
          `"${id}" is not a measure of ${pack.regime}; the list is closed.`,
          [`One of: ${pack.measures.map((each) => each.id).join(', ')}`],
        ),
      );
    else if (!ground.measures.includes(id))
      refusals.push(
        against(
          'grounds.measures',
          measure,
          `The measure "${id}" is not allowed for the ground "${ground.id}".`,
          [`One of: ${ground.measures.join(', ')}`],
        ),
      );
  }
  return [...refusals, ...termsCarried(pack, ground, measures)];
}

/** What lasts as long as a measure needs that measure. */
function termsCarried(pack: Pack, ground: Ground, measures: readonly string[]): Refusal[] {
  const own = pack.measures.flatMap(({ id, term }) => (measures.includes(id) ? [term] : []));
  return [...new Set([termKey(pack, ground), ...own])].flatMap((key): Refusal[] => {
    const rule = pack.clocks[key];
    if (rule?.termOf === undefined || measures.includes(rule.termOf)) return [];
    const detail = `"${key}" lasts as long as the measure "${rule.termOf}", which is not imposed.`;
    return [against(key, rule, detail, [`Impose ${rule.termOf} too.`])];
  });
}

const dayEquivalent = {
  hours: 1 / 24,
  'calendar-days': 1,
  'working-days': 7 / 5,
  weeks: 7,
  months: 30.436875,
  years: 365.2425,
} as const;

/**
 * Which of two lengths is longer, by their mean length in days. Good for telling people which way a rule has changed; what
 * decides about a case is counted by the calendar (`term.ts`).
 */
export function longerThan(left: Bound, right: Bound): boolean {
  return lengthOf(left) > lengthOf(right) + 1e-9;
}

function lengthOf({ amount, unit }: Bound): number {
  if (unit === 'life' || unit === 'until-event' || unit === 'actual-term-of') return Number.POSITIVE_INFINITY;
  return unit === 'day-of-next-month' ? amount : amount * dayEquivalent[unit];
}

/** What may be said of a case that makes it special: what decisions, hearings, clocks and publication of the regime look for. */
export function traitsOf({ review, notice, clocks, publication }: Pack): string[] {
  const triggers = [review.collective, review.legalReview, notice.hearing].flatMap(
    (law) => law?.triggers ?? [],
  );
  const timed = Object.values(clocks).flatMap(({ when }): string[] => {
    if (when?.traits === undefined) return [];
    return 'any' in when.traits ? when.traits.any : when.traits.none;
  });
  const elsewhere = publication.elsewhere ? [publication.elsewhere.trait] : [];
  // That a hearing was held is seen in the record, and need not be said.
  return [...new Set([...triggers, ...timed, ...elsewhere])].filter((trait) => trait !== 'hearing-held');
}

/** Checks a list of required items against those given. */
export function missing(required: readonly { readonly id: string }[], given: readonly string[]): string[] {
  return required.map((each) => each.id).filter((id) => !given.includes(id));
}

/** Ids that the closed list does not know. */
export function unknown(known: readonly { readonly id: string }[], given: readonly string[]): string[] {
  return given.filter((id) => !known.some((each) => each.id === id));
}
