import { fileURLToPath } from 'node:url';
import { createColors } from 'picocolors';
import { localDate } from '../../domain/calendar/local-time.ts';
import { StackFailure } from '../stack/failure.ts';
import { during, type Progress } from '../stack/progress.ts';
import { adoptList, liveOn, type Adoption, type LivedEntry } from './adopted-list.ts';
import { openClient, type Client, type Host } from './api-client.ts';
import { readExclusionList, type ListedFirm } from './exclusion-list.ts';
import { play } from './player.ts';
import { readScenarios } from './read-scenarios.ts';
import { readRegister, registerTables, type RegisterState } from './register-state.ts';
import type { PlayedCase } from './story.ts';
import { legend, spanOf, timeline } from './timeline.ts';

/** What a demonstration came to. */
export type DemoResult = {
  readonly cases: readonly PlayedCase[];
  readonly adopted: {
    readonly source: string;
    readonly read: number;
    readonly skipped: readonly { readonly line: number; readonly why: string }[];
    readonly refused: readonly { readonly line: number; readonly why: string }[];
    readonly entries: number;
    /** Whose last day was past already when the list was taken in. */
    readonly past: number;
    readonly running: number;
    readonly until: string;
    /** Which of those that ran have ended by themselves before `until`. */
    readonly ended: number;
    readonly standing: number;
    readonly outcomes: Readonly<Record<string, number>>;
  };
  readonly register: { readonly before: RegisterState; readonly after: RegisterState };
  readonly seconds: number;
};

export type DemoOptions = {
  readonly write: (line: string) => void;
  readonly color: boolean;
  readonly progress: Progress;
};

const samples = ['ends-by-expiry', 'ends-by-repair', 'ends-by-basis-falling', 'dismissed-unserved'];
const list = { file: 'us-exclusions-2020.csv', regime: 'us-far-9.4', ground: 'other-serious-cause' };
const YEARS = 25;
const DAY_MS = 86_400_000;

const sample = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));

/** Plays the four ways to the end, takes in a real list, and lets its years pass. */
export async function demonstrate(host: Host, began: number, options: DemoOptions): Promise<DemoResult> {
  const { write, color, progress } = options;
  const client = await openClient(host);
  const watcher = timeline({ write, color });
  const cases: PlayedCase[] = [];
  for (const scenario of readScenarios(samples.map((name) => sample(`${name}.yaml`)))) {
    // oxlint-disable-next-line no-await-in-loop -- a reader reads one timeline after the other
    cases.push(await play(scenario, client, watcher));
  }
  write('');
  write(legend(color));

  const { adopted, register } = await adoptAndLive(client, cases, options);
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1));
  progress.line('');
  return { cases, adopted, register, seconds };
}

async function adoptAndLive(
  client: Client,
  cases: readonly PlayedCase[],
  { write, color, progress }: DemoOptions,
): Promise<Pick<DemoResult, 'adopted' | 'register'>> {
  const pc = createColors(color);
  const { firms, skipped } = readExclusionList(sample(list.file));
  const adoption = await adoptionUnder(client);
  const { regime } = adoption;
  const today = localDate(new Date().toISOString(), regime.timezone);
  const horizon = `${Number(today.slice(0, 4)) + YEARS}${today.slice(4).replace('-02-29', '-02-28')}`;
  const isPast = ({ until }: ListedFirm): boolean => until !== null && until < today;

  write('');
  write(pc.bold('A real list: United States exclusions of 2020'));
  write(
    `${firms.length + skipped.length} lines, ${firms.length} of them read; ${firms.filter(isPast).length} were over before today.`,
  );
  for (const { line, why } of skipped) write(pc.yellow(`Line ${line} is left out: ${why}.`));

  const { adopted: entries, refused } = await during(progress, 'Taking the entries over', (step) =>
    adoptList(client, firms, adoption, (done) => step.note(bar(done, firms.length))),
  );
  for (const { firm, why } of refused) write(pc.yellow(`Line ${firm.line} is not taken over: ${why}`));

  const counted = new Map(cases.length > 0 ? [[scenarioRegime(cases), cases.filter(wasListed).length]] : []);
  counted.set(regime.regime, (counted.get(regime.regime) ?? 0) + entries.length);
  const before = await readRegister(client, today, counted);
  for (const line of registerTables('The register before', before, color)) write(line);

  const years = `${YEARS} years pass for each of ${entries.length} entries`;
  const lived = await during(progress, years, (step) =>
    liveOn(client, entries, { regime, horizon }, (done) => step.note(bar(done, entries.length))),
  );
  const after = await readRegister(client, horizon, counted);
  for (const line of registerTables('The register after', after, color)) write(line);

  const stands = lived.filter(({ stage }) => stage === 'listed');
  const past = entries.filter(({ firm }) => isPast(firm)).length;
  const legal = lived.reduce((sum, { firm }) => sum + livedDays(firm, today, horizon), 0);
  write('');
  write(
    `${pc.green('✓')} ${lived.length - stands.length - past} entries have ended on their own last day; ${past} were never shown; ${stands.length} still stand.`,
  );
  write(pc.dim(`  ${spanOf(legal)} of legal time, each case on its own clock.`));
  return {
    adopted: {
      source: list.file,
      read: firms.length,
      skipped,
      refused: refused.map(({ firm, why }) => ({ line: firm.line, why })),
      entries: entries.length,
      past,
      running: entries.length - past,
      until: horizon,
      ended: lived.length - stands.length - past,
      standing: stands.length,
      outcomes: outcomesOf(lived),
    },
    register: { before, after },
  };
}

/** The regime in force today, its general ground and every measure that ground allows. */
async function adoptionUnder(client: Client): Promise<Adoption> {
  const today = new Date().toISOString().slice(0, 10);
  const version = await client.versionInForce(list.regime, today);
  if (version === undefined) throw new StackFailure(`No version of ${list.regime} is in force on ${today}.`);
  const regime = await client.regime(list.regime, version);
  const measures = regime.idsAt('ground.measures', list.ground) ?? [];
  return { regime, ground: list.ground, measures, source: list.file };
}

const scenarioRegime = (cases: readonly PlayedCase[]): string => cases[0]?.regime ?? '';

const wasListed = ({ stages }: PlayedCase): boolean => stages.some(({ stage }) => stage === 'listed');

function livedDays({ until }: ListedFirm, today: string, horizon: string): number {
  const last = until === null || until > horizon ? horizon : until;
  return Math.max(0, Math.round((Date.parse(last) - Date.parse(today)) / DAY_MS));
}

function outcomesOf(lived: readonly LivedEntry[]): Record<string, number> {
  const outcomes: Record<string, number> = {};
  for (const { stage, outcome } of lived) {
    const name = outcome ?? stage;
    outcomes[name] = (outcomes[name] ?? 0) + 1;
  }
  return outcomes;
}

const BAR = 24;

/** A bar of what is done. */
function bar(done: number, of: number): string {
  const full = of === 0 ? BAR : Math.round((done / of) * BAR);
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${done}/${of}`;
}
