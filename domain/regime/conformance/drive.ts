import { addDays, atLocalTime, localDate } from '../../calendar/local-time.ts';
import type { Actor, Command, CommandOf } from '../../case/commands.ts';
import { decide, decideOpening, type Decision } from '../../case/decide.ts';
import type { Recorded } from '../../case/evolve.ts';
import type { CaseEvent } from '../../case/events.ts';
import type { Context } from '../../case/handler.ts';
import type { ActType, OpeningType } from '../../case/procedure.ts';
import type { Refusal } from '../../case/refusal.ts';
import type { CaseState, CivilDate, Clock, Instant } from '../../case/state.ts';
import type { Bench } from './probe.ts';
import type { Pack } from '../pack.ts';

/** What is asked of an open case. */
export type Act = Exclude<Command, { type: 'open-case' | 'adopt-entry' }>;

/** Thrown when a case cannot be brought to where a probe starts; the report shows it as a broken rule. */
export class OffCourse extends Error {
  override readonly name = 'OffCourse';
}

/**
 * One generated case, driven through the decider. What is asked follows the pack as it is written; what rules is the
 * pack that the engine has, which in a proof may be another one. Time is the case's own: it stands still between
 * commands and moves when told.
 */
export class Drive {
  readonly bench: Bench;
  /** The pack as it is written. */
  readonly pack: Pack;
  readonly events: Recorded[] = [];
  at: Instant;
  #state: CaseState | undefined;

  constructor(bench: Bench) {
    this.bench = bench;
    this.pack = bench.pack;
    this.at = morning(firstDay(bench.pack), bench.pack.timezone);
  }

  get state(): CaseState {
    if (this.#state === undefined) throw new OffCourse('the case is not open');
    return this.#state;
  }

  get today(): CivilDate {
    return localDate(this.at, this.pack.timezone);
  }

  clock(rule: string): Clock | undefined {
    return Object.values(this.#state?.clocks ?? {}).find((each) => each.rule === rule);
  }

  happened(type: CaseEvent['type']): boolean {
    return this.events.some(({ event }) => event.type === type);
  }

  /** The last event of a kind. */
  last<T extends CaseEvent['type']>(type: T): Extract<CaseEvent, { type: T }> | undefined {
    const found = this.events.findLast(({ event }) => event.type === type)?.event;
    return isOf(found, type) ? found : undefined;
  }

  context(actor: Actor): Context {
    const { engine, calendars } = this.bench;
    return { pack: engine, calendars, at: this.at, today: localDate(this.at, engine.timezone), actor };
  }

  /** Asks without keeping the answer. */
  peek(actor: Actor, command: Act): Decision {
    return decide(this.state, command satisfies CommandOf<ActType>, this.context(actor));
  }

  /** Asks, and keeps what was ruled. */
  ask(actor: Actor, command: Act): Decision {
    return this.#keep(this.peek(actor, command));
  }

  /** Asks for something that must be lawful here. */
  must(actor: Actor, command: Act): this {
    lawful(command.type, this.ask(actor, command));
    return this;
  }

  tryOpening(
    command: Extract<Command, { type: 'open-case' }>,
    actor: Actor,
    beside: Pick<Context, 'earlier' | 'other'>,
  ): Decision {
    const context = { ...this.context(actor), ...beside };
    return this.#keep(decideOpening('conformance', command satisfies CommandOf<OpeningType>, context));
  }

  /** Brings the case under another version of its law. */
  adopt(pack: Pack): this {
    const { version } = pack;
    const context = { ...this.context({ kind: 'engine' }), adopting: { pack, record: this.events } };
    const command = { type: 'adopt-version' as const, change: 'conformance', version };
    lawful('adopt-version', this.#keep(decide(this.state, command, context)));
    return this;
  }

  #keep(decision: Decision): Decision {
    if (decision.kind === 'refused') return decision;
    this.#state = decision.state;
    this.events.push(...decision.recorded);
    return decision;
  }

  /** Lets time pass to an instant, and the clocks with it. */
  until(at: Instant): this {
    if (at > this.at) this.at = at;
    return this.must({ kind: 'clock' }, { type: 'keep-clocks' });
  }

  /** Lets time pass to ten in the morning of a day. */
  untilDay(date: CivilDate): this {
    return this.until(morning(date, this.pack.timezone));
  }

  /** Lets whole days pass, to the same time of day. */
  days(days: number): this {
    return this.untilDay(addDays(this.today, days));
  }
}

function isOf<T extends CaseEvent['type']>(
  event: CaseEvent | undefined,
  type: T,
): event is Extract<CaseEvent, { type: T }> {
  return event?.type === type;
}

/** Throws where something was refused that must be lawful. */
export function lawful(what: string, decision: Decision): void {
  if (decision.kind === 'refused')
    throw new OffCourse(`${what} was refused: ${decision.refusals.map(({ detail }) => detail).join(' ')}`);
}

/** A day on which cases are opened under the pack: after it came into force, and on which calendars are known. */
export function firstDay(pack: Pack): CivilDate {
  const soon = addDays(pack.effective.from, 14);
  return soon > '2024-03-04' ? soon : '2024-03-04';
}

/** Ten in the morning. */
export function morning(date: CivilDate, timezone: string): Instant {
  return atLocalTime(date, '10:00', timezone).replace('Z', '.000Z');
}

/** Whether a decision was refused by a rule, with its citation. */
export function refusedBy(decision: Decision, rule: string, cite?: string): boolean {
  return refusals(decision).some(
    (each) => each.rule === rule && (cite === undefined || each.citation === cite),
  );
}

/** What a decision refuses, if it does. */
export function refusals(decision: Decision): readonly Refusal[] {
  return decision.kind === 'refused' ? decision.refusals : [];
}
