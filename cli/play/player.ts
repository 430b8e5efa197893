import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { localDate } from '../../domain/calendar/local-time.ts';
import { pathOf, type CaseRead, type Claims, type Client, type Reply } from './api-client.ts';
import { compare, judge } from './expectations.ts';
import { fill, type Json } from './fill.ts';
import { listOf, memberOf, textOf } from './json-value.ts';
import { findOperation, similar } from './operations.ts';
import { parametersOf } from './parameters.ts';
import type { ScenarioFile } from './read-scenario.ts';
import type { Regime } from './regime.ts';
import type { Act, Expectation, Scenario, Step } from './scenario.ts';
import { settled } from './settled.ts';
import type { Failure, PlayedCase, PlayedRefusal, Watcher } from './story.ts';
import { clocksOf, recipientsOf, stagesOf } from './summary.ts';
import { tellEvents, tellRefusal, type Telling } from './tell.ts';
import { afterWait, instantOf, shifted, untilMoment } from './virtual-days.ts';

const DAY_MS = 86_400_000;

type Path = readonly PropertyKey[];
type AskedAct = Pick<Act, 'do' | 'by' | 'at' | 'expect'> & {
  readonly with?: { readonly [field: string]: Json } | undefined;
};

/** What lies on the table while a scenario is played. */
type Table = {
  readonly file: ScenarioFile;
  readonly client: Client;
  readonly regime: Regime;
  readonly telling: Telling;
  readonly watcher: Watcher;
  readonly refusals: PlayedRefusal[];
  readonly failures: Failure[];
  /** The case as it was last read; undefined before its opening. */
  seen: CaseRead | undefined;
};

/** Plays one scenario through the API, in virtual time, telling the watcher as it goes. */
export async function play(file: ScenarioFile, client: Client, watcher: Watcher): Promise<PlayedCase> {
  const { scenario } = file;
  const began = performance.now();
  const regime = await regimeFor(scenario, client);
  for (const authority of topFirst(scenario)) {
    // oxlint-disable-next-line no-await-in-loop -- a superior is registered before those below it
    await client.registerAuthority({ ...authority, regimes: [regime.regime] });
  }
  watcher.began(scenario.title, scenario.about, `${regime.regime} ${regime.version}`);
  const nameOf = (actor: string): string => nameIn(scenario, actor);
  const table: Table = {
    file,
    client,
    regime,
    telling: { regime, nameOf, duties: new Map(), armed: new Map() },
    watcher,
    refusals: [],
    failures: [],
    seen: undefined,
  };

  let goesOn = await open(table);
  for (const [index, step] of scenario.steps.entries()) {
    if (!goesOn) break;
    // oxlint-disable-next-line no-await-in-loop -- a scenario is a sequence
    goesOn = await take(table, step, ['steps', index]);
  }

  const played = await closing(table, Number(((performance.now() - began) / 1000).toFixed(1)));
  watcher.ended(played);
  return played;
}

/** Opens the case. One whose opening is refused, as may be expected, has no further steps. */
async function open(table: Table): Promise<boolean> {
  const { regime, startsAt, subject, version, opening } = table.file.scenario;
  const at = startsAt === undefined ? new Date().toISOString() : instantOf(startsAt, table.regime);
  const given: Record<string, Json> = {
    regime,
    ...(version !== undefined && { version }),
    ...(subject && { subject: onlyOnce({ kind: 'organisation', ...subject }) }),
    ...opening.with,
    sandbox: true,
    ...(startsAt !== undefined && { startsAt: at }),
  };
  if (opening.note !== undefined) table.watcher.note(opening.note, undefined);
  return (await takeAct(table, { ...opening, with: given }, ['opening'], at)) && table.seen !== undefined;
}

/**
 * Each playing is about a subject of its own, told apart by a mark at the end of its identifiers: nobody is listed twice
 * for the same facts, and a scenario is there to be played again.
 */
