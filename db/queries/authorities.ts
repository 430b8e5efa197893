import { asc, eq } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { authority } from '../schema/register.ts';

export type RegisteredAuthority = {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly superior: string | null;
  readonly regimes: readonly string[];
  readonly territory: string | null;
};

const columns = {
  id: authority.id,
  title: authority.title,
  level: authority.level,
  superior: authority.superior,
  regimes: authority.regimes,
  territory: authority.territory,
};

export async function findAuthority(db: Database, id: string): Promise<RegisteredAuthority | undefined> {
  const [row] = await db.select(columns).from(authority).where(eq(authority.id, id));
  return row;
}

export async function listAuthorities(db: Database): Promise<RegisteredAuthority[]> {
  return db.select(columns).from(authority).orderBy(asc(authority.id));
}
