import type { Verb } from '../verb.ts';

type DemoOptions = { readonly json?: true };

const run = async ({ json }: DemoOptions): Promise<void> => {
  const began = performance.now();
  const { demonstrate } = await import('../play/demo.ts');
  const { onTemporaryStack } = await import('../play/temporary-stack.ts');
  const { progressOn } = await import('../stack/progress.ts');
  const { default: pc } = await import('picocolors');
  const write = (line: string): void => console.log(line);
  const progress = progressOn(process.stderr);

  write(
    pc.bold(
      'Amends, played through its API on a real PostgreSQL and a real Temporal server, in virtual time.',
    ),
  );
  const result = await onTemporaryStack(progress, (host) =>
    demonstrate(host, began, { write, color: pc.isColorSupported, progress }),
  );
  const failures = result.cases.flatMap((played) => played.failures);
  if (failures.length > 0) process.exitCode = 1;
  write(
    `${failures.length > 0 ? pc.red('Not all was as expected.') : pc.green('Done')} in ${result.seconds} s. Nothing of it is kept.`,
  );
  if (json) write(JSON.stringify(result));
};

export const demo: Verb = {
  name: 'demo',
  summary: 'See four cases from opening to end, and a real list live out its years.',
  define: (command) => {
    command.option('--json', 'print what was played as one JSON object, as the last line').action(run);
  },
};
