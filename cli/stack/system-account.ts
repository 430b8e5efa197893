import { execFileSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StackFailure } from './failure.ts';

type Ids = { readonly uid: number; readonly gid: number };

/** The account a process runs under. */
export type Account = {
  /** Who must own the files; nobody in particular when we are not root. */
  readonly owner: Ids | undefined;
  /** How a command is started under it. */
  readonly launch: (
    command: string,
    args: readonly string[],
  ) => {
    readonly command: string;
    readonly args: readonly string[];
    readonly uid?: number;
    readonly gid?: number;
  };
};

const idOf = (flag: '-u' | '-g'): number | undefined => {
  try {
    const output = execFileSync('id', [flag, 'postgres'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number.parseInt(output, 10);
  } catch {
    return undefined;
  }
};

const createPostgresAccount = (): void => {
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'],
      {
        stdio: 'pipe',
      },
    );
  } catch (thrown) {
    throw new StackFailure(
      'PostgreSQL refuses to run as root and the account postgres could not be created; create it, or run as an ordinary user.',
      { cause: thrown },
    );
  }
};

const firstClosedFolder = (path: string): string | undefined => {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & constants.S_IXOTH) === 0) return folder;
    if (folder === dirname(folder)) return undefined;
  }
};

const findSetpriv = (): string | undefined =>
  ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/**
 * The account for PostgreSQL: ours, or `postgres` (created when absent) when we are root, whom PostgreSQL refuses.
 * Where a folder above one of `paths` is closed to others (a checkout in /root, a `mktemp -d`), that account also gets
 * the one capability that lets it pass.
 */
export const accountForPostgres = (paths: readonly string[]): Account => {
  if (process.getuid?.() !== 0) return { owner: undefined, launch: (command, args) => ({ command, args }) };
  if (idOf('-u') === undefined) createPostgresAccount();
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  if (uid === undefined || gid === undefined)
    throw new StackFailure('The account postgres cannot be looked up.');
  const owner = { uid, gid };
  const closed = paths.map(firstClosedFolder).find((folder) => folder !== undefined);
  if (closed === undefined) return { owner, launch: (command, args) => ({ command, args, ...owner }) };

  const setpriv = findSetpriv();
  if (setpriv === undefined) {
    throw new StackFailure(
      `PostgreSQL runs as the account postgres, which cannot enter ${closed}; open that folder, or run as an ordinary user.`,
    );
  }
  const identity = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const passing = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return {
    owner,
    launch: (command, args) => ({ command: setpriv, args: [...identity, ...passing, command, ...args] }),
  };
};
