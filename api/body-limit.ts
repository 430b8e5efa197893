import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AppEnv } from './deps.ts';
import { Problem } from './problems.ts';

/**
 * Refuses bodies of more than so many bytes. Where the length is announced, which the server holds the sender to, the
 * body itself is not touched: whoever looks at it as a stream has it copied into a request of its own, before it is read.
 */
export function atMost(bytes: number): MiddlewareHandler<AppEnv> {
  const tooLarge = (): never => {
    throw new Problem('body-too-large', { detail: `At most ${bytes} bytes.` });
  };
  const counted = bodyLimit({ maxSize: bytes, onError: tooLarge });
  return async (c, next) => {
    const announced = c.req.header('content-length');
    if (announced === undefined || c.req.header('transfer-encoding') !== undefined)
      return c.req.method === 'GET' ? next() : counted(c, next);
    return Number(announced) > bytes ? tooLarge() : next();
  };
}
