import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import { isOutage } from '../db/outage.ts';
import { atMost } from './body-limit.ts';
import type { AppEnv, Deps } from './deps.ts';
import { documentation } from './documentation.ts';
import { fieldErrors, isKeyMissing } from './field-errors.ts';
import { Problem, problemResponse } from './problems.ts';
import { afterListing } from './routes/after-listing.ts';
import { changes } from './routes/changes.ts';
import { deployment } from './routes/deployment.ts';
import { documents } from './routes/documents.ts';
import { imports } from './routes/imports.ts';
import { onRecord } from './routes/on-record.ts';
import { toListing } from './routes/to-listing.ts';
import { SettledAccounts } from './settled-accounts.ts';

const MOST_BODY_BYTES = 1_048_576;
const RETRY_AFTER_SECONDS = '2';
const ANSWER_WITHIN_MS = 8_000;

/** The routes with their types: what a typed client of this API is made from. */
const routes = new OpenAPIHono<AppEnv>()
  .route('/', toListing)
  .route('/', afterListing)
  .route('/', onRecord)
  .route('/', deployment)
  .route('/', imports)
  .route('/', changes)
  .route('/', documents);
export type AppType = typeof routes;

/** The API over its dependencies, without a port: tests call `request` on it. */
export function createApp(deps: Deps): OpenAPIHono<AppEnv> {
  const { logger, maxBodyBytes = MOST_BODY_BYTES, answerWithinMs = ANSWER_WITHIN_MS } = deps;
  const accounts = new SettledAccounts();
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      if (isKeyMissing(result.target, result.error)) throw new Problem('idempotency-key-missing');
      throw new Problem('invalid-request', { errors: fieldErrors(result.target, result.error) });
    },
  });

  app.use(async (c, next) => {
    const requestId = randomUUID();
    c.set('deps', deps);
    c.set('accounts', accounts);
    c.set('requestId', requestId);
    const began = performance.now();
    await next();
    c.res.headers.set('x-request-id', requestId);
    c.res.headers.set('x-content-type-options', 'nosniff');
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
    // The pattern of the route, never the path or the query: an address can hold what a log must not.
    const ms = Math.round((performance.now() - began) * 10) / 10;
    logger.info(
      { requestId, method: c.req.method, route: routePath(c, -1), status: c.res.status, ms },
      'request',
    );
  });
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        problemResponse(
          new Problem('method-not-allowed', { headers: { allow: methods.join(', ') } }),
          c.var.requestId,
        ),
    }),
  );
  app.use('/v1/*', async (c, next) => {
    if (c.req.path.startsWith('/v1/sandbox/')) return next();
    return within(answerWithinMs, next);
  });
  app.use(atMost(maxBodyBytes));

  app.onError((error, c) => {
    const problem = problemOf(error);
    if (problem.slug === 'internal-error')
      logger.error({ requestId: c.var.requestId, error }, 'a request failed');
    else if (problem.slug === 'record-unavailable')
      logger.warn({ requestId: c.var.requestId, reason: error.message }, 'the record cannot be reached');
    return problemResponse(problem, c.var.requestId);
  });
  app.notFound((c) => problemResponse(new Problem('not-found'), c.var.requestId));

  app.route('/', routes);
  app.route('/', documentation);
  return app;
}

/** Whoever asks is told in time to ask again, also where a lost server says nothing at all. */
async function within(ms: number, next: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unavailable()), ms);
  });
  try {
    await Promise.race([next(), late]);
  } finally {
    clearTimeout(timer);
  }
}

const unavailable = (): Problem =>
  new Problem('record-unavailable', {
    detail: 'Nothing is lost: repeat the request with the same Idempotency-Key.',
    headers: { 'retry-after': RETRY_AFTER_SECONDS },
  });

function problemOf(error: Error): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException) {
    if (error.status === 400) return new Problem('malformed-json');
    if (error.status === 413) return new Problem('body-too-large');
    if (error.status === 415)
      return new Problem('unsupported-media-type', { detail: 'Send application/json.' });
  }
  if (isOutage(error)) return unavailable();
  return new Problem('internal-error', { detail: 'The request was not completed. Its id tells us why.' });
}
