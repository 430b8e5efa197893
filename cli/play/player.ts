import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { CaseRead, Client } from './api-client.ts';
import { registerCast } from './cast.ts';
import type { Json } from './fill.ts';
import { listOf, memberOf, textOf } from './json-value.ts';
import type { ScenarioFile } from './read-scenario.ts';
import { FIRST, type FurtherCase, type Scenario, type Step } from './scenario.ts';
import type { LivedCase, PlayedCase, Watcher } from './story.ts';
import { clocksOf, recipientsOf, stagesOf } from './summary.ts';
import { fail, look, type CaseOnTable, type Path, type Table } from './table.ts';
import { check, takeAct } from './take-act.ts';
import { afterWait, instantOf, untilMoment } from './virtual-days.ts';

const DAY_MS = 86_400_000;
/** What began so short a time ago begins now. */
const NOW_MS = 1_000;

/** Plays one scenario through the API, in virtual time, telling the watcher as it goes. Answers its cases, the first first. */
export async function play(file: ScenarioFile, client: Client, watcher: Watcher): Promise<PlayedCase> {
  const { scenario } = file;
  const began = performance.now();
  const cast = await registerCast(scenario, client, regimesOf(scenario));
  const table: Table = {
    file,
    client,
    cast,
    watcher,
    cases: new Map(),
    kept: new Map(),
    refusals: [],
    failures: [],
    marked: markedSubjects(),
  };
  const { opening, startsAt } = scenario;
  const first = await caseUnder(table, FIRST, scenario, textOf(opening.with?.['ground']));
  watcher.began(scenario.title, scenario.about, `${first.regime.regime} ${first.regime.version}`);
  const at = startsAt === undefined ? new Date().toISOString() : instantOf(startsAt, first.regime);

  let goesOn = await open(table, first, { ...opening, open: FIRST }, ['opening'], at);
  for (const [index, step] of scenario.steps.entries()) {
    if (!goesOn) break;
    // oxlint-disable-next-line no-await-in-loop -- a scenario is a sequence
    goesOn = await take(table, step, ['steps', index]);
  }

  const played = await closing(table, Number(((performance.now() - began) / 1000).toFixed(1)));
  watcher.ended(played);
  return played;
}

/**
 * Each playing is about subjects of its own, told apart by a mark at the end of their identifiers: nobody is listed twice
 * for the same facts, and a scenario is there to be played again. Within a playing the same subject stays the same.
 */
function markedSubjects(): Table['marked'] {
  const mark = randomBytes(4).toString('hex');
  return (subject) => ({
    kind: 'organisation',
    ...subject,
    identifiers: listOf(subject['identifiers']).map((each): Json => ({
      scheme: textOf(memberOf(each, 'scheme')) ?? '',
      value: `${String(memberOf(each, 'value'))}-${mark}`,
    })),
  });
}

/** Puts a case on the table that is about to be opened. */
async function caseUnder(
  { client, cast, cases }: Table,
  name: string,
  { regime: id, version, startsAt }: Pick<Scenario, 'regime' | 'version' | 'startsAt'>,
  ground: string | undefined,
): Promise<CaseOnTable> {
  const on = (startsAt ?? new Date().toISOString()).slice(0, 10);
  const regime = await client.regime(id, version ?? (await client.versionInForce(id, on)) ?? on);
  const telling = { regime, nameOf: cast.nameOf, duties: new Map(), armed: new Map() };
  const opened: CaseOnTable = { name, regime, ground, telling, seen: undefined };
  cases.set(name, opened);
  return opened;
}

/** Opens a case. A scenario whose first opening is refused, as may be expected, has no further steps. */
async function open(
  table: Table,
  on: CaseOnTable,
  opening: FurtherCase,
  path: Path,
  at: string,
): Promise<boolean> {
  const { scenario } = table.file;
  const subject = opening.subject ?? scenario.subject;
  const given: Record<string, Json> = {
    regime: on.regime.regime,
    version: on.regime.version,
    ...(subject && { subject: table.marked(subject) }),
    ...opening.with,
    sandbox: true,
    ...(Date.now() - Date.parse(at) > NOW_MS && { startsAt: at }),
  };
  const opened = await takeAct(table, on, { ...opening, with: given }, path, at);
  if (on.seen === undefined) table.cases.delete(on.name);
  else table.kept.set(on.name, on.seen.caseId);
  return opened && table.cases.has(FIRST);
}

