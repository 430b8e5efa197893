import type { Sql, Transaction } from '../client.ts';

export type Office = {
  readonly person: string;
  readonly authorityId: string;
  readonly roles: readonly string[];
};

export type Registered =
  | { readonly kind: 'registered' }
  /** What was to be a person is an account of that person. */
  | { readonly kind: 'account-of'; readonly person: string }
  /** The account has acted, or been named, or is a person of its own. */
  | { readonly kind: 'bound' };

/** Makes a person known at an authority, in these roles and no others. */
export async function registerPerson(sql: Sql, { person, authorityId, roles }: Office): Promise<Registered> {
  return sql.begin(async (tx) => {
    const known = await personItself(tx, person);
    if (known.kind !== 'registered') return known;
    await tx`
      insert into office (person, authority_id, roles) values (${person}, ${authorityId}, ${[...roles]})
      on conflict (person, authority_id) do update set roles = excluded.roles`;
    return known;
  });
}

/**
 * Records that an account belongs to a person: what its holder does is done by that person, under any name. An account
 * that has acted or was named in a case is never moved: whatever was done with it would become another person's act.
 */
export async function assignAccount(sql: Sql, account: string, person: string): Promise<Registered> {
  return sql.begin(async (tx): Promise<Registered> => {
    const known = await personItself(tx, person);
    if (known.kind !== 'registered') return known;
    const rows = await tx`
      insert into person_account (account, person) values (${account}, ${person})
      on conflict (account) do update set person = excluded.person
      where person_account.person = excluded.person
        or (person_account.bound_at is null
          and not exists (select from person_account o where o.person = person_account.account and o.account <> o.person)
          and not exists (select from office where office.person = person_account.account))
      returning account`;
    return { kind: rows.length > 0 ? 'registered' : 'bound' };
  });
}

/** Sees to it that a person's id is an account of that person, unless it is one of somebody else. */
async function personItself(tx: Transaction, person: string): Promise<Registered> {
  // Assignments are rare: one at a time, so that no two of them make a person an account of another.
  await tx`lock table person_account in share row exclusive mode`;
  const [row] = await tx<{ person: string }[]>`select person from person_account where account = ${person}`;
  if (row !== undefined && row.person !== person) return { kind: 'account-of', person: row.person };
  await tx`insert into person_account (account, person) values (${person}, ${person}) on conflict do nothing`;
  return { kind: 'registered' };
}

/** Binds an account that acts to its person for good, and keeps in which office the person acts. Answers the person. */
export async function bindAccount(
  sql: Sql,
  account: string,
  acting: Omit<Office, 'person'> | null,
): Promise<string> {
  return sql.begin(async (tx) => {
    const [row] = await tx<{ person: string }[]>`
      insert into person_account (account, person, bound_at) values (${account}, ${account}, now())
      on conflict (account) do update set bound_at = coalesce(person_account.bound_at, excluded.bound_at)
      returning person`;
    const person = row?.person ?? account;
    if (acting !== null)
      await tx`
        insert into office (person, authority_id, roles)
        values (${person}, ${acting.authorityId}, ${[...acting.roles]})
        on conflict (person, authority_id) do update set roles = excluded.roles`;
    return person;
  });
}

/**
 * The persons behind names that a request gives, in the order of the names, and bound to them from now on; the names of
 * whom no authority knows come back apart.
 */
export async function bindNamed(
  sql: Sql,
  names: readonly string[],
): Promise<{ readonly persons: readonly string[]; readonly unknown: readonly string[] }> {
  // Written only where something is new: the same names are given again and again, by many requests at once.
  const rows = await sql<{ account: string; person: string }[]>`
    with known as (
      select a.account, a.person from person_account a
      where a.account = any(${[...names]}::text[]) and exists (select from office o where o.person = a.person)),
    bound as (
      update person_account a set bound_at = now() from known
      where a.account = known.account and a.bound_at is null)
    select account, person from known`;
  const found = new Map(rows.map(({ account, person }) => [account, person]));
  return {
    persons: [...new Set(names.flatMap((name) => found.get(name) ?? []))],
    unknown: names.filter((name) => !found.has(name)),
  };
}

export type Deputyship = {
  readonly principal: string;
  readonly deputy: string;
  readonly authorityId: string;
  /** First and last day of the principal's leave, as days of the time zone. */
  readonly leave: { readonly from: string; readonly until: string; readonly timezone: string };
};

/** Appoints a deputy for the days of a leave, or changes the days. */
export async function appointDeputy(
  sql: Sql,
  { principal, deputy, authorityId, leave }: Deputyship,
): Promise<void> {
  await sql`
    insert into deputyship (principal, deputy, authority_id, from_date, until_date, timezone)
    values (${principal}, ${deputy}, ${authorityId}, ${leave.from}, ${leave.until}, ${leave.timezone})
    on conflict (principal, deputy, authority_id)
    do update set from_date = excluded.from_date, until_date = excluded.until_date, timezone = excluded.timezone`;
}
