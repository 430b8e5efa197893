import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { identify, isAlive, processIdentity } from './process-identity.ts';

const lockHolder = z.object({ process: processIdentity, url: z.string().optional() });
export type LockHolder = Readonly<z.infer<typeof lockHolder>>;

export type Lock = {
  /** Tells the next one who asks where the holder can be reached. */
  readonly announce: (url: string) => void;
  readonly release: () => void;
};

export type LockAnswer =
  | { readonly kind: 'acquired'; readonly lock: Lock }
  | { readonly kind: 'held'; readonly holder: LockHolder };

const readHolder = (file: string): LockHolder | undefined => {
  try {
    return lockHolder.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
};

const sameHolder = (left: LockHolder | undefined, right: LockHolder | undefined): boolean =>
  left?.process.pid === right?.process.pid && left?.process.born === right?.process.born;

const isFileExists = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';

/**
 * Takes the lock file, or tells which living process holds it. A lock whose holder is dead (kill -9, power cut) is
 * taken over.
 */
export const acquireLock = (file: string): LockAnswer => {
  const self = identify(process.pid);
  if (self === undefined) throw new Error('The system tells nothing about this process.');
  mkdirSync(dirname(file), { recursive: true });
  const own = `${file}.${process.pid}`;
  const write = (holder: LockHolder) => writeFileSync(own, JSON.stringify(holder), { mode: 0o600 });
  const lock: Lock = {
    announce: (url) => {
      write({ process: self, url });
      renameSync(own, file);
    },
    release: () => {
      if (sameHolder(readHolder(file), { process: self })) rmSync(file, { force: true });
    },
  };

  for (;;) {
    write({ process: self });
    try {
      // A link appears whole or not at all, so nobody ever reads a half-written lock.
      linkSync(own, file);
      return { kind: 'acquired', lock };
    } catch (thrown) {
      if (!isFileExists(thrown)) throw thrown;
    } finally {
      rmSync(own, { force: true });
    }
    const holder = readHolder(file);
    if (holder !== undefined && isAlive(holder.process)) return { kind: 'held', holder };
    moveAside(file, holder);
  }
};

/** Removes a dead lock; two who find the same one cannot remove the lock that the first of them takes next. */
const moveAside = (file: string, dead: LockHolder | undefined): void => {
  const aside = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (!sameHolder(readHolder(aside), dead)) {
    try {
      linkSync(aside, file);
    } catch (thrown) {
      if (!isFileExists(thrown)) throw thrown;
    }
  }
  rmSync(aside, { force: true });
};
