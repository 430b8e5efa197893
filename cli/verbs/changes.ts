import type { Command } from 'commander';
import type { Verb } from '../verb.ts';

type Common = {
  readonly url?: string;
  readonly token?: string;
  readonly state: string;
  readonly as: string;
  readonly json?: true;
};
type Decide = Common & { readonly reason: string };

const reach = (command: Command): Command =>
  command
    .option('--as <name>', 'who asks, where the token is one of the development issuer', 'supervisor')
    .option('--url <url>', 'the API (default: that of the embedded stack)')
    .option('--token <token>', 'a bearer token (default: AMENDS_TOKEN, else one of the development issuer)')
    .option('--state <folder>', 'where the embedded stack keeps its secrets', '.amends')
    .option('--json', 'print JSON');

const callerFor = async (options: Common) => {
  const { callerOf } = await import('../api-caller.ts');
  return callerOf(options, { roles: ['supervisor'], subject: options.as });
};

const show = async (changeId: string, options: Common): Promise<void> => {
  const { followChange, printChange } = await import('../change/follow-change.ts');
  const caller = await callerFor(options);
  const found = await followChange(caller, changeId);
  if (options.json) console.log(JSON.stringify(found));
  else await printChange(caller, found);
};

const list = async (options: Common): Promise<void> => {
  const { aboutOf, readChange } = await import('../change/follow-change.ts');
  const { z } = await import('zod');
  const { default: Table } = await import('cli-table3');
  const caller = await callerFor(options);
  const { items } = z
    .looseObject({ items: z.array(z.unknown()) })
    .parse(await caller.call('GET', '/v1/changes'));
  const changes = items.map(readChange);
  if (options.json) {
    console.log(JSON.stringify(changes));
    return;
  }
  const head = ['change', 'about', '', 'cases', 'applied', 'proposed by', 'decided by'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const each of changes)
    table.push([
      each.changeId,
      aboutOf(each),
      each.status,
      each.cases.touched,
      each.cases.applied,
      each.proposedBy,
      each.decidedBy ?? '',
    ]);
  console.log(changes.length === 0 ? 'No change was proposed yet.' : table.toString());
};

const decide = async (verb: 'approve' | 'withdraw', changeId: string, options: Decide): Promise<void> => {
  const caller = await callerFor(options);
  await caller.call('POST', `/v1/changes/${changeId}/${verb}`, { reason: options.reason });
  await show(changeId, options);
};

/** Changes of calendars and of law on live cases: shown, approved by a second person, followed to their end. */
export const changes: Verb = {
  name: 'changes',
  summary: 'Show changes of calendars and of law on live cases; approve or withdraw one.',
  define: (command) => {
    reach(command.command('list').description('all changes, the newest first')).action(list);
    reach(
      command.command('show <change>').description('what a change would do or has done; waits for a preview'),
    ).action(show);
    for (const verb of ['approve', 'withdraw'] as const)
      reach(
        command
          .command(`${verb} <change>`)
          .description(
            verb === 'approve'
              ? 'let a previewed change be applied: another person than who proposed it'
              : 'give up a change that is not approved yet',
          )
          .requiredOption('--reason <why>', 'what the decision rests on'),
      ).action((changeId: string, options: Decide) => decide(verb, changeId, options));
  },
};
