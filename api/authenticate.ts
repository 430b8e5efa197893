import type { Context, MiddlewareHandler } from 'hono';
import { bindAccount, type Office } from '../db/commands/register-person.ts';
import { identify } from '../db/queries/persons.ts';
import { onPrinciple, promises } from '../domain/case/refusal.ts';
import { acts } from '../domain/case/actions.ts';
import { procedure, type ActType } from '../domain/case/procedure.ts';
import { officeRoles, roles, type Role } from '../domain/regime/pack.ts';
import type { Person } from './actor.ts';
import type { PersonEnv } from './deps.ts';
import { personId } from './fields.ts';
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

/**
 * Turns the account of a token into the person it belongs to. Whoever asks for anything but a look is bound to that
 * account for good. A deputy has the principal's roles, at the authority and for the days of the leave, and no others.
 */
async function identified(c: Context<PersonEnv>, said: Person): Promise<Person> {
  const { deps, accounts } = c.var;
  const { sql } = deps.bench;
  const remembered = accounts.personOf(said);
  if (remembered !== undefined) return { ...said, person: remembered };
  const { person: account, authority = null, onBehalfOf = null } = said;
  const known = await identify(sql, account, { authority, principal: onBehalfOf });
  if (known.person === null && !personId.safeParse(account).success)
    throw notEntitled('person', 'Nobody has recorded whose account this is.', [
      'put-account, by an administrator',
    ]);
  const acting = onBehalfOf === null && authority !== null ? officeOf(said, authority) : null;
  const settled = known.bound && (acting === null || same(acting.roles, known.roles ?? []));
  const person =
    settled || c.req.method === 'GET' ? (known.person ?? account) : await bindAccount(sql, account, acting);
  if (known.principal === null) {
    if (settled) accounts.keep(said, person);
    return { ...said, person };
  }
  const { standsInAs } = known;
  if (standsInAs === null)
    throw notEntitled('deputy', 'That person is not on leave today with you as deputy at this authority.', [
      'Act in your own name, or have the deputyship recorded.',
    ]);
  const taken = said.roles.filter((role) => standsInAs.includes(role));
  return { ...said, person, roles: taken, onBehalfOf: known.principal };
}

function officeOf({ roles }: Person, authorityId: string): Omit<Office, 'person'> | null {
  const held = officeRoles.filter((role) => roles.includes(role));
  return held.length === 0 ? null : { authorityId, roles: held };
}

const same = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((role) => right.includes(role));

function notEntitled(rule: string, detail: string, lawful: readonly string[]): Problem {
  return new Problem('not-entitled', { refusals: [onPrinciple(rule, promises.persons, detail, lawful)] });
}

const unauthenticated = (challenge: string): Problem =>
  new Problem('unauthenticated', { headers: { 'www-authenticate': challenge } });

/** Every act that persons can do, for checking that each has its operation. */
export const actsOfPersons = (): ActType[] =>
  acts().filter((act) => roles.some((role) => procedure[act].by.includes(role)));
