import { setTimeout as delay } from 'node:timers/promises';
import type { Sql, Transaction } from './client.ts';

type Work = (tx: Transaction) => unknown;

const CLOSE_MS = 1_000;

/**
 * Transactions that outlive their connection's end without harm. The driver rolls back whatever fails, even where the
 * connection itself is gone: written to no socket, that ends the process; written later, it would undo the work of
 * whoever has the connection next. So the failure of a transaction whose connection is gone never reaches the driver,
 * which has told the caller by then.
 */
export function outlivingConnections(sql: Sql): Sql {
  const begin = sql.begin.bind(sql);
  const guarded = (options: string, work: Work): Promise<unknown> => {
    let over: () => void = () => undefined;
    const ended = new Promise<'ended'>((resolve) => (over = () => resolve('ended')));
    const outcome = begin(options, async (tx) => {
      try {
        return await work(tx);
      } catch (error) {
        if (isLost(error) && (await Promise.race([ended, delay(CLOSE_MS)])) === 'ended')
          return await new Promise<never>(() => undefined);
        throw error;
      }
    });
    outcome.then(over, over);
    return outcome;
  };
  Object.defineProperty(sql, 'begin', {
    value: (first: string | Work, second?: Work) =>
      typeof first === 'string' ? guarded(first, second ?? (() => undefined)) : guarded('', first),
  });
  return sql;
}

const lost = new Set(['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && typeof error.code === 'string' && lost.has(error.code)) || isLost(error.cause);
}
