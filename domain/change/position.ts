import type { Context } from '../case/handler.ts';
import { deriveDeadline } from '../calendar/deadline.ts';
import type { CaseState, CivilDate } from '../case/state.ts';
import { earliestPetition } from '../petition/bars.ts';
import type { Bound, Pack } from '../regime/pack.ts';
import { plainPeriod } from '../regime/plain-period.ts';
import type { Favour } from './effect.ts';

/**
 * What a version of the law makes of a subject's position, besides the clocks of its case: rights that it has, burdens that
 * lie on it, and days that matter to it. Two versions are compared by these, each by its place in the pack.
 */
type Position = {
  readonly rights: readonly string[];
  readonly burdens: readonly string[];
  /** Days until which something lasts: good for the subject the later they are, or the earlier. */
  readonly days: ReadonlyMap<
    string,
    { readonly better: 'later' | 'earlier'; readonly day: CivilDate | null }
  >;
};

/** One thing that a version changes in a subject's position. */
export type PositionEffect = {
  /** Its place in the pack. */
  readonly what: string;
  readonly favour: Exclude<Favour, 'neither'>;
  readonly how: 'right-lost' | 'right-gained' | 'burden-added' | 'burden-lifted' | 'moved';
  /** The days, of what has moved. */
  readonly before: CivilDate | null;
  readonly after: CivilDate | null;
};

/** What changes in a subject's position from one version to another. The state has the names of each version's own. */
export function positionEffects(
  before: { readonly state: CaseState; readonly context: Context },
  after: { readonly state: CaseState; readonly context: Context },
): PositionEffect[] {
  const [was, is] = [positionOf(before.state, before.context), positionOf(after.state, after.context)];
  return [
    ...missing(was.rights, is.rights, 'right-lost', 'against-subject'),
    ...missing(is.rights, was.rights, 'right-gained', 'for-subject'),
    ...missing(is.burdens, was.burdens, 'burden-added', 'against-subject'),
    ...missing(was.burdens, is.burdens, 'burden-lifted', 'for-subject'),
    ...moved(was.days, is.days),
  ];
}

function missing(
  of: readonly string[],
  from: readonly string[],
  how: PositionEffect['how'],
  favour: PositionEffect['favour'],
): PositionEffect[] {
  const there = new Set(from);
  return of
    .filter((what) => !there.has(what))
    .map((what) => ({ what, favour, how, before: null, after: null }));
}

function moved(was: Position['days'], is: Position['days']): PositionEffect[] {
  return [...is].flatMap(([what, { better, day }]): PositionEffect[] => {
    const earlier = was.get(what);
    if (earlier === undefined || earlier.day === day) return [];
    const later = day === null || (earlier.day !== null && day > earlier.day);
    const favour = later === (better === 'later') ? 'for-subject' : 'against-subject';
    return [{ what, favour, how: 'moved', before: earlier.day, after: day }];
  });
}

function positionOf(state: CaseState, context: Context): Position {
  const { pack } = context;
  const undecided = state.stage !== 'listed' && state.stage !== 'removal';
  return {
    rights: [...repairRights(pack, state), ...remedies(pack), ...(undecided ? guarantees(pack, state) : [])],
    burdens: [...repairBurdens(pack), ...disclosure(pack, state), ...carriedOut(pack, state)],
    days: daysOf(state, context),
  };
}

const when = (holds: boolean | undefined, ...names: readonly string[]): string[] =>
  holds === true ? [...names] : [];
const each = (place: string, ids: readonly string[]): string[] => ids.map((id) => `${place}.${id}`);
const counted = (place: string, atLeast: number): string[] =>
  Array.from({ length: atLeast }, (_, index) => `${place}.${index + 1}`);
const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

function repairRights({ petition, grounds, entry }: Pack, { ground }: CaseState): string[] {
  const own = grounds.find(({ id }) => id === ground);
  return [
    ...when(petition.allowed && own?.repairable?.allowed !== false, 'petition.allowed'),
    ...each('petition.by', petition.by),
    ...when(petition.temporaryLift !== undefined, 'petition.temporaryLift'),
    ...when(petition.verification.differentPerson, 'petition.verification.differentPerson'),
    ...when(entry.reviewEvery !== undefined, 'entry.reviewEvery'),
    ...when(!entry.endIsMinimum, 'entry.ends-with-its-term'),
  ];
}

function remedies(pack: Pack): string[] {
  const { objection, reviewProceedings, basisFalls, relisting, removal, retention, publication } = pack;
  return [
    ...each('removal.triggers', idsOf(removal.triggers)),
    ...when(publication.necessity !== undefined, 'publication.necessity'),
    ...when(relisting.afterProceedings, 'relisting.afterProceedings'),
    ...each('objection.lanes', objection?.lanes ?? []),
    ...when(objection?.unverifiable === 'remove', 'objection.unverifiable.remove'),
    ...when(objection?.disclosureMeanwhile === 'suspend', 'objection.disclosureMeanwhile.suspend'),
    ...reviewProceedings.flatMap(({ forum, stay }) => [
      `reviewProceedings.${forum}`,
      ...when(stay !== 'none', `reviewProceedings.${forum}.stay.ordered`),
      ...when(stay === 'automatic', `reviewProceedings.${forum}.stay.automatic`),
    ]),
    ...when(basisFalls.explainPublicly, 'basisFalls.explainPublicly'),
    ...when(relisting.newFactsOnly, 'relisting.newFactsOnly'),
    ...when(retention.afterwards === 'erase', 'retention.erase'),
  ];
}

