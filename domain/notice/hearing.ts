import { deriveDeadline } from '../calendar/deadline.ts';
import { ruled, unless, type Context, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { actorName, personsOf, type CommandMap } from '../case/commands.ts';
import type { CaseEvent } from '../case/events.ts';
import { mandateCovers } from '../holder/mandate.ts';
import { noticeServed } from './gates.ts';
import { postedFor, type Posting } from './posted.ts';
import { undecided } from './respond.ts';
import { plainPeriod } from '../regime/plain-period.ts';

/**
 * The subject asks for an oral hearing, for one of the reasons the law knows, while the window for it runs, or by what was
 * posted while it ran. A request that arrives after the record was closed opens it again: the hearing is held first.
 */
export const requestHearing: Handler<'request-hearing'> = {
  stages: ['notice', 'list-review'],
  by: ['subject', 'caseworker'],
  records: 'hearing-requested',
  ready: (state, context) => ready(state, context),
  rule: (state, { trigger, posted }, context) => {
    const refusals = ready(state, context, posted);
    const law = context.pack.notice.hearing;
    if (law && !law.triggers.includes(trigger))
      refusals.push(
        against(
          'notice.hearing.triggers',
          law,
          `A hearing is not held because of "${trigger}".`,
          law.triggers,
        ),
      );
    return unless(refusals, () => [
      ...(state.stage === 'list-review' ? [{ type: 'record-reopened' as const }] : []),
      { type: 'hearing-requested', trigger, ...(posted && { posted }) },
    ]);
  },
};

function ready(state: CaseState, context: Context, posted?: Posting): Refusal[] {
  const { pack } = context;
  const refusals = undecided(state);
  const law = pack.notice.hearing;
  if (law === undefined)
    return [onPrinciple('notice.hearing', promises.law, 'The regime has no oral hearing.', ['respond'])];
  if (state.hearing)
    refusals.push(onPrinciple('notice.hearing', promises.notice, 'A hearing has been requested already.'));
  if (posted && noticeServed(state).length === 0)
    refusals.push(...postedFor(state, law.requestBy, posted, context));
  else if (noticeServed(state).length === 0 && state.clocks[law.requestBy] === undefined)
    refusals.push(
      against('notice.hearing.requestBy', law, 'The time to ask for a hearing is over.', ['respond']),
    );
  const dispute = pack.notice.generalDenialSuffices;
  if (dispute && !dispute.value && !state.responses.some((each) => each.nature === 'genuine-dispute'))
    refusals.push(
      against(
        'notice.generalDenialSuffices',
        dispute,
        'A hearing needs a genuine dispute of fact; a general denial does not raise one.',
        ['respond with the facts that are disputed'],
      ),
    );
  return refusals;
}

/** Fixes the hearing and tells the subject in time. */
export const noticeHearing: Handler<'notice-hearing'> = {
  stages: ['notice'],
  by: ['caseworker'],
  records: 'hearing-noticed',
  rule: (state, command, { pack, calendars, at }) => {
    const law = pack.notice.hearing;
    if (law === undefined || state.hearing === undefined)
      return {
        kind: 'refused',
        refusals: [
          onPrinciple('notice.hearing', promises.notice, 'No hearing has been requested.', [
            'request-hearing',
          ]),
        ],
      };
    const refusals: Refusal[] = [];
    refusals.push(...closedDoor(law, command));
    if (law.noticeAtLeast) {
      const rule = plainPeriod(pack, law.noticeAtLeast);
      const earliest = deriveDeadline({ rule, from: at }, calendars);
      if (earliest.kind === 'deadline' && earliest.due !== null && command.on < earliest.due)
        refusals.push(
          against(
            'notice.hearing.noticeAtLeast',
            law,
            `A hearing on ${command.on} leaves less than ${law.noticeAtLeast.amount} ${law.noticeAtLeast.unit}.`,
            [`On ${earliest.due} or later.`],
          ),
        );
    }
    const { on, chair, document, closedFor } = command;
    return unless(refusals, () => [
      { type: 'hearing-noticed', on, chair, public: command.public, closedFor, document },
    ]);
  },
};

/** Where hearings are public, one is closed only for a secret that the law names. */
function closedDoor(
  law: NonNullable<Context['pack']['notice']['hearing']>,
  command: CommandMap['notice-hearing'],
): Refusal[] {
  if (!law.public || command.public) return [];
  const reasons = law.closedFor ?? [];
  return reasons.some((each) => each === command.closedFor)
    ? []
    : [
        against(
          'notice.hearing.public',
          law,
          command.closedFor === null
            ? 'The hearing is held in public.'
            : `"${command.closedFor}" is no reason to close a hearing.`,
          ['A public hearing.', ...reasons.map((each) => `One that is closed for: ${each}`)],
        ),
      ];
}

/**
 * Records the hearing, by its chair. Who is absent with good reason is heard another day; absence without one is recorded
 * as what it is, and the case goes on.
 */
export const holdHearing: Handler<'hold-hearing'> = {
  stages: ['notice'],
  by: ['caseworker', 'reviewer'],
  records: 'hearing-held',
  rule: (state, command, { pack, today, actor }) => {
    const law = pack.notice.hearing;
    const { hearing } = state;
    if (law === undefined || hearing?.on === undefined)
      return {
        kind: 'refused',
        refusals: [
          onPrinciple('notice.hearing', promises.notice, 'No hearing has been fixed.', ['notice-hearing']),
        ],
      };
    const refusals: Refusal[] = [];
    if (hearing.heldAt !== undefined)
      refusals.push(onPrinciple('notice.hearing', promises.notice, 'The hearing has been held.'));
    if (today < hearing.on)
      refusals.push(against('notice.hearing.on', law, `The hearing is on ${hearing.on}; today is ${today}.`));
    if (actor.kind === 'person' && actor.person !== hearing.chair)
      refusals.push(against('notice.hearing.chair', law, `The hearing is chaired by ${hearing.chair}.`));
    if (law.agentsAtMost !== undefined && command.agents.length > law.agentsAtMost)
      refusals.push(
        against(
          'notice.hearing.agents',
          law,
          `${command.agents.length} agents; at most ${law.agentsAtMost} may appear.`,
        ),
      );
    refusals.push(...command.agents.flatMap((each) => mandateCovers(each, 'hearing', today)));
    if (command.attended && command.absence !== null)
      refusals.push(
        onPrinciple('notice.hearing.absence', promises.notice, 'Who attended has no absence to excuse.'),
      );
    const { attended, agents, absence, record } = command;
    // Where the window ended meanwhile, it was only the hearing that kept the record open.
    const open = Object.values(state.clocks).some((clock) => clock.effect === 'record-closes');
    return unless(refusals, (): CaseEvent[] => {
      if (absence?.good) return [{ type: 'hearing-adjourned', absence: absence.reason, record }];
      return [
        { type: 'hearing-held', attended, agents, absence: absence?.reason ?? null, record },
        ...(open ? [] : [{ type: 'record-closed' as const, how: 'window-ended' as const }]),
      ];
    });
  },
};

/** Anybody in the case may ask that an officer stand back; the work does not stop meanwhile. */
export const requestRecusal: Handler<'request-recusal'> = {
  stages: ['determination', 'notice', 'list-review', 'listed'],
  by: ['subject', 'caseworker', 'reviewer', 'supervisor'],
  records: 'recusal-requested',
  rule: (_state, { person, reasons }) => ruled({ type: 'recusal-requested', person, reasons }),
};

/** A supervisor decides on a recusal: never the officer concerned, in person or for another, nor a deputy for him. Granted, that person acts in this case no more. */
export const decideRecusal: Handler<'decide-recusal'> = {
  stages: ['determination', 'notice', 'list-review', 'listed'],
  by: ['supervisor'],
  records: 'recusal-decided',
  rule: (state, command, { actor }) => {
    const refusals: Refusal[] = [];
    if (!state.recusals.some((each) => each.person === command.person && each.status === 'requested'))
      refusals.push(
        onPrinciple('recusal', promises.persons, `No recusal of ${command.person} has been requested.`),
      );
    if (personsOf(actorName(actor)).includes(command.person))
      refusals.push(
        onPrinciple('recusal', promises.persons, 'Nobody decides on their own recusal.', [
          'Another supervisor.',
        ]),
      );
    const { person, granted, reasons } = command;
    return unless(refusals, () => [{ type: 'recusal-decided', person, granted, reasons }]);
  },
};
