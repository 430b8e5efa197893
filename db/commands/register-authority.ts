import type { Database } from '../client.ts';
import { authority } from '../schema/register.ts';
import type { RegisteredAuthority } from '../queries/authorities.ts';

/** Registers an authority, or changes what is registered of it. Cases keep the level that they were opened with. */
export async function registerAuthority(
  db: Database,
  registered: RegisteredAuthority,
): Promise<RegisteredAuthority> {
  const { id, ...rest } = registered;
  await db.insert(authority).values(registered).onConflictDoUpdate({ target: authority.id, set: rest });
  return { id, ...rest };
}
