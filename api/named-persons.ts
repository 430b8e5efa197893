import type { Context } from 'hono';
import { bindNamed, type Registered } from '../db/commands/register-person.ts';
import { onPrinciple, promises } from '../domain/case/refusal.ts';
import type { PersonEnv } from './deps.ts';
import { Problem } from './problems.ts';

/**
 * The persons whom a request names, each once, whatever accounts they are named by. Only persons whom the deployment
 * knows from an authority can be named: nobody investigates, decides or stands back who cannot be told from others.
 */
export async function personsNamed(
  c: Context<PersonEnv>,
  names: readonly string[],
): Promise<readonly string[]> {
  const { persons, unknown } = await bindNamed(c.var.deps.bench.sql, names);
  if (unknown.length > 0)
    throw refused(`No authority knows: ${unknown.join(', ')}.`, ['put-person, by an administrator']);
  return persons;
}

/** The one person whom a request names. */
export async function personNamed(c: Context<PersonEnv>, name: string): Promise<string> {
  const [person] = await personsNamed(c, [name]);
  if (person === undefined) throw new Error('a person was neither found nor refused');
  return person;
}

/** Refuses what cannot be recorded of a person or an account. */
export function mustBeRegistered(registered: Registered, name: string): void {
  switch (registered.kind) {
    case 'registered':
      return;
    case 'account-of':
      throw refused(`${name} is an account of ${registered.person}.`, [`Name ${registered.person}.`]);
    case 'bound':
      throw refused(`${name} is bound to its person: it has acted or was named.`, [
        'Another account for that person, and a recusal where it matters.',
      ]);
  }
}

function refused(detail: string, lawful: readonly string[]): Problem {
  return new Problem('refused', { refusals: [onPrinciple('person', promises.persons, detail, lawful)] });
}
