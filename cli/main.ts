import { Command } from 'commander';
import type { Verb } from './verb.ts';

const verbs: readonly Verb[] = [];

const program = new Command('amends')
  .description('A due-process case engine for exclusion lists.')
  .showHelpAfterError('(amends --help shows the verbs)');

for (const verb of verbs) verb.define(program.command(verb.name).description(verb.summary));

await program.parseAsync();
