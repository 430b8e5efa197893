import type { Sql } from '../client.ts';

export type Identity = {
  /** Null for an account that nobody has heard of yet. */
  readonly person: string | null;
  /** Whether the account belongs to that person for good. */
  readonly bound: boolean;
  /** The roles in which the person is known at the authority; null when not known there. */
  readonly roles: readonly string[] | null;
  readonly principal: string | null;
  /** The roles of the principal, where the person stands in for the principal today; null where not. */
  readonly standsInAs: readonly string[] | null;
};

/**
 * The person behind an account, and what that person may take over from `principal`: the roles which the principal has at
 * `authority`, while the leave lasts there (by the database's clock, in the leave's own time zone). The principal may be
 * named by an account too.
 */
export async function identify(
  sql: Sql,
  account: string,
  { authority, principal }: { readonly authority: string | null; readonly principal: string | null },
): Promise<Identity> {
  const [row] = await sql<Identity[]>`
    with who as (
      select (select person from person_account where account = ${account}) as person,
        exists (select from person_account where account = ${account} and bound_at is not null) as bound,
        coalesce((select person from person_account where account = ${principal}), ${principal}) as principal)
    select who.person, who.bound, who.principal,
      (select roles from office where office.person = who.person and authority_id = ${authority}) as roles,
      (select o.roles from deputyship d join office o on o.person = d.principal and o.authority_id = d.authority_id
       where d.deputy = coalesce(who.person, ${account}) and d.principal = who.principal and d.authority_id = ${authority}
         and (now() at time zone d.timezone)::date between d.from_date and d.until_date) as "standsInAs"
    from who`;
  return row ?? { person: null, bound: false, roles: null, principal, standsInAs: null };
}

/** The roles in which a person is known at an authority; none when not known there. */
export async function rolesAt(sql: Sql, person: string, authority: string): Promise<readonly string[]> {
  const [row] = await sql<{ roles: string[] }[]>`
    select roles from office where person = ${person} and authority_id = ${authority}`;
  return row?.roles ?? [];
}
