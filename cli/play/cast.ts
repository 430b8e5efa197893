import { officeRoles, type Role } from '../../domain/regime/pack.ts';
import type { Claims, Client } from './api-client.ts';
import type { Json } from './fill.ts';
import { listOf, memberOf, textOf } from './json-value.ts';
import type { Person, Scenario } from './scenario.ts';

/** The persons and authorities of a scenario, as the API knows them. */
export type Cast = {
  /** The claims of a person's token, in a case that one who is its subject sees. */
  readonly claimsOf: (name: string, caseId: string | undefined) => Claims;
  /** How the record calls a person: by the id of the human being, and of whom this one stands in for. */
  readonly actorOf: (name: string) => string;
  /** How the timeline calls an actor of the record. */
  readonly nameOf: (actor: string) => string;
  readonly recipientOf: (name: string) => string | undefined;
};

// Deputies are in force on the days on which they act, which are real days.
const ALWAYS = { from: '2000-01-01', until: '2099-12-31' };
const HERE = 'UTC';

/** Registers the authorities, the persons with them, and what accounts and deputies the persons have. */
export async function registerCast(
  scenario: Scenario,
  client: Client,
  regimes: readonly string[],
): Promise<Cast> {
  for (const authority of topFirst(scenario)) {
    // oxlint-disable-next-line no-await-in-loop -- a superior is registered before those below it
    await client.registerAuthority({ ...authority, regimes });
  }
  const persons = resolved(scenario);
  await Promise.all(
    officesOf(scenario, persons).map(({ person, ...office }) => client.registerPerson(person, office)),
  );
  for (const { person, account } of persons.values())
    if (account !== person) {
      // oxlint-disable-next-line no-await-in-loop -- few, and in the order in which they are written
      await client.putAccount(person, account);
    }
  for (const { person, onBehalfOf, deputyship = ALWAYS, authority } of persons.values())
    if (onBehalfOf !== undefined && deputyship !== 'none' && authority !== undefined) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      await client.appointDeputy(onBehalfOf, person, {
        authorityId: authority,
        leave: { ...deputyship, timezone: HERE },
      });
    }
  return {
    claimsOf: (name, caseId) => {
      const { roles = [], authority, recipient, account = name, onBehalfOf } = persons.get(name) ?? {};
      return {
        subject: account,
        roles,
        ...(authority !== undefined && { authority }),
        ...(recipient !== undefined && { recipient }),
        ...(onBehalfOf !== undefined && { onBehalfOf }),
        ...(roles.includes('subject') && caseId !== undefined && { case: caseId }),
      };
    },
    actorOf: (name) => {
      const { person = name, onBehalfOf } = persons.get(name) ?? {};
      return onBehalfOf === undefined ? person : `${person} for ${onBehalfOf}`;
    },
    nameOf: (actor) => {
      const both = actor.split(' for ');
      return both.length === 1
        ? nameIn(scenario, actor)
        : both.map((each) => scenario.persons[each]?.name ?? each).join(' for ');
    },
    recipientOf: (name) => persons.get(name)?.recipient,
  };
}

/** A person with what it has from the one it is said to be, and whose id is that one's. */
type Resolved = Omit<Person, 'is' | 'account' | 'onBehalfOf'> & {
  readonly person: string;
  readonly account: string;
  readonly onBehalfOf: string | undefined;
};

function resolved({ persons }: Scenario): ReadonlyMap<string, Resolved> {
  return new Map(
    Object.entries(persons).map(([name, said]) => {
      const { is, ...own } = said;
      const same = is === undefined ? undefined : persons[is];
      const person = is ?? name;
      const principal = own.onBehalfOf === undefined ? undefined : persons[own.onBehalfOf];
      return [
        name,
        {
          ...same,
          ...own,
          person,
          account: own.account ?? same?.account ?? person,
          onBehalfOf: principal?.is ?? own.onBehalfOf,
        },
      ];
    }),
  );
}

type Office = { readonly person: string; readonly authority: string; readonly roles: readonly Role[] };

/** The offices that persons hold, each once; and of those whom steps only name, that they are known where the case is. */
function officesOf(
  { persons: written, opening, steps }: Scenario,
  persons: ReadonlyMap<string, Resolved>,
): readonly Office[] {
  const offices = new Map<string, Office>();
  for (const { person, authority, roles = [], onBehalfOf } of persons.values()) {
    if (authority === undefined) continue;
    const key = `${person}@${authority}`;
    // What a deputy takes over is the principal's.
    const own = onBehalfOf === undefined ? roles : [];
    const held = new Set([...(offices.get(key)?.roles ?? []), ...own]);
    offices.set(key, { person, authority, roles: officeRoles.filter((role) => held.has(role)) });
  }
  const home = persons.get(opening.by)?.authority;
  const named = steps.flatMap((step) => ('with' in step && step.with ? namesIn(step.with) : []));
  for (const person of named)
    if (home !== undefined && written[person] === undefined)
      offices.set(`${person}@${home}`, { person, authority: home, roles: [] });
  return [...offices.values()];
}

/** Whom a body names: officers, members, a chair. */
function namesIn(body: { readonly [field: string]: Json }): string[] {
  const lists = [...listOf(memberOf(body, 'officers')), ...listOf(memberOf(body, 'members'))];
  return [...lists, memberOf(body, 'chair')].flatMap((name) => textOf(name) ?? []);
}

function nameIn({ persons }: Scenario, actor: string): string {
  if (actor === 'clock' || actor === 'engine') return `the ${actor}`;
  const { name = actor, roles = [], recipient } = persons[actor] ?? {};
  return recipient === undefined && roles.length === 0 ? name : `${name}, ${roles[0] ?? recipient ?? ''}`;
}

/** Superiors before those below them. */
function topFirst({ authorities }: Scenario): Scenario['authorities'] {
  const height = (id: string | undefined, below: readonly string[] = []): number => {
    const found = authorities.find((each) => each.id === id);
    return found === undefined || below.includes(found.id)
      ? 0
      : 1 + height(found.superior, [...below, found.id]);
  };
  return authorities.toSorted((left, right) => height(left.id) - height(right.id));
}
