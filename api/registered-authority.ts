import { findAuthority } from '../db/queries/authorities.ts';
import type { Authority } from '../domain/case/state.ts';
import type { Deps } from './deps.ts';
import { Problem } from './problems.ts';

/** An authority as the domain knows it, from what is registered of it. */
export async function registeredAuthority({ connection }: Deps, wanted: string): Promise<Authority> {
  const found = await findAuthority(connection.db, wanted);
  if (found === undefined)
    throw new Problem('unknown-authority', { detail: `"${wanted}" is not a registered authority.` });
  const { id, level, superior, regimes, territory } = found;
  return {
    id,
    level,
    regimes,
    ...(superior !== null && { superior }),
    ...(territory !== null && { territory }),
  };
}
