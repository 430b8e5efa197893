import postgres from 'postgres';

const connect = (url: string) =>
  postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 5, idle_timeout: 5 });

const using = async <T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
  const sql = connect(url);
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
};

/** Whether a database answers at this address. */
export const answers = async (url: string): Promise<boolean> => {
  try {
    return await using(url, async (sql) => (await sql`select 1`).length === 1);
  } catch {
    return false;
  }
};

/** Runs one statement. */
export const execute = (url: string, statement: string): Promise<unknown> =>
  using(url, (sql) => sql.unsafe(statement));

/** Whether a database of this name exists. */
export const databaseExists = (adminUrl: string, name: string): Promise<boolean> =>
  using(adminUrl, async (sql) => (await sql`select 1 from pg_database where datname = ${name}`).length > 0);

/** Creates a database, as a copy of `template` where one is named (nobody may be connected to that meanwhile). */
export const createDatabase = (
  adminUrl: string,
  name: string,
  template?: string,
  owner?: string,
): Promise<void> =>
  using(adminUrl, async (sql) => {
    await sql`create database ${sql(name)}
      ${owner === undefined ? sql`` : sql`owner ${sql(owner)}`}
      ${template === undefined ? sql`` : sql`template ${sql(template)}`}`;
  });

/** Drops a database with all its connections; one that is not there is no failure. */
export const dropDatabase = (adminUrl: string, name: string): Promise<void> =>
  using(adminUrl, async (sql) => {
    await sql`drop database if exists ${sql(name)} with (force)`;
  });

/** Creates an account that may log in, or gives an existing one this password. */
export const ensureRole = (adminUrl: string, name: string, password: string): Promise<void> =>
  using(adminUrl, async (sql) => {
    const known = await sql`select 1 from pg_roles where rolname = ${name}`;
    // Utility statements take no parameters; the password is one of our own making, letters and digits only.
    await sql.unsafe(
      `${known.length > 0 ? 'alter' : 'create'} role "${name}" with login password '${password}'`,
    );
  });

/** The address of another database on the same server, for another account where one is named. */
export const databaseUrl = (
  adminUrl: string,
  name: string,
  account?: { readonly user: string; readonly password: string },
): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  if (account !== undefined) {
    url.username = account.user;
    url.password = account.password;
  }
  return url.href;
};