/** What has to happen before anybody is listed. */
function guarantees(
  { notice, review, grounds, factors, authorities, entry, interim }: Pack,
  { ground }: CaseState,
): string[] {
  const own = grounds.find(({ id }) => id === ground);
  return [
    ...each('grounds.exclusions', idsOf(own?.exclusions ?? [])),
    ...each('grounds.requires', idsOf(own?.requires ?? [])),
    ...when(own?.limitation !== undefined, 'grounds.limitation'),
    ...counted('factors.atLeast', factors.atLeast),
    ...counted('authorities.officersAtLeast', authorities.officersAtLeast),
    ...counted('entry.identifiersAtLeast', entry.identifiersAtLeast),
    ...each('notice.contents', idsOf(notice.contents.items)),
    ...when(notice.hearing !== undefined, 'notice.hearing'),
    ...when(notice.hearing?.chairNotInvestigator, 'notice.hearing.chairNotInvestigator'),
    ...when(notice.generalDenialSuffices?.value !== false, 'notice.generalDenialSuffices'),
    ...review.separation.flatMap(({ act, notBy }) => each(`review.separation.${act}`, notBy)),
    ...each('review.consent', review.consent?.levels ?? []),
    ...each('review.collective', review.collective?.triggers ?? []),
    ...each('review.legalReview', review.legalReview?.triggers ?? []),
    ...when(review.recommendation !== undefined, 'review.recommendation'),
    ...each('review.decisionContents', idsOf(review.decisionContents.items)),
    ...when(review.standstill !== undefined, 'review.standstill'),
    ...when(review.standstill?.automaticStay, 'review.standstill.automaticStay'),
    ...each('review.together', review.together?.documents ?? []),
    ...when(interim?.credit !== undefined, 'interim.credit'),
    ...when(interim?.credit?.of === 'all', 'interim.credit.of-all'),
    ...when(interim?.automaticOn !== 'notice-sent', 'interim.only-by-decision'),
  ];
}

function repairBurdens({ petition }: Pack): string[] {
  return [
    ...each('petition.preconditions', idsOf(petition.preconditions)),
    ...each('petition.materials', idsOf(petition.materials)),
    ...when(petition.fraud?.restartsTerm, 'petition.fraud.restartsTerm'),
    ...when(petition.fraud?.noEarlyEnd, 'petition.fraud.noEarlyEnd'),
    ...when(petition.breach?.restartsTerm, 'petition.breach.restartsTerm'),
    ...when(petition.breach?.noEarlyEnd, 'petition.breach.noEarlyEnd'),
    ...when(petition.notDuringMeasures !== undefined, 'petition.notDuringMeasures'),
  ];
}

/** Who gets to see what of the subject. */
function disclosure({ publication, recipients }: Pack, { subject }: CaseState): string[] {
  return [
    ...(publication.public
      ? ['publication.public', ...each('publication.fields', publication.fields[subject.kind])]
      : []),
    ...recipients.flatMap(({ id, relation, fields }) => [
      `recipients.${id}`,
      ...when(relation === 'instructed', `recipients.${id}.instructed`),
      ...each(`recipients.${id}.fields`, fields),
    ]),
  ];
}

/** By whom measures that the subject bears, or may come to bear, are carried out. */
function carriedOut({ measures, grounds }: Pack, { ground, entry }: CaseState): string[] {
  const own = entry
    ? entry.measures.filter(({ endedAt }) => endedAt === undefined).map(({ id }) => id)
    : (grounds.find(({ id }) => id === ground)?.measures ?? []);
  return measures
    .filter(({ id }) => own.includes(id))
    .flatMap(({ id, implementers }) => each(`measures.${id}.implementers`, implementers));
}

function daysOf(state: CaseState, context: Context): Position['days'] {
  const { pack, today } = context;
  const days = new Map<string, { better: 'later' | 'earlier'; day: CivilDate | null }>();
  const own = pack.grounds.find(({ id }) => id === state.ground);
  const earliest = state.entry
    ? earliestPetition(state, context)?.date
    : dayAfter(own?.notBefore ?? pack.petition.notBefore, context);
  days.set('petition.notBefore', { better: 'earlier', day: earliest ?? today });
  for (const { forum, timeLimit } of pack.reviewProceedings)
    days.set(`reviewProceedings.${forum}.timeLimit`, {
      better: 'later',
      day: timeLimit ? (dayAfter(timeLimit, context) ?? null) : null,
    });
  days.set('relisting.barredFor', {
    better: 'later',
    day: dayAfter(pack.relisting.barredFor, context) ?? today,
  });
  days.set('retention', { better: 'earlier', day: dayAfter(pack.retention, context) ?? null });
  return days;
}

/** The last day of a length that would begin today: for comparing lengths of two versions. */
function dayAfter(length: Bound | undefined, { pack, calendars, today }: Context): CivilDate | undefined {
  if (length === undefined) return undefined;
  const derived = deriveDeadline({ rule: plainPeriod(pack, length), from: today }, calendars);
  return derived.kind === 'deadline' ? (derived.due ?? undefined) : undefined;
}
