import { officeRoles, type Role } from '../../domain/regime/pack.ts';
import type { Json } from './fill.ts';
import { listOf, memberOf, textOf } from './json-value.ts';
import type { Scenario } from './scenario.ts';

/** A person whom an authority has to know before a scenario is played. */
export type CastMember = {
  readonly person: string;
  readonly authority: string;
  readonly roles: readonly Role[];
};

/** The persons of a scenario who hold an office, and those whom its steps only name: officers, members, a chair. */
export function castOf({ persons, opening, steps }: Scenario): CastMember[] {
  const acting = Object.entries(persons).flatMap(([person, { authority, roles }]): CastMember[] => {
    const held = officeRoles.filter((role) => roles.includes(role));
    return authority === undefined || held.length === 0 ? [] : [{ person, authority, roles: held }];
  });
  const home = persons[opening.by]?.authority;
  const named = steps.flatMap((step) => ('do' in step && step.with ? namesIn(step.with) : []));
  const others = home === undefined ? [] : [...new Set(named)].filter((name) => persons[name] === undefined);
  return [...acting, ...others.map((person) => ({ person, authority: home ?? '', roles: [] }))];
}

function namesIn(body: { readonly [field: string]: Json }): string[] {
  const lists = [...listOf(memberOf(body, 'officers')), ...listOf(memberOf(body, 'members'))];
  return [...lists, memberOf(body, 'chair')].flatMap((name) => textOf(name) ?? []);
}
