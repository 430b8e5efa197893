import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { accessLog } from '../schema/sealed.ts';

export type Access = {
  readonly caseId: string;
  readonly actor: string;
  readonly purpose: string;
  /** What was read: the subject, or the id of a text. */
  readonly what: string;
};

/** Logs one reading of personal data. Done before the data are given, so that no reading goes unlogged. */
export async function logAccess(db: Database, access: Access): Promise<void> {
  await db.insert(accessLog).values({ ...access, id: randomUUID(), at: sql`clock_timestamp()` });
}
