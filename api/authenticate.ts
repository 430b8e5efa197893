import type { Context, MiddlewareHandler } from 'hono';
import { identify } from '../db/queries/persons.ts';
import { onPrinciple, promises } from '../domain/case/refusal.ts';
import { acts } from '../domain/case/actions.ts';
import { procedure, type ActType } from '../domain/case/procedure.ts';
import { roles, type Role } from '../domain/regime/pack.ts';
import type { Person } from './actor.ts';
import type { PersonEnv } from './deps.ts';
import { Problem } from './problems.ts';

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

/** Lets a route through for persons with one of these roles. What a person may do in a case, the domain decides. */
export function by(...allowed: readonly [Role, ...Role[]]): MiddlewareHandler<PersonEnv> {
  return async (c, next) => {
    const person = await authenticated(c);
    if (!person.roles.some((role) => allowed.includes(role)))
      throw new Problem('not-entitled', {
        refusals: [
          onPrinciple('roles', promises.law, `This is not for: ${person.roles.join(', ') || 'no role'}.`, [
            `By: ${allowed.join(', ')}`,
          ]),
        ],
      });
    c.set('person', person);
    await next();
  };
}

/** The persons who can do an act of the procedure at all. */
export function byActorsOf(act: ActType): MiddlewareHandler<PersonEnv> {
  const [first, ...rest] = roles.filter((role) => procedure[act].by.includes(role));
  if (first === undefined) throw new Error(`"${act}" is not an act of persons`);
  return by(first, ...rest);
}

/** Everybody with a valid token and a role. */
export function byAnyone(): MiddlewareHandler<PersonEnv> {
  const [first, ...rest] = roles;
  return by(first, ...rest);
}

async function authenticated(c: Context<PersonEnv>): Promise<Person> {
  const token = BEARER.exec(c.req.header('authorization') ?? '')?.[1];
  if (token === undefined) throw unauthenticated('Bearer realm="amends"');
  const person = await c.var.deps.verifyToken(token);
  if (person === null) throw unauthenticated('Bearer realm="amends", error="invalid_token"');
  return identified(c, person);
}

/** Turns the account of a token into the person it belongs to, and checks that a deputy is one. */
async function identified(c: Context<PersonEnv>, said: Person): Promise<Person> {
  const { authority, onBehalfOf } = said;
  const standIn = onBehalfOf === undefined ? null : { principal: onBehalfOf, authority: authority ?? '' };
  const { person, principal, deputy } = await identify(c.var.deps.bench.sql, said.person, standIn);
  if (principal === null) return { ...said, person };
  if (!deputy)
    throw new Problem('not-entitled', {
      refusals: [
        onPrinciple('deputy', promises.persons, 'No deputyship for that person is in force today.', [
          'Act in your own name, or have the deputyship recorded.',
        ]),
      ],
    });
  return { ...said, person, onBehalfOf: principal };
}

const unauthenticated = (challenge: string): Problem =>
  new Problem('unauthenticated', { headers: { 'www-authenticate': challenge } });

/** Every act that persons can do, for checking that each has its operation. */
export const actsOfPersons = (): ActType[] =>
  acts().filter((act) => roles.some((role) => procedure[act].by.includes(role)));
