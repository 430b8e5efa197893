import type { Host } from '../play/api-client.ts';
import type { PlayedCase } from '../play/story.ts';
import type { Verb } from '../verb.ts';

type PlayOptions = {
  readonly url?: string;
  readonly state: string;
  readonly json?: true;
  readonly schema?: true;
};

const run = async (files: readonly string[], options: PlayOptions): Promise<void> => {
  if (options.schema) {
    const { scenarioJsonSchema } = await import('../play/scenario-json-schema.ts');
    console.log(JSON.stringify(scenarioJsonSchema(), undefined, 1));
    return;
  }
  const { StackFailure } = await import('../stack/failure.ts');
  if (files.length === 0)
    throw new StackFailure('Say which scenario to play, such as samples/ends-by-expiry.yaml.');
  const { readScenarios } = await import('../play/read-scenarios.ts');
  const scenarios = readScenarios(files);
  const { openClient } = await import('../play/api-client.ts');
  const { misfits } = await import('../play/misfits.ts');
  const { play } = await import('../play/player.ts');
  const { legend, timeline } = await import('../play/timeline.ts');
  const { default: pc } = await import('picocolors');

  const write = (line: string): void => (options.json ? console.error(line) : console.log(line));
  const color = pc.isColorSupported;
  const played: PlayedCase[] = [];
  await onHost(options, async (host) => {
    const client = await openClient(host);
    const wrong = scenarios.flatMap((scenario) => misfits(scenario, client.operations));
    if (wrong.length > 0) throw new StackFailure(wrong.join('\n'));
    const watcher = timeline({ write, color });
    for (const scenario of scenarios) {
      // oxlint-disable-next-line no-await-in-loop -- a reader reads one timeline after the other
      played.push(await play(scenario, client, watcher));
    }
  });
  write('');
  write(legend(color));
  const failures = played.flatMap((each) => each.failures);
  if (options.json) console.log(JSON.stringify({ cases: played }));
  if (failures.length > 0) {
    write(pc.red(`${failures.length} not as expected.`));
    process.exitCode = 1;
  }
};

/** The API that was named, or that of a stack that lives as long as the play. */
const onHost = async (options: PlayOptions, work: (host: Host) => Promise<void>): Promise<void> => {
  const { progressOn } = await import('../stack/progress.ts');
  if (options.url === undefined) {
    const { onTemporaryStack } = await import('../play/temporary-stack.ts');
    return onTemporaryStack(progressOn(process.stderr), work);
  }
  const { mintToken } = await import('../stack/dev-issuer.ts');
  return work({ url: options.url.replace(/\/+$/u, ''), token: (claims) => mintToken(options.state, claims) });
};

export const play: Verb = {
  name: 'play',
  summary: 'Play scenarios in virtual time and check what they expect.',
  define: (command) => {
    command
      .argument('[files...]', 'scenario files (YAML; docs/scenarios.md)')
      .option('--url <url>', 'an API that runs already (default: a stack of its own, in a temporary folder)')
      .option(
        '--state <folder>',
        'with --url: the folder of that stack, whose issuer signs the tokens',
        '.amends',
      )
      .option('--json', 'print what was played as one JSON object; the timeline goes to standard error')
      .option('--schema', 'print the JSON Schema of scenarios')
      .action(run);
  },
};
