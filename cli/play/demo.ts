import { fileURLToPath } from 'node:url';
import { createColors } from 'picocolors';
import { StackFailure } from '../stack/failure.ts';
import { during, type Progress } from '../stack/progress.ts';
import { adoptList, liveOn, type AdoptedEntry, type LivedEntry } from './adopted-list.ts';
import { openClient, type Client, type Host } from './api-client.ts';
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
    /** The virtual day on which the list was taken over. */
    readonly on: string;
    readonly lines: number;
    readonly accepted: number;
    /** Lines that wait in the clean-up, by reason. */
    readonly cleanup: Readonly<Record<string, number>>;
    readonly entries: number;
    /** Whose last day was past already when the list was taken over. */
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
/** The list is of February 2020; it is taken over half a year later, in virtual time, and outlived. */
const list = {
  regime: 'us-far-9.4',
  mapping: 'sam-v2',
  asOf: '2020-02-18',
  livesFrom: '2020-09-10',
};
const source = 'us-exclusions-2020.csv';
const YEARS = 3;
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

  const { adopted, register } = await adoptAndLive(host, client, cases, options);
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1));
  progress.line('');
  return { cases, adopted, register, seconds };
}

async function adoptAndLive(
  host: Host,
  client: Client,
  cases: readonly PlayedCase[],
  { write, color, progress }: DemoOptions,
): Promise<Pick<DemoResult, 'adopted' | 'register'>> {
  const pc = createColors(color);
  const { livesFrom: today } = list;
  const horizon = `${Number(today.slice(0, 4)) + YEARS}${today.slice(4)}`;
  const isPast = ({ until }: AdoptedEntry): boolean => until !== null && until < today;

  write('');
  write(pc.bold('A real list: United States exclusions of February 2020'));
  const { report, entries } = await during(progress, 'Bringing the list in', () =>
    adoptList(host, client, { ...list, file: sample(source) }),
  );
  const cleanup = Object.entries(report.cleanup).map(([reason, lines]) => `${lines} ${reason}`);
  write(`${report.lines} lines: ${report.accepted} stand and are taken over on ${today}.`);
  write(`For the clean-up: ${cleanup.join(', ')}.`);
  const past = entries.filter(isPast).length;
  write(`${past} of the ${entries.length} entries were over by then.`);

  const counted = new Map(cases.length > 0 ? [[scenarioRegime(cases), cases.filter(wasListed).length]] : []);
  counted.set(list.regime, (counted.get(list.regime) ?? 0) + entries.length);
  const before = await readRegister(client, today, counted);
  for (const line of registerTables('The register before', before, color)) write(line);

  const version = await client.versionInForce(list.regime, new Date().toISOString().slice(0, 10));
  if (version === undefined) throw new StackFailure(`No version of ${list.regime} is in force.`);
  const { timezone } = await client.regime(list.regime, version);
  const years = `${YEARS} years pass for each of ${entries.length} entries`;
  const lived = await during(progress, years, (step) =>
    liveOn(client, entries, { timezone, from: today, horizon }, (done) =>
      step.note(bar(done, entries.length)),
    ),
  );
  const after = await readRegister(client, horizon, counted);
  for (const line of registerTables('The register after', after, color)) write(line);

  const stands = lived.filter(({ stage }) => stage === 'listed');
  const ended = lived.length - stands.length - past;
  const legal = lived.reduce((sum, entry) => sum + livedDays(entry, today, horizon), 0);
  write('');
  write(
    `${pc.green('✓')} ${ended} entries have ended on their own last day; ${past} were never shown; ${stands.length} still stand.`,
  );
  write(pc.dim(`  ${spanOf(legal)} of legal time, each case on its own clock.`));
  return {
    adopted: {
      source,
      on: today,
      lines: report.lines,
      accepted: report.accepted,
      cleanup: report.cleanup,
      entries: entries.length,
      past,
      running: entries.length - past,
      until: horizon,
      ended,
      standing: stands.length,
      outcomes: outcomesOf(lived),
    },
    register: { before, after },
  };
}

const scenarioRegime = (cases: readonly PlayedCase[]): string => cases[0]?.regime ?? '';

const wasListed = ({ stages }: PlayedCase): boolean => stages.some(({ stage }) => stage === 'listed');

function livedDays({ until }: AdoptedEntry, today: string, horizon: string): number {
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
