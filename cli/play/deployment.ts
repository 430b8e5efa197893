import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StackFailure } from '../stack/failure.ts';
import { readState } from '../stack/state-file.ts';

const secrets = z.looseObject({ amendsPassword: z.string() });
const ports = z.looseObject({ api: z.int(), postgres: z.int() });

const noStack = (state: string, option: string): StackFailure =>
  new StackFailure(
    `There is no stack in ${state}. Start one with \`amends up\`, name its folder with --state, or say ${option}.`,
  );

/** The database of a deployment: the one named, the one of the environment, or that of the stack in `state`. */
export function databaseUrlOf(named: string | undefined, state: string): string {
  const told = named ?? process.env['AMENDS_DATABASE_URL'];
  if (told !== undefined) return told;
  const files = { secrets: join(state, 'secrets.json'), ports: join(state, 'ports.json') };
  const known = existsSync(files.secrets) ? readState(files.secrets, secrets) : undefined;
  const port = readState(files.ports, ports)?.postgres;
  if (known === undefined || port === undefined) throw noStack(state, '--database <url>');
  return `postgres://amends:${known.amendsPassword}@127.0.0.1:${port}/amends`;
}

/** The address of an API: the one named, or that of the stack in `state`. */
export function apiUrlOf(named: string | undefined, state: string): string {
  if (named !== undefined) return named.replace(/\/+$/u, '');
  const port = readState(join(state, 'ports.json'), ports)?.api;
  if (port === undefined) throw noStack(state, '--url <url>');
  return `http://127.0.0.1:${port}`;
}