function onlyOnce(subject: { readonly [field: string]: Json }): Json {
  const mark = randomBytes(4).toString('hex');
  const identifiers = listOf(subject['identifiers']).map((each): Json => ({
    scheme: textOf(memberOf(each, 'scheme')) ?? '',
    value: `${String(memberOf(each, 'value'))}-${mark}`,
  }));
  return { ...subject, identifiers };
}

/** Takes one step. Answers false where the scenario cannot go on. */
async function take(table: Table, step: Step, path: Path): Promise<boolean> {
  const { seen, client, regime, watcher } = table;
  if (seen === undefined) return false;
  if (step.note !== undefined) watcher.note(step.note, localDate(seen.now, regime.timezone));
  if ('do' in step) return takeAct(table, step, path, seen.now);
  if ('wait' in step || 'until' in step) {
    const until =
      'wait' in step ? afterWait(seen.now, step.wait, regime) : untilMoment(step.until, seen.clocks, regime);
    if (until === undefined) {
      const armed = seen.clocks.map(({ key, rungs }) => [key, ...rungs.map(({ id }) => `(${id})`)].join(' '));
      fail(table, [...path, 'until'], 'an armed clock', `armed are: ${armed.join(', ') || 'none'}`);
      return false;
    }
    await client.advance(seen.caseId, until);
    await look(table, seen.caseId, undefined);
  }
  if ('expect' in step && step.expect !== undefined) await check(table, step.expect, undefined, seen, path);
  return true;
}

async function takeAct(table: Table, step: AskedAct, path: Path, at: string): Promise<boolean> {
  const { client, telling, watcher, file, seen: before } = table;
  const operation = findOperation(client.operations, step.do);
  if (operation === undefined) {
    const near = similar(client.operations, step.do);
    const found = near.length > 0 ? `there is none; similar: ${near.join(', ')}` : 'there is none';
    fail(table, [...path, 'do'], `an operation "${step.do}" of the API`, found);
    return false;
  }
  const { body, problems } = fill(operation, step.with ?? {}, fillingAt(table, at));
  for (const problem of problems) fail(table, [...path, 'with', ...problem.path], 'a value', problem.message);
  const recipient = file.scenario.persons[step.by]?.recipient;
  const { found, missing } = parametersOf(operation, step.at ?? {}, before, recipient);
  for (const name of missing)
    fail(table, [...path, 'at'], `at: { ${name}: ... }`, 'nothing in the case tells which is meant');
  if (problems.length > 0 || missing.length > 0) return false;

  const reply = await client.ask({
    method: operation.method,
    path: pathOf(operation, found),
    claims: claimsOf(table, step.by),
    ...(operation.body !== undefined && { body }),
  });
  const act = { by: step.by, what: operation.summary };
  if (reply.kind === 'refused') {
    for (const { rule, citation, detail, lawful } of reply.refusals)
      table.refusals.push({ at, act: step.do, rule, citation, detail, lawful });
    watcher.moment(tellRefusal(at, act, reply.refusals, telling));
  }
  const caseId =
    reply.kind === 'answered' ? (textOf(memberOf(reply.body, 'caseId')) ?? before?.caseId) : before?.caseId;
  if (reply.kind === 'answered' && caseId !== undefined) await look(table, caseId, act);
  const expected = step.expect ?? {};
  const difference = judge(reply, expected, act.what);
  if (difference !== null) {
    fail(table, [...path, ...difference.path], difference.expected, difference.found);
    return false;
  }
  await check(table, expected, reply, before, path);
  return true;
}

/** Reads the case when it has settled, and tells what is new in its record. */
async function look(
  table: Table,
  caseId: string,
  act: { readonly by: string; readonly what: string } | undefined,
): Promise<void> {
  const told = table.seen?.events.at(-1)?.seq ?? 0;
  table.seen = await settled(table.client, caseId);
  const fresh = table.seen.events.filter(({ seq }) => seq > told);
  for (const moment of tellEvents(fresh, act, table.telling)) table.watcher.moment(moment);
}

