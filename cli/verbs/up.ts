import { relative } from 'node:path';
import { InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import type { Stack } from '../stack/stack.ts';
import type { Verb } from '../verb.ts';

type UpOptions = {
  readonly state: string;
  readonly port?: number;
  readonly postgresPort?: number;
  readonly temporalPort?: number;
  readonly json?: true;
};

const parsePort = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('It is not a port.');
  return port;
};

/** What `up` says when all is ready, for people and with --json for programs. */
const addressesOf = (stack: Stack) => ({
  api: stack.apiUrl,
  docs: `${stack.apiUrl}/docs`,
  register: `${stack.apiUrl}/v1/register`,
  temporal: stack.temporalAddress,
  namespace: stack.namespace,
  database: stack.databaseUrl,
  stateDir: stack.stateDir,
  pids: { ...stack.pids(), up: process.pid },
});

const printAddresses = (stack: Stack): void => {
  const { api, docs, register, temporal } = addressesOf(stack);
  const near = relative(process.cwd(), stack.stateDir);
  const folder = near === '' || near.startsWith('..') ? stack.stateDir : near;
  console.log(`
${pc.bold('Amends is up.')}

  API              ${pc.cyan(api)}
  Documentation    ${pc.cyan(docs)}
  Public register  ${pc.cyan(register)}
  Temporal         ${temporal}

  A token to try it with:  npx amends token --role caseworker --authority <id>
  Data, secrets and logs:  ${folder}/ (kept; the next start goes on from there)
  Stop:                    Ctrl-C, or kill ${process.pid}
`);
};

const run = async (options: UpOptions): Promise<void> => {
  const { startStack } = await import('../stack/stack.ts');
  const { during, progressOn } = await import('../stack/progress.ts');
  const progress = progressOn(process.stderr);

  const told = new AbortController();
  const untilTold = new Promise<void>((resolve) => {
    told.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => told.abort());

  const { env } = process;
  const stack = await startStack({
    stateDir: options.state,
    ports: {
      ...(options.port === undefined ? {} : { api: options.port }),
      ...(options.postgresPort === undefined ? {} : { postgres: options.postgresPort }),
      ...(options.temporalPort === undefined ? {} : { temporal: options.temporalPort }),
    },
    ...(env['AMENDS_TEMPORAL_ADDRESS'] ? { temporalAddress: env['AMENDS_TEMPORAL_ADDRESS'] } : {}),
    ...(env['AMENDS_TEMPORAL_NAMESPACE'] ? { namespace: env['AMENDS_TEMPORAL_NAMESPACE'] } : {}),
    // The embedded stack is for a first look and for development; a deployment must allow these on purpose.
    env: { AMENDS_SANDBOX: 'allowed', AMENDS_UNVERIFIED_LAW: 'allowed' },
    progress,
    signal: told.signal,
  });
  if (options.json) console.log(JSON.stringify(addressesOf(stack)));
  else printAddresses(stack);

  await untilTold;
  progress.line('');
  await during(progress, 'Stopping', () => stack.stop());
};

export const up: Verb = {
  name: 'up',
  summary: 'Start everything on this machine: PostgreSQL, Temporal, worker, API.',
  define: (command) => {
    command
      .option('--port <port>', 'port of the API (default: the last one used, else 8080 when free)', parsePort)
      .option('--postgres-port <port>', 'port of PostgreSQL', parsePort)
      .option('--temporal-port <port>', 'port of Temporal', parsePort)
      .option('--state <folder>', 'where data, secrets and logs are kept', '.amends')
      .option('--json', 'print the addresses as one JSON object when all is ready')
      .action(run);
  },
};
