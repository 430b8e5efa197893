/**
 * A test runner for Stryker that runs the tests of domain/calendar in its own process. Each mutant gets the whole program
 * afresh, as one bundle that is imported again, so that no memory of an earlier mutant is left in any table; that takes
 * milliseconds, where starting a test runner per mutant takes a second.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';

const TESTS = 'test/domain/calendar';

const bundle = async (entry, outfile, plugins = []) => {
  const common = { bundle: true, platform: 'node', format: 'esm', logLevel: 'error', packages: 'external' };
  await build({
    ...common,
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    outfile,
    plugins,
  });
  return pathToFileURL(outfile).href;
};

/** Files are read once, not once a mutant: the published calendars come from a snapshot. */
const snapshotOf = (years) => ({
  name: 'snapshot',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^vitest$/ }, () => ({ path: join(process.cwd(), TESTS, 'mutation/stand-in.ts') }));
    onResolve({ filter: /load-calendars\.ts$/ }, () => ({ path: 'snapshot', namespace: 'snapshot' }));
    onLoad({ filter: /.*/, namespace: 'snapshot' }, () => ({
      contents: `import { compileCalendars } from './domain/calendar/calendar.ts';
        const years = ${JSON.stringify(years)};
        export const loadCalendars = () => compileCalendars(years);`,
      resolveDir: process.cwd(),
      loader: 'ts',
    }));
  },
});

class BundleRunner {
  #program = '';
  #imports = 0;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    // Both bundles lie beside what they bundle, in the sandbox, so that what is read by its own address is found.
    const loader = await bundle(
      "export { readCalendarYears } from './regimes/load-calendars.ts';",
      join(process.cwd(), 'regimes/.loader.mjs'),
    );
    const { readCalendarYears } = await import(loader);
    const files = (await readdir(TESTS)).filter((name) => name.endsWith('.test.ts'));
    const entry = [
      "import { program } from './test/domain/calendar/mutation/stand-in.ts';",
      ...files.map((name) => `import './${TESTS}/${name}';`),
      'export { program };',
    ].join('\n');
    const outfile = join(process.cwd(), TESTS, '.program.mjs');
    this.#program = await bundle(entry, outfile, [snapshotOf(readCalendarYears())]);
  }

  async #load() {
    this.#imports += 1;
    const { program } = await import(`${this.#program}?${this.#imports}`);
    return program;
  }

  async #run(stryker, tests, bail) {
    const results = [];
    for (const { name, run } of tests) {
      const begin = performance.now();
      stryker.currentTestId = name;
      let failure;
      try {
        await run();
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
      }
      stryker.currentTestId = undefined;
      const result = { id: name, name, timeSpentMs: performance.now() - begin };
      results.push(
        failure === undefined
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage: failure },
      );
      if (failure !== undefined && bail) break;
    }
    return results;
  }

  async dryRun() {
    const stryker = (globalThis.__stryker__ ??= {});
    stryker.activeMutant = undefined;
    const tests = await this.#run(stryker, await this.#load(), false);
    return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit, disableBail }) {
    const stryker = (globalThis.__stryker__ ??= {});
    const isStatic = mutantActivation === 'static';
    stryker.hitCount = hitLimit === undefined ? undefined : 0;
    stryker.hitLimit = hitLimit;
    stryker.activeMutant = isStatic ? activeMutant.id : undefined;
    let tests;
    try {
      const program = await this.#load();
      stryker.activeMutant = activeMutant.id;
      const wanted =
        testFilter === undefined ? program : program.filter(({ name }) => testFilter.includes(name));
      tests = await this.#run(stryker, wanted, !disableBail);
    } catch (error) {
      const failureMessage = error instanceof Error ? error.message : String(error);
      tests = [{ id: 'load', name: 'load', timeSpentMs: 0, status: TestStatus.Failed, failureMessage }];
    }
    const timeout = determineHitLimitReached(stryker.hitCount, hitLimit);
    return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests });
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'bundle', BundleRunner)];
