import { deriveDeadline } from '../calendar/deadline.ts';
import { unless, type Context, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState, CivilDate } from '../case/state.ts';
import { missing } from '../regime/legality.ts';

/** The subject's application for repair. It costs nothing; what is missing is named at once, with the earliest day. */
export const filePetition: Handler<'file-petition'> = {
  stages: ['listed'],
  by: ['subject', 'caseworker'],
  records: 'petition-filed',
  ready: mayPetition,
  rule: (state, command, context) => {
    const { petition } = context.pack;
    const refusals: Refusal[] = [...mayPetition(state, context)];
    const lackingMaterials = missing(petition.materials, command.materials);
    for (const material of petition.materials.filter((each) => lackingMaterials.includes(each.id)))
      refusals.push(
        against('petition.materials', material, `The petition lacks: ${material.id}.`, [
          `Add ${material.id}.`,
        ]),
      );
    for (const condition of petition.preconditions.filter((each) => !command.met.includes(each.id)))
      refusals.push(
        against('petition.preconditions', condition, `Not shown to be met: ${condition.id}.`, [
          `Show ${condition.id}.`,
        ]),
      );
    if (command.fee > petition.fee.amount)
      refusals.push(against('petition.fee', petition.fee, 'A petition costs nothing; no fee may be taken.'));
    if (command.mandate !== null && !petition.by.includes('agent'))
      refusals.push(against('petition.by', petition, 'The regime wants the subject to petition in person.'));
    return unless(refusals, () => [
      {
        type: 'petition-filed',
        ref: `p${state.petitions.length + 1}`,
        statement: command.statement,
        materials: command.materials,
        agent: command.mandate !== null,
      },
    ]);
  },
};

/** What bars a petition whatever it contains. */
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
        'Wait for its decision.',
      ]),
    );
  const earliest = earliestPetition(state, context);
  if (earliest && today < earliest.date)
    refusals.push(
      against(
        'petition.notBefore',
        earliest.law,
        `A petition is possible from ${earliest.date}; today is ${today}.`,
        [`File on ${earliest.date} or later.`],
      ),
    );
  return refusals;
}

/** The first day on which the regime lets the subject petition, counted from listing or publication; none if at once. */
export function earliestPetition(
  state: CaseState,
  { pack, calendars }: Context,
): { readonly date: CivilDate; readonly law: NonNullable<Context['pack']['petition']['notBefore']> } | null {
  const law = pack.grounds.find((each) => each.id === state.ground)?.notBefore ?? pack.petition.notBefore;
  if (law === undefined || state.entry === undefined) return null;
  const starts: Record<typeof law.from, string | undefined> = {
    listed: state.entry.from,
    published: state.entry.publishedAt ?? state.entry.from,
    decision: state.listing?.at ?? state.entry.from,
    instrument: state.instrument?.date,
    corrected: state.entry.from,
  };
  const from = starts[law.from];
  if (from === undefined) return null;
  const derived = deriveDeadline(
    { rule: { ...law, calendar: pack.calendar, timezone: pack.timezone }, from },
    calendars,
  );
  return derived.kind === 'deadline' && derived.due !== null ? { date: derived.due, law } : null;
}
