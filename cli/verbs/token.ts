import { existsSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { StackFailure } from '../stack/failure.ts';
import { roles, type Role } from '../../domain/regime/pack.ts';
import type { Verb } from '../verb.ts';

type TokenOptions = {
  readonly role: readonly Role[];
  readonly authority?: string;
  readonly subject?: string;
  readonly case?: string;
  readonly recipient?: string;
  readonly onBehalfOf?: string;
  readonly ttl: string;
  readonly state: string;
};

const parseRole = (text: string, before: readonly Role[] = []): readonly Role[] => {
  const role = roles.find((known) => known === text);
  if (role === undefined) throw new InvalidArgumentError(`The roles are ${roles.join(', ')}.`);
  return [...before, role];
};

const parseTtl = (text: string): string => {
  if (!/^\d+ ?(?:s|m|h|d|w)$/u.test(text)) throw new InvalidArgumentError('Say it like 30m, 8h or 7d.');
  return text;
};

const run = async ({ role, state, ...claims }: TokenOptions): Promise<void> => {
  if (!existsSync(state)) throw new StackFailure(`There is no stack in ${state}; start one with: amends up`);
  const { mintToken } = await import('../stack/dev-issuer.ts');
  console.log(await mintToken(state, { ...claims, roles: role }));
};

export const token: Verb = {
  name: 'token',
  summary: 'Sign a bearer token with the development issuer of the embedded stack.',
  define: (command) => {
    command
      .requiredOption(
        '--role <role>',
        `what the person may do; may be repeated (${roles.join(', ')})`,
        parseRole,
      )
      .option('--authority <id>', 'the authority the person acts for')
      .option('--subject <name>', 'who the person is (default: officer-<role>)')
      .option('--case <id>', 'the one case that a subject may see')
      .option('--recipient <id>', 'the body that a recipient acts for')
      .option('--on-behalf-of <person>', 'whom the person stands in for, as a deputy')
      .option('--ttl <time>', 'how long the token is good for', parseTtl, '8h')
      .option('--state <folder>', 'where the stack keeps its secrets', '.amends')
      .action(run);
  },
};
