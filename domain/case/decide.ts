import { openCase } from '../determination/open-case.ts';
import { adoptEntry, twoPersons } from '../measures/adopt-entry.ts';
import { localDate } from '../calendar/local-time.ts';
import { updatesOwed } from '../register/copies.ts';
import { agenda, dayEnding } from './agenda.ts';
import { clockEvents } from './clocks.ts';
import {
  actorName,
  personsOf,
  type Actor,
  type Command,
  type CommandMap,
  type CommandOf,
} from './commands.ts';
import type { CaseEvent } from './events.ts';
import { begin, evolve, type Recorded } from './evolve.ts';
import { functionOf, heldBy } from './functions.ts';
import { ruled, unless, type Context, type Handler, type Ruling } from './handler.ts';
import { ruleMoment } from './keep-clocks.ts';
import { procedure, type ActType, type OpeningType } from './procedure.ts';
import { onPrinciple, promises, type Refusal } from './refusal.ts';
import { keptApart, stoodBack } from './separation.ts';
import type { CaseState } from './state.ts';

/** What a command does to a case: the events to record and the case after them, or why it may not be. */
export type Decision =
  | { readonly kind: 'ruled'; readonly recorded: readonly Recorded[]; readonly state: CaseState }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] };

export function isOpening(command: Command): command is CommandOf<OpeningType> {
  return command.type === 'open-case' || command.type === 'adopt-entry';
}

/** Rules a command that opens the case `caseId`. */
export function decideOpening(caseId: string, command: CommandOf<OpeningType>, context: Context): Decision {
  const [first, ...rest] = mayOpen(command, context.actor);
  if (first) return { kind: 'refused', refusals: [first, ...rest] };
  const ruling = command.type === 'open-case' ? openCase(command, context) : adoptEntry(command, context);
  return carry(null, caseId, ruling, context);
}

/**
 * Rules a command on an open case. First the moments that are due by then, each at its own instant: whoever comes
 * after a clock has run out finds the case as the law left it, whether or not the engine was there. Then stage, role,
 * authority and separation of persons, then the command's own law. A refusal records nothing at all.
 */
export function decide(before: CaseState, command: CommandOf<ActType>, context: Context): Decision {
  const caughtUp = catchUp(before, context);
  const [first, ...rest] = admission(caughtUp.state, command.type, context);
  if (first) return { kind: 'refused', refusals: [first, ...rest] };
  const ruling = apart(caughtUp.state, ruleAct(command.type, caughtUp.state, command, context), context);
  const decision = carry(caughtUp.state, before.caseId, ruling, context);
  return decision.kind === 'refused'
    ? decision
    : { ...decision, recorded: [...caughtUp.recorded, ...decision.recorded] };
}

type CaughtUp = { readonly recorded: readonly Recorded[]; readonly state: CaseState };

/** The case as its clocks have left it by `context.at`. */
export function catchUp(before: CaseState, context: Context): CaughtUp {
  const recorded: Recorded[] = [];
  let state = before;
  for (;;) {
    const [moment] = agenda(state);
    if (moment === undefined || moment.at > context.at) return { recorded, state };
    const then: Context = {
      ...context,
      at: moment.at,
      today:
        moment.rung === null
          ? dayEnding(moment.at, context.pack.timezone)
          : localDate(moment.at, context.pack.timezone),
      actor: { kind: 'clock' },
    };
    const carried = carry(state, state.caseId, ruled(...ruleMoment(state, moment, then)), then);
    if (carried.kind === 'refused') return { recorded, state };
    recorded.push(...carried.recorded);
    state = carried.state;
  }
}

function ruleAct<T extends ActType>(
  type: T,
  state: CaseState,
  command: CommandMap[T],
  context: Context,
): Ruling {
  const handler: Handler<T> = procedure[type];
  return handler.rule(state, command, context);
}

/** A ruling stands only if nobody behind it is on two sides: neither who acts nor anybody who is named as acting too. */
function apart(state: CaseState, ruling: Ruling, { actor, pack }: Context): Ruling {
  if (ruling.kind === 'refused' || actor.kind !== 'person') return ruling;
  const held = ruling.events.flatMap((event) => heldBy(event, actorName(actor), state));
  const refusals = held.flatMap((each) => [
    ...keptApart(state, each, pack),
    ...stoodBack(state, each.persons),
  ]);
  return unless(refusals, () => ruling.events);
}

