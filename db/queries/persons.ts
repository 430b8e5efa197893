import type { Sql } from '../client.ts';

/**
 * The person behind an account, and whether that person stands in for `principal` today (UTC date of the database's
 * clock) at `authority`. The principal may be named by an account too: renaming one changes nobody.
 */
export async function identify(
  sql: Sql,
  account: string,
  standIn: { readonly principal: string; readonly authority: string } | null,
): Promise<{ readonly person: string; readonly principal: string | null; readonly deputy: boolean }> {
  const [row] = await sql<{ person: string; principal: string | null; deputy: boolean }[]>`
    with who as (
      select coalesce((select person from person_account where account = ${account}), ${account}) as person,
             coalesce((select person from person_account where account = ${standIn?.principal ?? null}), ${standIn?.principal ?? null}) as principal)
    select who.person, who.principal, exists (
      select from deputyship d where d.deputy = who.person and d.principal = who.principal
        and d.authority_id = ${standIn?.authority ?? null}
        and current_date between d.from_date and d.until_date) as deputy
    from who`;
  return row ?? { person: account, principal: null, deputy: false };
}