async function check(
  table: Table,
  expected: Expectation,
  reply: Reply | undefined,
  before: CaseRead | undefined,
  path: Path,
): Promise<void> {
  const { seen, regime } = table;
  if (seen === undefined) return;
  const last = before?.events.at(-1)?.seq ?? 0;
  const differences = compare(
    expected,
    {
      seen,
      events: seen.events.filter(({ seq }) => seq > last).map(({ type }) => type),
      listed: expected.register === undefined ? undefined : await isListed(table),
      answer: reply?.kind === 'answered' ? reply.body : undefined,
    },
    regime,
  );
  for (const difference of differences)
    fail(table, [...path, 'expect', ...difference.path], difference.expected, difference.found);
}

async function isListed({ seen, client }: Table): Promise<boolean> {
  return seen?.entry ? client.onRegister(seen.entry.id) : false;
}

function fail(table: Table, path: Path, expected: string, found: string): void {
  const failure: Failure = { file: table.file.file, line: table.file.lineOf(path), expected, found };
  table.failures.push(failure);
  table.watcher.failed(failure);
}

async function closing(table: Table, seconds: number): Promise<PlayedCase> {
  const { file, seen, regime, refusals, failures } = table;
  const common = {
    scenario: basename(file.file),
    title: file.scenario.title,
    regime: regime.regime,
    refusals,
    failures,
    seconds,
  };
  if (seen === undefined)
    return {
      ...common,
      id: '',
      outcome: null,
      stages: [],
      clocks: [],
      register: 'absent',
      recipients: [],
      days: 0,
    };
  return {
    ...common,
    id: seen.caseId,
    outcome: seen.outcome,
    stages: stagesOf(seen),
    clocks: clocksOf(seen, regime),
    register: (await isListed(table)) ? 'listed' : 'absent',
    recipients: recipientsOf(seen, regime),
    days: Math.round((Date.parse(seen.now) - Date.parse(seen.openedAt)) / DAY_MS),
  };
}

function fillingAt({ regime, file }: Table, at: string): Parameters<typeof fill>[2] {
  const ground = textOf(file.scenario.opening.with?.['ground']);
  return {
    today: localDate(at, regime.timezone),
    shift: (day, length, back) => shifted(day, length, back, regime),
    idsAt: (path) => regime.idsAt(path, ground),
  };
}

function claimsOf({ file, seen }: Table, by: string): Claims {
  const { roles = [], authority, recipient } = file.scenario.persons[by] ?? {};
  return {
    subject: by,
    roles,
    ...(authority !== undefined && { authority }),
    ...(recipient !== undefined && { recipient }),
    ...(roles.includes('subject') && seen && { case: seen.caseId }),
  };
}

function nameIn({ persons }: Scenario, actor: string): string {
  if (actor === 'clock' || actor === 'engine') return `the ${actor}`;
  const { name = actor, roles = [], recipient } = persons[actor] ?? {};
  return recipient === undefined && roles.length === 0 ? name : `${name}, ${roles[0] ?? recipient ?? ''}`;
}

async function regimeFor({ regime, version, startsAt }: Scenario, client: Client): Promise<Regime> {
  const on = (startsAt ?? new Date().toISOString()).slice(0, 10);
  return client.regime(regime, version ?? (await client.versionInForce(regime, on)) ?? on);
}

/** Superiors before those below them. */
function topFirst({ authorities }: Scenario): Scenario['authorities'] {
  const height = (id: string | undefined, below: readonly string[] = []): number => {
    const found = authorities.find((each) => each.id === id);
    return found === undefined || below.includes(found.id)
      ? 0
      : 1 + height(found.superior, [...below, found.id]);
  };
  return authorities.toSorted((left, right) => height(left.id) - height(right.id));
}
