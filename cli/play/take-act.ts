import { localDate } from '../../domain/calendar/local-time.ts';
import { StackFailure } from '../stack/failure.ts';
import { pathOf, withQuery, type CaseRead, type Reply } from './api-client.ts';
import { compare, judge } from './expectations.ts';
import { factsFor, type Facts } from './facts.ts';
import { fill, type Json } from './fill.ts';
import { memberOf, textOf } from './json-value.ts';
import { withKept } from './kept.ts';
import { findOperation, similar, type Operation } from './operations.ts';
import { parametersOf } from './parameters.ts';
import type { Act, Expectation } from './scenario.ts';
import { fail, keep, look, type CaseOnTable, type Path, type Table } from './table.ts';
import { tellRefusal } from './tell.ts';
import { shifted } from './virtual-days.ts';

type AskedAct = Pick<Act, 'do' | 'by' | 'at' | 'purpose' | 'keep' | 'expect'> & {
  readonly with?: { readonly [field: string]: Json } | undefined;
};

/** Asks for what a step asks, and checks what it expects. Answers false where the scenario cannot go on. */
export async function takeAct(
  table: Table,
  on: CaseOnTable,
  step: AskedAct,
  path: Path,
  at: string,
): Promise<boolean> {
  const { client, cast, watcher } = table;
  const { seen: before, telling } = on;
  const request = requestOf(table, on, step, path, at);
  if (request === undefined) return false;
  const { operation, route, body } = request;
  const reply = await client.ask({
    method: operation.method,
    path: route,
    claims: cast.claimsOf(step.by, before?.caseId),
    ...(operation.body !== undefined && { body }),
    ...(step.purpose !== undefined && { purpose: step.purpose }),
  });
  const act = { by: cast.actorOf(step.by), what: operation.summary };
  if (reply.kind === 'refused') {
    for (const { rule, citation, detail, lawful } of reply.refusals)
      table.refusals.push({ at, act: step.do, rule, citation, detail, lawful });
    watcher.about(on.name);
    watcher.moment(tellRefusal(at, act, reply.refusals, telling));
  }
  const caseId =
    before?.caseId ?? (reply.kind === 'answered' ? textOf(memberOf(reply.body, 'caseId')) : undefined);
  if (reply.kind === 'answered' && caseId !== undefined) await look(table, on, caseId, act);
  const difference = judge(reply, step.expect ?? {}, act.what);
  if (difference !== null) {
    const fields = reply.kind === 'problem' ? reply.errors : [];
    const [field] = fields.map((each) => [...path, 'with', ...each.at.split('/').slice(1)]);
    fail(table, field ?? [...path, ...difference.path], difference.expected, difference.found);
    return false;
  }
  return check(table, on, step, reply, before, path);
}

type Asked = { readonly operation: Operation; readonly route: string; readonly body: Json };

/** The request that a step means; undefined, and told, where it cannot be made. */
function requestOf(table: Table, on: CaseOnTable, step: AskedAct, path: Path, at: string): Asked | undefined {
  const { client, cast, kept, failures } = table;
  const operation = findOperation(client.operations, step.do);
  if (operation === undefined) {
    const near = similar(client.operations, step.do);
    const found = near.length > 0 ? `there is none; similar: ${near.join(', ')}` : 'there is none';
    fail(table, [...path, 'do'], `an operation "${step.do}" of the API`, found);
    return undefined;
  }
  const wrong = failures.length;
  const given = Object.fromEntries(
    Object.entries(step.with ?? {}).map(([name, value]) => [name, withKept(value, kept)]),
  );
  const { body, problems } = fill(operation, given, fillingAt(on, at));
  for (const problem of problems) fail(table, [...path, 'with', ...problem.path], 'a value', problem.message);
  const told = Object.fromEntries(
    Object.entries(step.at ?? {}).map(([name, value]) => [name, parameterOf(withKept(value, kept))]),
  );
  const { found, query, missing, unknown } = parametersOf(
    operation,
    told,
    on.seen,
    cast.recipientOf(step.by),
  );
  for (const name of missing)
    fail(table, [...path, 'at'], `at: { ${name}: ... }`, 'nothing in the case tells which is meant');
  for (const name of unknown) {
    const has = [...operation.parameters, ...operation.query].join(', ') || 'none';
    fail(table, [...path, 'at', name], `a parameter of ${operation.id}`, `its parameters are: ${has}`);
  }
  if (failures.length > wrong) return undefined;
  return { operation, route: withQuery(pathOf(operation, found), query), body };
}

const parameterOf = (value: Json): string | number | boolean =>
  typeof value === 'object' ? JSON.stringify(value) : value;

/** Checks what a step expects of the case as it stands now, and keeps what it wants kept. */
export async function check(
  table: Table,
  on: CaseOnTable,
  step: { readonly expect?: Expectation | undefined; readonly keep?: Record<string, string> | undefined },
  reply: Reply | undefined,
  before: CaseRead | undefined,
  path: Path,
): Promise<boolean> {
  const { seen } = on;
  if (seen === undefined) return true;
  const answer = reply?.body;
  if (!keep(table, step.keep, { answer, case: seen }, path)) return false;
  if (step.expect === undefined) return true;
  const expected = saidIn(step.expect, table);
  const facts = await lookUp(table, expected, seen);
  if (typeof facts === 'string') {
    fail(table, [...path, 'expect'], 'what is expected to be looked up', facts);
    return true;
  }
  const last = before?.events.at(-1)?.seq ?? 0;
  const events = seen.events.filter(({ seq }) => seq > last).map(({ type }) => type);
  for (const difference of compare(expected, { seen, events, facts, answer }, on.regime))
    fail(table, [...path, 'expect', ...difference.path], difference.expected, difference.found);
  return true;
}

/** What is looked up, or why it cannot be, such as a document that does not exist. */
async function lookUp(
  { client, cast }: Table,
  expected: Expectation,
  seen: CaseRead,
): Promise<Facts | string> {
  const claimsOf = (person: string) => cast.claimsOf(person, seen.caseId);
  try {
    return await factsFor(expected, seen, client, claimsOf);
  } catch (thrown) {
    if (thrown instanceof StackFailure) return thrown.message;
    throw thrown;
  }
}

/** What is expected, with every kept value in its place. */
function saidIn(expected: Expectation, { kept }: Table): Expectation {
  const { answer, case: ofCase, register, feed, document } = expected;
  const said = (value: Json): Json => withKept(value, kept);
  return {
    ...expected,
    ...(answer !== undefined && { answer: said(answer) }),
    ...(ofCase !== undefined && { case: said(ofCase) }),
    ...(typeof register === 'object' && { register: membersOf(said(register)) }),
    ...(feed && {
      feed: Object.fromEntries(
        Object.entries(feed).map(([recipient, items]) => [
          recipient,
          items.map((item) => (typeof item === 'string' ? item : membersOf(said(item)))),
        ]),
      ),
    }),
    ...(document && { document: { ...document, id: String(parameterOf(said(document.id))) } }),
  };
}

const membersOf = (value: Json): Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

function fillingAt({ regime, ground }: CaseOnTable, at: string): Parameters<typeof fill>[2] {
  return {
    today: localDate(at, regime.timezone),
    shift: (day, length, back) => shifted(day, length, back, regime),
    idsAt: (path) => regime.idsAt(path, ground),
  };
}
