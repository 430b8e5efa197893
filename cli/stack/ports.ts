import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';
import { StackFailure } from './failure.ts';

// Below the range from which systems take the ports of outgoing connections, so a port stays free until it is used.
const LOWEST = 15_000;
const HIGHEST = 32_000;

/** Whether a server could listen on this port of 127.0.0.1 now. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });

/** Keeps a port from others until the one it is for is about to listen; answers how to let it go. */
export const holdPort = (port: number): Promise<() => Promise<void>> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      resolve(() => new Promise<void>((released) => server.close(() => released()))),
    );
  });

/** A free port that is not among those `taken`; it is added to them. */
export const pickPort = async (taken: Set<number>): Promise<number> => {
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    // oxlint-disable-next-line no-await-in-loop -- one candidate at a time
    if (!taken.has(port) && (await isFree(port))) {
      taken.add(port);
      return port;
    }
  }
  throw new StackFailure(`No free port was found between ${LOWEST} and ${HIGHEST}.`);
};

export type PortWish = {
  /** What listens there, as the option that sets it is called, without dashes. */
  readonly option: string;
  /** Given by the person who starts the stack: this port or none. */
  readonly told: number | undefined;
  /** Used last time or usual: taken when free. */
  readonly preferred: readonly (number | undefined)[];
};

/** The port for one service: the one told, else the first preferred one that is free, else any free one. */
export const choosePort = async (wish: PortWish, taken: Set<number>): Promise<number> => {
  if (wish.told !== undefined) {
    if (taken.has(wish.told) || !(await isFree(wish.told))) {
      throw new StackFailure(
        `Port ${wish.told} is in use; free it, or choose another with --${wish.option}.`,
      );
    }
    taken.add(wish.told);
    return wish.told;
  }
  for (const port of wish.preferred) {
    // oxlint-disable-next-line no-await-in-loop -- in the order of preference
    if (port !== undefined && !taken.has(port) && (await isFree(port))) {
      taken.add(port);
      return port;
    }
  }
  return pickPort(taken);
};
