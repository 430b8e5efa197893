import { Option } from 'commander';
import type { WhatIfOptions } from '../regimes/what-if.ts';
import { parseDate } from '../parse-date.ts';
import type { Verb } from '../verb.ts';

const today = (): string => new Date().toISOString().slice(0, 10);
const asOf = (): Option =>
  new Option('--as-of <date>', 'the day whose law is meant (YYYY-MM-DD)')
    .argParser(parseDate)
    .default(today(), 'today');

/** The catalogue of regimes: check it, read it, compare it, publish it, prove that the engine keeps it. */
export const regimes: Verb = {
  name: 'regimes',
  summary: 'Check, show, compare and publish regime packs; prove that the engine enforces them.',
  define: (command) => {
    command
      .command('check')
      .description('check every pack; print file, line and rule of each problem')
      .option('--folder <folder>', 'packs to check instead of the published ones')
      .option('--production', 'name the packs that production keeps cases from, and fail where there are any')
      .action(async (options: { folder?: string; production?: boolean }) => {
        const { check } = await import('../regimes/check.ts');
        check(options);
      });
    command
      .command('show <pack>')
      .description('print a pack: a regime, or regime@version')
      .addOption(asOf())
      .addOption(new Option('--diagram <form>', 'draw the procedure').choices(['bpmn', 'svg']))
      .option('--language <language>', 'language of titles', 'en')
      .option('--json', 'print JSON')
      .action(
        async (
          name: string,
          options: { asOf: string; diagram?: 'bpmn' | 'svg'; language: string; json?: boolean },
        ) => {
          const { show } = await import('../regimes/show.ts');
          await show(name, options);
        },
      );
    command
      .command('diff <before> <after>')
      .description('say in words what changes from one pack to another')
      .addOption(asOf())
      .option('--json', 'print JSON')
      .action(async (before: string, after: string, options: { asOf: string; json?: boolean }) => {
        const { diff } = await import('../regimes/diff.ts');
        diff(before, after, options);
      });
    command
      .command('publish [packs...]')
      .description('fix the content of packs for ever: regime@version, sealed with the signing key')
      .option('--all', 'every pack that is not published yet')
      .option('--key <file>', 'the private Ed25519 key, in PEM (or AMENDS_REGIME_KEY)')
      .addOption(
        new Option('--on <date>', 'the day of publication').argParser(parseDate).default(today(), 'today'),
      )
      .action(async (packs: string[], options: { all?: boolean; key?: string; on: string }) => {
        const { publish } = await import('../regimes/publish.ts');
        publish(packs, options);
      });
    command
      .command('make-key <file>')
      .description('make a signing key: private half to FILE, public half to the trusted keys')
      .action(async (file: string) => {
        const { makeKey } = await import('../regimes/publish.ts');
        makeKey(file);
      });
    command
      .command('schema')
      .description('write the JSON Schema of a pack, for editors')
      .option('--write', 'to regimes/pack.schema.json instead of standard output')
      .action(async (options: { write?: boolean }) => {
        const { schema } = await import('../regimes/schema.ts');
        schema(options);
      });
    command
      .command('what-if <pack>')
      .description('run regime@version on the live cases of earlier versions; changes nothing')
      .option('--draft <file>', 'a pack that is not published yet, instead of the one of that name')
      .option('--most <cases>', 'how many cases to look at', '100000')
      .option(
        '--database <url>',
        'the database (default: AMENDS_DATABASE_URL, or that of the embedded stack)',
      )
      .option('--state <folder>', 'where the embedded stack keeps its secrets', '.amends')
      .option('--json', 'print JSON')
      .action(async (name: string, options: WhatIfOptions) => {
        const { whatIfVersion } = await import('../regimes/what-if.ts');
        await whatIfVersion(name, options);
      });
    command
      .command('conformance [regime]')
      .description('prove for every rule of every pack that the engine enforces it')
      .option('--json', 'print JSON')
      .action(async (regime: string | undefined, options: { json?: boolean }) => {
        const { conformance } = await import('../regimes/conformance.ts');
        conformance(regime, options);
      });
  },
};
