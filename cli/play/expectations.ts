import type { CaseRead, Reply } from './api-client.ts';
import { messageOf } from './api-client.ts';
import { oneLine, type Facts } from './facts.ts';
import { listOf, memberOf, textOf } from './json-value.ts';
import type { Regime } from './regime.ts';
import type { ClockExpectation, Expectation, TaskExpectation } from './scenario.ts';

/** What differs from what was expected, and where in the expectation. */
export type Difference = {
  readonly path: readonly string[];
  readonly expected: string;
  readonly found: string;
};

/** What there is to compare with. */
export type Found = {
  readonly seen: CaseRead;
  /** The types of the events that the step added. */
  readonly events: readonly string[];
  readonly facts: Facts;
  readonly answer: unknown;
};

/** Whether an act was ruled or refused as expected; null where it was. */
export function judge(reply: Reply, { refused, problem }: Expectation, what: string): Difference | null {
  const rules = refused === undefined ? [] : typeof refused === 'string' ? [refused] : refused;
  const expected = `"${what}"`;
  const isRefused = (by: readonly string[], found: string): Difference => ({
    path: ['expect', 'refused'],
    expected: `${expected} to be refused by ${by.join(', ')}`,
    found,
  });
  const isProblem = (found: string): Difference => ({
    path: ['expect', 'problem'],
    expected: `${expected} to be the problem ${problem ?? ''}`,
    found,
  });
  if (reply.kind === 'answered') {
    const found = 'it was lawful, and is done';
    if (rules.length > 0) return isRefused(rules, found);
    return problem === undefined ? null : isProblem(found);
  }
  const said = messageOf(reply);
  if (rules.length === 0 && problem === undefined)
    return { path: [], expected: `${expected} ${calm(reply)}`, found: said };
  if (problem !== undefined && problem !== reply.type) return isProblem(`the problem ${reply.type}: ${said}`);
  const found = reply.kind === 'refused' ? reply.refusals.map(({ rule }) => rule) : [];
  const lacking = rules.filter((rule) => !found.includes(rule));
  if (lacking.length === 0) return null;
  return isRefused(lacking, found.length > 0 ? `refused by ${found.join(', ')}` : said);
}

const calm = ({ kind }: Reply): string => (kind === 'refused' ? 'to be lawful' : 'to be ruled');

/** Compares a case with what a step expects of it. */
export function compare(expected: Expectation, found: Found, regime: Regime): Difference[] {
  const differences: Difference[] = [];
  const differs = (path: readonly string[], wanted: string, is: string): void =>
    void differences.push({ path, expected: wanted, found: is });
  const { seen } = found;
  if (expected.stage !== undefined && expected.stage !== seen.stage)
    differs(['stage'], `stage ${expected.stage}`, `stage ${seen.stage}`);
  if (expected.outcome !== undefined && expected.outcome !== seen.outcome)
    differs(['outcome'], `outcome ${expected.outcome ?? 'none'}`, `outcome ${seen.outcome ?? 'none'}`);
  for (const [key, wanted] of Object.entries(expected.clocks ?? {}))
    differences.push(...compareClock(key, wanted, seen, regime));
  for (const [name, wanted] of Object.entries(expected.tasks ?? {}))
    differences.push(...compareTask(name, wanted, seen));
  differences.push(...compareFacts(expected, found.facts));
  const missing = outOfOrder(expected.events ?? [], found.events);
  if (missing !== undefined)
    differs(['events'], `the event ${missing}, in this order`, found.events.join(', ') || 'no events');
  for (const name of ['answer', 'case'] as const) {
    if (expected[name] === undefined) continue;
    const lack = lacks(expected[name], name === 'answer' ? found.answer : seen, []);
    if (lack) differs([name, ...lack.path], lack.expected, lack.found);
  }
  return differences;
}

/** What the register, the feeds, the actions and a document say. */
function compareFacts({ register, feed, actions, document }: Expectation, facts: Facts): Difference[] {
  const differences: Difference[] = [];
  const differs = (path: readonly string[], expected: string, found: string): void =>
    void differences.push({ path, expected, found });
  if (register !== undefined) {
    const is = facts.register === undefined ? 'absent' : 'listed';
    const lack = typeof register === 'string' ? undefined : lacks(register, facts.register, []);
    const wanted = typeof register === 'string' ? register : 'listed';
    if (is !== wanted) differs(['register'], `the register: ${wanted}`, is);
    else if (lack) differs(['register', ...lack.path], lack.expected, lack.found);
  }
  for (const [recipient, wanted] of Object.entries(feed ?? {})) {
    const items = facts.feed[recipient] ?? [];
    const fits = wanted.length === items.length && wanted.every((each, index) => isItem(each, items[index]));
    if (!fits) differs(['feed', recipient], JSON.stringify(wanted), toldItems(wanted, items));
  }
  for (const [person, acts] of Object.entries(actions ?? {}))
    for (const [act, wanted] of Object.entries(acts)) {
      const found = facts.actions[person]?.[act] ?? ['no act of the procedure'];
      const rules = wanted === 'possible' ? [] : typeof wanted === 'string' ? [wanted] : wanted;
      const fits = rules.length === 0 ? found.length === 0 : rules.every((rule) => found.includes(rule));
      if (!fits)
        differs(
          ['actions', person, act],
          `${act} by ${person}: ${rules.join(', ') || 'possible'}`,
          found.join(', ') || 'possible',
        );
    }
  for (const text of document?.says ?? [])
    if (!facts.document.includes(oneLine(text)))
      differs(['document', 'says'], `the document to say "${text}"`, beginningOf(facts.document));
  for (const text of document?.lacks ?? [])
    if (facts.document.includes(oneLine(text)))
      differs(['document', 'lacks'], `the document not to say "${text}"`, 'it does');
  return differences;
}

