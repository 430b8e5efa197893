import type { CaseRead, Reply } from './api-client.ts';
import { messageOf } from './api-client.ts';
import { listOf, memberOf, textOf } from './json-value.ts';
import type { Regime } from './regime.ts';
import type { ClockExpectation, Expectation } from './scenario.ts';

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
  readonly listed: boolean | undefined;
  readonly answer: unknown;
};

/** Whether an act was ruled or refused as expected; null where it was. */
export function judge(reply: Reply, { refused }: Expectation, what: string): Difference | null {
  const rules = refused === undefined ? [] : typeof refused === 'string' ? [refused] : refused;
  const differs = (expected: string, found: string): Difference => ({
    path: rules.length > 0 ? ['expect', 'refused'] : [],
    expected: `"${what}" ${expected}`,
    found,
  });
  switch (reply.kind) {
    case 'problem':
      return differs('to be ruled', reply.message);
    case 'answered':
      return rules.length > 0
        ? differs(`to be refused by ${rules.join(', ')}`, 'it was lawful, and is done')
        : null;
    case 'refused': {
      if (rules.length === 0) return differs('to be lawful', messageOf(reply));
      const found = reply.refusals.map(({ rule }) => rule);
      const lacking = rules.filter((rule) => !found.includes(rule));
      return lacking.length > 0
        ? differs(`to be refused by ${lacking.join(', ')}`, `refused by ${found.join(', ')}`)
        : null;
    }
  }
}

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
  if (expected.register !== undefined && found.listed !== undefined) {
    const is = found.listed ? 'listed' : 'absent';
    if (is !== expected.register) differs(['register'], `the register: ${expected.register}`, is);
  }
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
  const is: Readonly<Record<string, string | null | undefined>> = {
    ...found,
    citation: armed?.citation ?? law?.citation,
    status: armed?.status ?? law?.status,
  };
  return Object.entries(typeof wanted === 'string' ? { due: wanted } : wanted).flatMap(([name, value]) =>
    value === undefined || value === is[name]
      ? []
      : [{ path, expected: `${key}: ${name} ${value ?? 'none'}`, found: `${name} ${is[name] ?? 'none'}` }],
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

/** The first place at which `whole` does not have what `part` says. Of a list, each item must be somewhere in it. */
function lacks(part: unknown, whole: unknown, path: readonly string[]): Difference | undefined {
  const differs = (): Difference => ({
    path,
    expected: [...path, JSON.stringify(part)].join(' '),
    found: JSON.stringify(whole) ?? 'nothing',
  });
  if (Array.isArray(part)) {
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
