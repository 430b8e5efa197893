import type { Database } from '../client.ts';
import { deputyship, personAccount } from '../schema/persons.ts';

/** Records that an account belongs to a person: what its holder does is done by that person, under any name. */
export async function assignAccount(db: Database, account: string, person: string): Promise<void> {
  await db
    .insert(personAccount)
    .values({ account, person })
    .onConflictDoUpdate({ target: personAccount.account, set: { person } });
}

export type Deputyship = {
  readonly principal: string;
  readonly deputy: string;
  readonly authorityId: string;
  readonly fromDate: string;
  readonly untilDate: string;
};

/** Appoints a deputy for some days, or changes the days. */
export async function appointDeputy(db: Database, appointed: Deputyship): Promise<void> {
  const { fromDate, untilDate } = appointed;
  await db
    .insert(deputyship)
    .values(appointed)
    .onConflictDoUpdate({
      target: [deputyship.principal, deputyship.deputy, deputyship.authorityId],
      set: { fromDate, untilDate },
    });
}