const SHOWN = 300;
const beginningOf = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)} ...` : text);

const isItem = (wanted: unknown, item: unknown): boolean =>
  typeof wanted === 'string' ? memberOf(item, 'kind') === wanted : lacks(wanted, item, []) === undefined;

const toldItems = (wanted: readonly unknown[], items: readonly unknown[]): string =>
  wanted.every((each) => typeof each === 'string')
    ? JSON.stringify(items.map((item) => memberOf(item, 'kind')))
    : JSON.stringify(items);

type Ended = { readonly due: string | null; readonly outcome: string };

function compareClock(
  key: string,
  wanted: string | ClockExpectation,
  seen: CaseRead,
  regime: Regime,
): Difference[] {
  const path = ['clocks', key];
  const armed = seen.clocks.find((each) => each.key === key) ?? seen.clocks.find(({ rule }) => rule === key);
  if (wanted === 'absent')
    return armed
      ? [{ path, expected: `no armed clock ${key}`, found: `due ${armed.due ?? 'on no day'}` }]
      : [];
  const found: Ended | undefined = armed ? { due: armed.due, outcome: 'armed' } : endedClock(seen, key);
  if (found === undefined) return [{ path, expected: `a clock ${key}`, found: 'there was none' }];
  const law = regime.clock(key.split('#')[0] ?? key);
  const is: Readonly<Record<string, unknown>> = {
    ...armed,
    ...found,
    citation: armed?.citation ?? law?.citation,
    status: armed?.status ?? law?.status,
  };
  return differing(path, key, typeof wanted === 'string' ? { due: wanted } : wanted, is);
}

function compareTask(act: string, wanted: string | TaskExpectation, { tasks }: CaseRead): Difference[] {
  const path = ['tasks', act];
  const open = tasks.filter((each) => each.act === act);
  const [first] = open;
  if (wanted === 'absent')
    return first ? [{ path, expected: `no task ${act}`, found: `waits for ${first.role}` }] : [];
  const others = tasks.map((each) => each.act).join(', ');
  if (first === undefined) return [{ path, expected: `a task ${act}`, found: others || 'no tasks' }];
  if (typeof wanted === 'string') return [];
  const tried = open.map((task) => differing(path, act, wanted, task));
  return tried.find((differences) => differences.length === 0) ?? tried[0] ?? [];
}

/** Where the fields that are wanted are not as they are. */
function differing(
  path: readonly string[],
  what: string,
  wanted: Readonly<Record<string, unknown>>,
  is: Readonly<Record<string, unknown>>,
): Difference[] {
  const shown = (value: unknown): string =>
    typeof value === 'string'
      ? value
      : value === undefined || value === null
        ? 'none'
        : JSON.stringify(value);
  return Object.entries(wanted).flatMap(([name, value]) =>
    value === undefined || value === is[name]
      ? []
      : [{ path, expected: `${what}: ${name} ${shown(value)}`, found: `${name} ${shown(is[name])}` }],
  );
}

function endedClock(seen: CaseRead, key: string): Ended | undefined {
  const ended = listOf(seen['endedClocks']).findLast(
    (each) => memberOf(each, 'key') === key || memberOf(each, 'rule') === key,
  );
  if (ended === undefined) return undefined;
  return {
    due: textOf(memberOf(ended, 'due')) ?? null,
    outcome: textOf(memberOf(ended, 'outcome')) ?? 'ended',
  };
}

/** The first of the wanted events that does not come in its turn. */
function outOfOrder(wanted: readonly string[], found: readonly string[]): string | undefined {
  let from = 0;
  for (const type of wanted) {
    const at = found.indexOf(type, from);
    if (at < 0) return type;
    from = at + 1;
  }
  return undefined;
}

/**
 * The first place at which `whole` does not have what `part` says. Of a list, each item must be somewhere in it; an empty
 * list means an empty one.
 */
function lacks(part: unknown, whole: unknown, path: readonly string[]): Difference | undefined {
  const differs = (): Difference => ({
    path,
    expected: [...path, JSON.stringify(part)].join(' '),
    found: JSON.stringify(whole) ?? 'nothing',
  });
  if (Array.isArray(part)) {
    if (!Array.isArray(whole) || (part.length === 0 && whole.length > 0)) return differs();
    const all = listOf(whole);
    return part.every((item: unknown) => all.some((each) => lacks(item, each, []) === undefined))
      ? undefined
      : differs();
  }
  if (typeof part === 'object' && part !== null) {
    if (typeof whole !== 'object' || whole === null) return differs();
    for (const [name, value] of Object.entries(part)) {
      const lack = lacks(value, memberOf(whole, name), [...path, name]);
      if (lack) return lack;
    }
    return undefined;
  }
  return part === whole ? undefined : differs();
}
