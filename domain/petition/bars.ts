import { deriveDeadline } from '../calendar/deadline.ts';
import { addDays } from '../calendar/local-time.ts';
import type { Context, EarlierCase } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState, CivilDate } from '../case/state.ts';
import type { Cited } from '../regime/cited.ts';
import type { Pack } from '../regime/pack.ts';
import { plainPeriod } from '../regime/plain-period.ts';
import { onRecord, CORRECTED } from './amends.ts';

/** What bars a petition whatever it contains. Filing is refused for these, and for nothing that can be supplied later. */
export function mayPetition(state: CaseState, context: Context): Refusal[] {
  const { pack, today } = context;
  const refusals: Refusal[] = [];
  if (!pack.petition.allowed)
    refusals.push(
      against('petition.allowed', pack.petition, 'The regime excludes repair by petition for these entries.'),
    );
  const ground = pack.grounds.find((each) => each.id === state.ground);
  if (ground?.repairable && !ground.repairable.allowed)
    refusals.push(
      against(
        'grounds.repairable',
        ground.repairable,
        `The regime excludes repair for the ground "${ground.id}".`,
      ),
    );
  if (state.entry?.noEarlyEnd && pack.petition.fraud)
    refusals.push(
      against(
        'petition.fraud',
        pack.petition.fraud,
        'After a repair obtained by fraud the entry runs to its end.',
      ),
    );
  if (state.petitions.some((each) => ['filed', 'incomplete', 'accepted'].includes(each.status)))
    refusals.push(
      onPrinciple('petition.pending', promises.repair, 'A petition is pending already.', [
        'Wait for its decision, or withdraw it.',
      ]),
    );
  return [...refusals, ...tooEarly(state, context, today), ...byOtherCases(state, context)];
}

function tooEarly(state: CaseState, context: Context, today: CivilDate): Refusal[] {
  const law = notBeforeOf(state, context.pack);
  if (law?.from === 'corrected' && onRecord(state, CORRECTED) === null)
    return [
      against('petition.notBefore', law, 'It counts from the correction, which is not on record.', [
        'record-amends',
      ]),
    ];
  const earliest = earliestPetition(state, context);
  return earliest && today < earliest.date
    ? [
        against(
          earliest.rule,
          earliest.law,
          `A petition is possible from ${earliest.date}; today is ${today}.`,
          [`File on ${earliest.date} or later.`],
        ),
      ]
    : [];
}

/** Preconditions that the record itself can tell: what the other cases about the same subject say. */
function byOtherCases(state: CaseState, { pack, earlier = [] }: Context): Refusal[] {
  return pack.petition.preconditions.flatMap((condition) => {
    const against_ = earlier.find((each) => stands(condition.check, each, state));
    return against_
      ? [
          against(
            'petition.preconditions',
            condition,
            `The case ${against_.caseId} about the same subject stands against "${condition.id}".`,
          ),
        ]
      : [];
  });
}

type Check = Pack['petition']['preconditions'][number]['check'];

/** Whether another case about the same subject stands against a precondition. */
export function stands(check: Check, other: EarlierCase, state: CaseState): boolean {
  switch (check) {
    case undefined:
      return false;
    case 'no-new-case':
      return (
        other.regime === state.regime &&
        (other.stage !== 'closed' || other.removedAt !== null) &&
        other.instrumentOn !== null &&
        other.instrumentOn > (state.entry?.from ?? '')
      );
    case 'not-on-another-list':
      return other.stage === 'listed';
  }
}

export type Earliest = { readonly date: CivilDate; readonly rule: string; readonly law: Cited };

/** The first day on which the regime lets the subject petition; none if at once, or if what it counts from is not known. */
export function earliestPetition(state: CaseState, context: Context): Earliest | null {
  const [first = null, second = null] = [waited(state, context), measuresOver(state, context)].filter(
    (each) => each !== null,
  );
  return first && second && second.date > first.date ? second : first;
}

function notBeforeOf(state: CaseState, pack: Pack): Pack['petition']['notBefore'] {
  return pack.grounds.find((each) => each.id === state.ground)?.notBefore ?? pack.petition.notBefore;
}

/** The time that has to pass before any petition. */
function waited(state: CaseState, { pack, calendars }: Context): Earliest | null {
  const law = notBeforeOf(state, pack);
  if (law === undefined || state.entry === undefined) return null;
  const starts: Record<typeof law.from, string | null | undefined> = {
    listed: state.entry.from,
    published: state.entry.publishedAt ?? state.entry.from,
    decision: state.listing?.at ?? state.entry.from,
    instrument: state.instrument?.date,
    corrected: onRecord(state, CORRECTED)?.on,
  };
  const from = starts[law.from];
  if (from == null) return null;
  const derived = deriveDeadline({ rule: plainPeriod(pack, law), from }, calendars);
  return derived.kind === 'deadline' && derived.due !== null
    ? { date: derived.due, rule: 'petition.notBefore', law }
    : null;
}

/** The day after the last measure with a term of its own, where the regime lets nobody petition while one runs. */
function measuresOver({ entry }: CaseState, { pack, at }: Context): Earliest | null {
  const law = pack.petition.notDuringMeasures;
  if (law === undefined) return null;
  const last = (entry?.measures ?? [])
    .filter(({ end, endedAt }) => endedAt === undefined && end !== null && end > at)
    .flatMap(({ until }) => until ?? [])
    .sort()
    .at(-1);
  return last === undefined ? null : { date: addDays(last, 1), rule: 'petition.notDuringMeasures', law };
}