/** Takes one step. Answers false where the scenario cannot go on. */
async function take(table: Table, step: Step, path: Path): Promise<boolean> {
  const { cases, watcher, file } = table;
  const on = cases.get(('case' in step ? step.case : undefined) ?? FIRST);
  if (on?.seen === undefined) {
    fail(table, [...path, 'case'], 'a case that was opened', 'its opening was refused');
    return false;
  }
  const { seen, regime } = on;
  if (step.note !== undefined) watcher.note(step.note, localDate(seen.now, regime.timezone));
  if ('open' in step) {
    const { scenario } = file;
    const law =
      step.regime === undefined
        ? { regime: scenario.regime, version: step.version ?? scenario.version }
        : step;
    const under = { regime: law.regime ?? scenario.regime, version: law.version, startsAt: seen.now };
    if (Date.parse(seen.now) > Date.now() + NOW_MS) {
      const found = `the scenario has come to ${localDate(seen.now, regime.timezone)}: let it begin earlier`;
      fail(table, [...path, 'open'], 'a day that is not in the future', found);
      return false;
    }
    const further = await caseUnder(table, step.open, under, textOf(step.with?.['ground']));
    return open(table, further, step, path, seen.now);
  }
  if ('do' in step) return takeAct(table, on, step, path, seen.now);
  if ('wait' in step || 'until' in step) {
    const until =
      'wait' in step ? afterWait(seen.now, step.wait, regime) : untilMoment(step.until, seen.clocks, regime);
    if (until === undefined) {
      const armed = seen.clocks.map(({ key, rungs }) => [key, ...rungs.map(({ id }) => `(${id})`)].join(' '));
      fail(table, [...path, 'until'], 'an armed clock', `armed are: ${armed.join(', ') || 'none'}`);
      return false;
    }
    if (localDate(until, regime.timezone) < localDate(seen.now, regime.timezone)) {
      fail(table, [...path, 'until'], `a moment after ${seen.now}`, `${until} is past`);
      return false;
    }
    await passTime(table, until);
  }
  if (!('expect' in step)) return true;
  // What another case has gone through may have changed this one.
  await look(table, on, seen.caseId);
  return check(table, on, step, undefined, seen, path);
}

/** Lets every case live until an instant, the one after the other, so that what they tell stays in order. */
async function passTime(table: Table, until: string): Promise<void> {
  for (const on of table.cases.values()) {
    if (on.seen === undefined) continue;
    // oxlint-disable-next-line no-await-in-loop -- a reader reads one case after the other
    await table.client.advance(on.seen.caseId, until);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await look(table, on, on.seen.caseId);
  }
}

async function closing(table: Table, seconds: number): Promise<PlayedCase> {
  const { file, refusals, failures, cases } = table;
  const { scenario } = file;
  const common = { scenario: basename(file.file), title: scenario.title, refusals, failures, seconds };
  const [first, ...further] = await Promise.all(
    [...cases.values()].flatMap((on) => (on.seen === undefined ? [] : [ended(table, on, on.seen)])),
  );
  return first === undefined
    ? { ...common, ...unopened(scenario.regime), further: [] }
    : { ...common, ...first, further };
}

const unopened = (regime: string): LivedCase => ({
  name: FIRST,
  id: '',
  regime,
  version: '',
  outcome: null,
  stages: [],
  clocks: [],
  register: 'absent',
  recipients: [],
  days: 0,
});

async function ended({ client }: Table, { name, regime }: CaseOnTable, seen: CaseRead): Promise<LivedCase> {
  const entry = seen.entry && (await client.publicEntry(seen.entry.id));
  return {
    name,
    id: seen.caseId,
    regime: regime.regime,
    version: regime.version,
    outcome: seen.outcome,
    stages: stagesOf(seen),
    clocks: clocksOf(seen, regime),
    register: entry ? 'listed' : 'absent',
    recipients: recipientsOf(seen, regime),
    days: Math.round((Date.parse(seen.now) - Date.parse(seen.openedAt)) / DAY_MS),
  };
}

/** The regimes that the cases of a scenario come under. */
function regimesOf({ regime, steps }: Scenario): readonly string[] {
  const further = steps.flatMap((step) => ('open' in step && step.regime !== undefined ? [step.regime] : []));
  return [...new Set([regime, ...further])];
}