/** Why an actor may not even ask: the sequence, the role, the authority, or the person. Empty when the way is free. */
export function admission(state: CaseState, type: ActType, context: Context): Refusal[] {
  const { stages, by, records } = procedure[type];
  const refusals: Refusal[] = [];
  if (!stages.includes(state.stage))
    refusals.push(
      onPrinciple('sequence', promises.law, `"${type}" is not possible in the stage ${state.stage}.`, [
        `It belongs to: ${stages.join(', ')}`,
      ]),
    );
  const { actor, pack } = context;
  if (actor.kind !== 'person') {
    if (!by.includes(actor.kind))
      refusals.push(onPrinciple('roles', promises.law, `The ${actor.kind} cannot "${type}".`));
    return refusals;
  }
  const acting = actor.roles.filter((role) => by.includes(role));
  if (acting.length === 0)
    refusals.push(
      onPrinciple(
        'roles',
        promises.law,
        `"${type}" is not an act of: ${actor.roles.join(', ') || 'no role'}.`,
        [`By: ${by.join(', ')}`],
      ),
    );
  else if (!acting.some((role) => entitled(role, actor, state, type)))
    refusals.push(
      onPrinciple(
        'authority',
        promises.law,
        `${actor.person} has no right in this case: rights are per authority and per case.`,
        [`By: ${by.join(', ')} of ${holderFor(type, state)}`],
      ),
    );
  const persons = personsOf(actorName(actor));
  const held = records && functionOf(records, state);
  return [
    ...refusals,
    ...(held ? keptApart(state, { function: held, persons }, pack) : []),
    ...stoodBack(state, persons),
  ];
}

/** The authority whose persons may act: until it has accepted, the receiving one only says whether it takes the case. */
function holderFor(type: ActType, { authority, transfer }: CaseState): string {
  const toReceiver = type === 'accept-transfer' || type === 'decline-transfer';
  return (toReceiver ? transfer : undefined)?.to.id ?? authority.id;
}

function entitled(
  role: string,
  actor: Extract<Actor, { kind: 'person' }>,
  state: CaseState,
  type: ActType,
): boolean {
  if (role === 'subject') return actor.caseId === state.caseId;
  if (role === 'recipient') return actor.recipient !== undefined;
  if (role === 'administrator') return true;
  if (role === 'superior-authority')
    return actor.authority !== undefined && actor.authority === state.authority.superior;
  return (
    actor.authority === holderFor(type, state) ||
    (role === 'publisher' && actor.authority !== undefined && actor.authority === state.publishedBy?.id)
  );
}

/** A case is opened by a caseworker of its authority; an existing list is taken over by the engine, for two persons. */
function mayOpen(command: CommandOf<OpeningType>, actor: Actor): Refusal[] {
  if (command.type === 'adopt-entry')
    return actor.kind === 'engine'
      ? twoPersons(command)
      : [
          onPrinciple('roles', promises.law, 'An entry is taken over with an approved import only.', [
            'Bring the list in.',
          ]),
        ];
  const caseworker = actor.kind === 'person' && actor.roles.includes('caseworker');
  return caseworker && actor.authority === command.authority.id
    ? []
    : [
        onPrinciple(
          'roles',
          promises.law,
          `"${command.type}" is an act of a caseworker of ${command.authority.id}.`,
          [`By: caseworker of ${command.authority.id}`],
        ),
      ];
}

/** Folds a ruling's events into the case, and after each the clocks that it meets and arms. */
function carry(before: CaseState | null, caseId: string, ruling: Ruling, context: Context): Decision {
  if (ruling.kind === 'refused') return ruling;
  const actor = actorName(context.actor);
  const recorded: Recorded[] = [];
  let state = before;
  let law = context;
  const record = (event: CaseEvent): void => {
    const entry: Recorded = { event, at: context.at, actor };
    recorded.push(entry);
    state = state === null ? begin(caseId, entry) : evolve(state, entry);
  };
  for (const event of ruling.events) {
    record(event);
    // From its adoption on, the other version is the law of the case.
    if (event.type === 'version-adopted' && context.adopting)
      law = { ...context, pack: context.adopting.pack };
    if (state !== null) for (const change of clockEvents(state, event, law)) record(change);
  }
  if (state === null) throw new Error('a ruling that opens a case must begin with its opening');
  const duties = updatesOwed(before, state);
  if (duties.length > 0) record({ type: 'duties-opened', duties });
  return { kind: 'ruled', recorded, state };
}
