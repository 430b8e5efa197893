import type { Calendars } from '../../domain/calendar/calendar.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { Actor, Command } from '../../domain/case/commands.ts';
import { decide, decideOpening, isOpening, type Decision } from '../../domain/case/decide.ts';
import type { Recorded } from '../../domain/case/evolve.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { Context, OtherCase } from '../../domain/case/handler.ts';
import type { CaseState, TextRef } from '../../domain/case/state.ts';
import type { Pack, Role } from '../../domain/regime/pack.ts';
import { loadCalendars } from '../../regimes/load-calendars.ts';
import { loadPacks } from '../../regimes/load-packs.ts';

const loaded = loadPacks();
if (loaded.kind === 'broken') throw new Error(JSON.stringify(loaded.problems));

/** The packs and calendars as shipped. */
export const catalogue = loaded.catalogue;
export const calendars: Calendars = loadCalendars();

export function packOf(regime: string, version: string): Pack {
  const pack = catalogue.pack(regime, version);
  if (pack === undefined) throw new Error(`no pack ${regime} ${version}`);
  return pack;
}

export const text = (id: string): TextRef => ({ id, digest: id.padEnd(64, '0') });

export function person(
  id: string,
  roles: readonly Role[],
  more: { authority?: string; caseId?: string; recipient?: string; onBehalfOf?: string } = {},
): Actor {
  return { kind: 'person', person: id, roles, ...more };
}

/** What was asked of a case, and what came of it. */
export type Asked = {
  readonly at: string;
  readonly actor: Actor;
  readonly command: Command;
  readonly decision: Decision;
  /** The case after it. */
  readonly state: CaseState | null;
};

/** Plays commands against the decider, in memory; every refusal and every event is kept. */
export class Play {
  state: CaseState | null = null;
  /** The case that commands about another one name. */
  other: OtherCase | undefined;
  readonly asked: Asked[] = [];
  readonly recorded: Recorded[] = [];
  readonly pack: Pack;
  readonly caseId: string;

  constructor(pack: Pack, caseId = 'c1') {
    this.pack = pack;
    this.caseId = caseId;
  }

  context(at: string, actor: Actor): Context {
    return {
      pack: this.pack,
      calendars,
      at,
      today: localDate(at, this.pack.timezone),
      actor,
      ...(this.other && { other: this.other }),
    };
  }

  ask(at: string, actor: Actor, command: Command): Decision {
    const context = this.context(at, actor);
    const decision = this.#decide(command, context);
    if (decision.kind === 'ruled') {
      this.state = decision.state;
      this.recorded.push(...decision.recorded);
    }
    this.asked.push({ at, actor, command, decision, state: this.state });
    return decision;
  }

  #decide(command: Command, context: Context): Decision {
    if (this.state === null) {
      if (!isOpening(command)) throw new Error('the case is not open');
      return decideOpening(this.caseId, command, context);
    }
    if (isOpening(command)) throw new Error('the case is open');
    return decide(this.state, command, context);
  }

  /** Lets the clocks run to an instant. */
  until(at: string): void {
    this.ask(at, { kind: 'clock' }, { type: 'keep-clocks' });
  }

  get now(): CaseState {
    if (this.state === null) throw new Error('the case is not open');
    return this.state;
  }

  get events(): readonly { readonly at: string; readonly event: CaseEvent }[] {
    return this.recorded;
  }
}

/** The rules a refusal names; empty when it was ruled. */
export function refusedBy(decision: Decision): string[] {
  return decision.kind === 'refused' ? decision.refusals.map((each) => each.rule) : [];
}
