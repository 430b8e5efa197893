import { Document, isMap, isSeq, visit } from 'yaml';
import { openapiDocument } from '../../api/openapi.ts';
import { memberOf, textOf } from '../../cli/play/json-value.ts';
import { operationsOf, type Operations } from '../../cli/play/operations.ts';
import type { Actor, Command } from '../../domain/case/commands.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import type { Asked } from './law.ts';

let read: Operations | undefined;
const operations = (): Operations => (read ??= operationsOf(openapiDocument()));

/**
 * What was asked of a case in memory, as a scenario that `amends play` plays: who asks what and when, and what the decider
 * has answered. What clock and engine do is left out: a deployment does it by itself.
 */
export function asScenario(pack: Pack, asked: readonly Asked[], title: string): string {
  const persons = new Persons();
  const [opening, ...rest] = asked;
  if (opening?.command.type !== 'open-case') throw new Error('a sequence begins with an opening');
  const { command } = opening;
  const steps: object[] = [];
  let now = opening.at;
  for (const each of rest) {
    if (each.actor.kind !== 'person' && each !== rest.at(-1)) continue;
    if (each.at > now) steps.push({ until: each.at });
    now = each.at > now ? each.at : now;
    if (each.actor.kind !== 'person') continue;
    steps.push({ ...stepOf(each.command, persons.name(each.actor)), expect: expectedOf(each) });
  }
  const last = rest.at(-1);
  if (last?.state) steps.push({ expect: standing(last.state) });
  const by = persons.name(opening.actor);
  const [level = ''] = pack.authorities.competent;
  const { levels } = pack.authorities;
  const document = new Document({
    title,
    regime: pack.regime,
    version: pack.version,
    startsAt: opening.at,
    authorities: [
      { id: 'a0', title: 'Superior', level: levels[levels.indexOf(level) + 1] ?? level },
      { id: 'a1', title: 'Authority', level, superior: 'a0' },
    ],
    persons: persons.all(),
    subject: {
      name: 'The subject',
      identifiers: command.subject.identifiers.map((scheme) => ({ scheme, value: scheme })),
    },
    opening: { by, with: { ground: command.ground, instrument: plain(command.instrument) } },
    steps,
  });
  // A line for each step, person and authority.
  visit(document, {
    Collection: (_, node, path) => {
      const deep = path.filter((each) => isMap(each) || isSeq(each)).length;
      if ((isMap(node) || isSeq(node)) && deep >= 2) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** The persons of a scenario: each actor that differs from another gets a name of its own. */
class Persons {
  readonly #names = new Map<string, string>();
  readonly #persons: Record<string, object> = {};

  name(actor: Actor): string {
    if (actor.kind !== 'person') throw new Error('only persons act in a scenario');
    const { person, roles, authority, recipient, onBehalfOf } = actor;
    const key = JSON.stringify([person, roles, authority, recipient, onBehalfOf]);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = this.#free(onBehalfOf === undefined ? person : `${person}-for-${onBehalfOf}`);
    this.#names.set(key, name);
    // Whoever somebody stands in for has to be somebody.
    if (onBehalfOf !== undefined) this.#persons[onBehalfOf] ??= { roles, authority };
    this.#persons[name] = {
      ...(name !== person && { is: person }),
      roles,
      ...(authority !== undefined && { authority }),
      ...(recipient !== undefined && { recipient }),
      ...(onBehalfOf !== undefined && { onBehalfOf }),
    };
    if (name !== person) this.#persons[person] ??= { roles, authority };
    return name;
  }

  all(): Readonly<Record<string, object>> {
    return this.#persons;
  }

  #free(name: string): string {
    for (let count = 1; ; count += 1) {
      const tried = count === 1 ? name : `${name}-${count}`;
      if (this.#persons[tried] === undefined) return tried;
    }
  }
}

/** An act as a step: what stands in the path as parameters, the rest as the body. */
function stepOf(command: Command, by: string): object {
  const operation = operations().get(command.type);
  if (operation === undefined) throw new Error(`the API has no operation ${command.type}`);
  const at: Record<string, unknown> = {};
  for (const name of operation.parameters) {
    const value = memberOf(command, name) ?? memberOf(command, name.replace(/Id$/u, ''));
    if (value !== undefined) at[name] = value;
  }
  const fields = operation.body?.properties ?? {};
  const body = Object.fromEntries(
    Object.entries(command).flatMap(([name, value]): [string, unknown][] =>
      name in fields && value !== undefined ? [[name, plain(value)]] : [],
    ),
  );
  return {
    do: command.type,
    by,
    ...(Object.keys(at).length > 0 && { at }),
    ...(Object.keys(body).length > 0 && { with: body }),
  };
}

/** A value with every sealed text as a text. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const id = textOf(memberOf(value, 'id'));
  if (entries.length === 2 && id !== undefined && 'digest' in value) return `The ${id}.`;
  return Object.fromEntries(entries.map(([name, each]) => [name, plain(each)]));
}

function expectedOf({ decision }: Asked): object {
  if (decision.kind === 'ruled')
    return { stage: decision.state.stage, outcome: decision.state.outcome ?? null };
  const rules = [...new Set(decision.refusals.map(({ rule }) => rule))];
  // Whoever has no role for an act is turned away at the door, before anybody looks at the case.
  return { refused: rules.includes('roles') ? ['roles'] : rules };
}

/** Where the case stands: its stage and its clocks. */
function standing({ caseId, stage, outcome, clocks }: CaseState): object {
  return {
    stage,
    outcome: outcome ?? null,
    clocks: Object.fromEntries(
      Object.values(clocks).map(({ key, rule, ref, due }) => [
        // The id of an entry is that of its case, and every playing has another.
        ref?.startsWith(`${caseId}.`) ? rule : key,
        { due, outcome: 'armed' },
      ]),
    ),
  };
}
