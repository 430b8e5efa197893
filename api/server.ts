import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { z } from 'zod';
import { connect } from '../db/client.ts';
import { refuseChangedLaw } from '../db/commands/law.ts';
import type { Bench } from '../db/commands/rule.ts';
import { livingCalendars } from '../db/living-calendars.ts';
import { masterKey } from '../db/sealing.ts';
import { openFonts } from '../documents/fonts.ts';
import { readCalendarYears } from '../regimes/load-calendars.ts';
import { loadPacks } from '../regimes/load-packs.ts';
import { surroundings } from '../regimes/surroundings.ts';
import { defaultTaskQueue } from '../workflows/contract/task-queue.ts';
import { createApp } from './app.ts';
import { createEngine } from './engine.ts';
import { createTokenVerifier } from './verify-token.ts';

// The composition root of the API: the only file of it that reads the environment and opens a port.
const env = z
  .object({
    AMENDS_DATABASE_URL: z.string().min(1),
    AMENDS_TEMPORAL_ADDRESS: z.string().min(1),
    AMENDS_TEMPORAL_NAMESPACE: z.string().default('amends'),
    AMENDS_TASK_QUEUE: z.string().default(defaultTaskQueue),
    AMENDS_MASTER_KEY: z.string(),
    AMENDS_ISSUER: z.string().min(1),
    AMENDS_JWKS: z.url(),
    AMENDS_AUDIENCE: z.string().default('amends'),
    AMENDS_HOST: z.string().default('127.0.0.1'),
    AMENDS_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
    AMENDS_SANDBOX: z.literal('allowed').optional(),
    AMENDS_UNVERIFIED_LAW: z.literal('allowed').optional(),
    /** A folder of fonts for characters that the font of the documents lacks. */
    AMENDS_FONTS: z.string().min(1).optional(),
    AMENDS_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  })
  .parse(process.env);

// Standard output is for the line that says we are ready.
const logger = pino({ level: env.AMENDS_LOG_LEVEL, base: { service: 'api' } }, pino.destination(2));

const packs = loadPacks(undefined, {
  unverified: env.AMENDS_UNVERIFIED_LAW === 'allowed' ? 'allowed' : 'refused',
});
if (packs.kind === 'broken')
  throw new Error(packs.problems.map((each) => `${each.file}:${each.line} ${each.message}`).join('\n'));

const connection = connect(env.AMENDS_DATABASE_URL);
await refuseChangedLaw(connection.sql, packs.catalogue);
const { calendars, refresh: refreshCalendars } = livingCalendars(connection.sql, readCalendarYears());
const sandbox = env.AMENDS_SANDBOX === 'allowed';
const bench: Bench = {
  sql: connection.sql,
  law: packs.catalogue.found,
  calendars,
  masterKey: masterKey(env.AMENDS_MASTER_KEY),
  sandbox,
};
const engine = createEngine({
  address: env.AMENDS_TEMPORAL_ADDRESS,
  namespace: env.AMENDS_TEMPORAL_NAMESPACE,
  taskQueue: env.AMENDS_TASK_QUEUE,
  logger,
});
const app = createApp({
  connection,
  bench,
  catalogue: packs.catalogue,
  calendars,
  jurisdictions: surroundings().jurisdictions,
  verifyToken: createTokenVerifier({
    issuer: env.AMENDS_ISSUER,
    audience: env.AMENDS_AUDIENCE,
    jwks: env.AMENDS_JWKS,
  }),
  engine,
  logger,
  refreshCalendars,
  ...(env.AMENDS_FONTS !== undefined && { fonts: openFonts(env.AMENDS_FONTS) }),
});

const server = serve({ fetch: app.fetch, hostname: env.AMENDS_HOST, port: env.AMENDS_PORT }, ({ port }) => {
  process.stdout.write(`${JSON.stringify({ ready: true, url: `http://${env.AMENDS_HOST}:${port}` })}\n`);
});

// Requests under way are answered before the pools close; the second signal does not wait.
let stopping = false;
const stop = (): void => {
  if (stopping) process.exit(1);
  stopping = true;
  server.close(() => {
    void Promise.allSettled([engine.close(), connection.close()]).then(() => process.exit(0));
  });
  if ('closeIdleConnections' in server) server.closeIdleConnections();
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
