import { actorName, type Actor, type Command } from '../../domain/case/commands.ts';
import type { Decision } from '../../domain/case/decide.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { Role } from '../../domain/regime/pack.ts';
import { person, Play } from './law.ts';
import { Registry } from './registry.ts';

/** What a human being had a hand in: the event, what it is about, and everybody who was behind it in flesh and blood. */
export type Hand = {
  readonly event: CaseEvent;
  readonly humans: readonly string[];
  readonly entryStood: boolean;
};

export type Token = {
  readonly account: string;
  readonly onBehalfOf?: string;
  readonly roles: readonly Role[];
  readonly authority: string;
};

export const cheats = ['ann', 'bob', 'dee', 'eve'] as const;
const honest = ['sun', 'ma', 'qian', 'panel', 'li', 'wang', 'zhao', 'chen', 'lu'] as const;
const allRoles: readonly Role[] = ['caseworker', 'reviewer', 'supervisor', 'publisher', 'superior-authority'];

/**
 * A case at which human beings work through accounts, over the registry of persons as the API keeps it. Who is behind an
 * account in flesh and blood is kept here, and the registry is not asked for it.
 */
export class Backstage extends Play {
  readonly registry = new Registry();
  readonly hands: Hand[] = [];
  /** The human behind each account. */
  readonly owners = new Map<string, string>();
  /** By which account each person of the lawful path is played. */
  masks: Readonly<Record<string, string>> = {};
  /** What the lawful path says of the case: triggers of collective decision and legal review. */
  traits: readonly string[] = [];
  refusedApart = 0;

  /** Registers everybody, the cheats with three accounts each. */
  cast(): void {
    for (const human of [...cheats, ...honest])
      for (const account of [human, `${human}-2`, `${human}-3`]) {
        this.registry.assign(account, human);
        this.owners.set(account, human);
      }
    for (const human of [...cheats, ...honest])
      for (const authority of ['a1', 'a0']) this.registry.register(human, authority, allRoles);
  }

  /** The lawful path asks through here, with the persons of its cast played by whoever wears their mask. */
  override ask(at: string, actor: Actor, command: Command): Decision {
    if (actor.kind !== 'person' || actor.roles.includes('subject') || actor.recipient !== undefined)
      return super.ask(at, actor, command);
    const account = this.#masked(actor.person);
    return (
      this.act(
        at,
        { account, roles: actor.roles, authority: actor.authority ?? '' },
        this.#special(renamed(command, (name) => this.#masked(name))),
      ) ?? { kind: 'refused', refusals: [unheard] }
    );
  }

  /** One request over the API: the token is identified, the names in the body are resolved, the decider rules. */
  act(at: string, { account, onBehalfOf, roles, authority }: Token, command: Command): Decision | null {
    const claims = { account, roles, authority, ...(onBehalfOf !== undefined && { onBehalfOf }) };
    const actor = this.registry.act(claims, at.slice(0, 10));
    if (actor === null) return null;
    const names = namesIn(command);
    const persons = this.registry.named(names);
    if (persons === null) return null;
    const resolved = renamed(command, (name) => this.registry.personOf(name));
    const entryStood = this.state?.entry !== undefined;
    const decision = super.ask(at, actor, withoutDoubles(resolved));
    if (decision.kind === 'refused') {
      if (decision.refusals.some(({ rule }) => rule === 'review.separation' || rule === 'recusal'))
        this.refusedApart += 1;
      return decision;
    }
    const own = [account, ...(onBehalfOf === undefined ? [] : [onBehalfOf])];
    for (const { event, actor: name } of decision.recorded)
      if (name === actorName(actor)) {
        const behind =
          event.type === 'hearing-noticed'
            ? names
            : event.type === 'determination-recorded' || event.type === 'listing-approved'
              ? [...own, ...names]
              : own;
        this.hands.push({
          event,
          entryStood,
          humans: behind.map((each) => this.owners.get(each) ?? each),
        });
      }
    return decision;
  }

  #special(command: Command): Command {
    return command.type === 'record-determination' ? { ...command, traits: this.traits } : command;
  }

  #masked(name: string): string {
    return this.masks[name] ?? name;
  }
}

const unheard = {
  rule: 'person',
  citation: 'none',
  status: 'principle',
  detail: 'not let in',
  lawful: [],
} as const;

/** The names of persons that a command's body gives. */
function namesIn(command: Command): readonly string[] {
  if (command.type === 'record-determination') return command.officers;
  if (command.type === 'approve-listing') return command.members;
  if (command.type === 'notice-hearing') return [command.chair];
  return command.type === 'request-recusal' || command.type === 'decide-recusal' ? [command.person] : [];
}

/** The same command, with its names replaced. */
export function renamed(command: Command, by: (name: string) => string): Command {
  if (command.type === 'record-determination') return { ...command, officers: command.officers.map(by) };
  if (command.type === 'approve-listing') return { ...command, members: command.members.map(by) };
  if (command.type === 'notice-hearing') return { ...command, chair: by(command.chair) };
  return command.type === 'request-recusal' || command.type === 'decide-recusal'
    ? { ...command, person: by(command.person) }
    : command;
}

function withoutDoubles(command: Command): Command {
  if (command.type === 'record-determination')
    return { ...command, officers: [...new Set(command.officers)] };
  return command.type === 'approve-listing'
    ? { ...command, members: [...new Set(command.members)] }
    : command;
}

export const subjectOf = (play: Play): Actor => person('subject-1', ['subject'], { caseId: play.caseId });
