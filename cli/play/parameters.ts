import type { CaseRead } from './api-client.ts';
import { textOf } from './json-value.ts';
import type { Operation } from './operations.ts';

/** What a case makes plain. */
export type Plain = Pick<CaseRead, 'caseId' | 'responses' | 'events'>;

export type Told = Readonly<Record<string, string | number | boolean>>;

export type Parameters = {
  /** Of the path. */
  readonly found: Told;
  readonly query: Told;
  /** Those that nobody named and nothing in the case tells. */
  readonly missing: readonly string[];
  /** Those that the operation does not have. */
  readonly unknown: readonly string[];
};

/**
 * The parameters of an operation: what the step says; else, of the path, what is plain: the case itself, the recipient
 * that a person acts for, the newest petition, objection, ..., the last response.
 */
export function parametersOf(
  { parameters, query }: Operation,
  told: Told,
  seen: Plain | undefined,
  recipient: string | undefined,
): Parameters {
  const found: Record<string, string | number | boolean> = {};
  const missing: string[] = [];
  const plain: Readonly<Record<string, string | number | undefined>> = {
    caseId: seen?.caseId,
    recipient,
    recipientId: recipient,
    implementer: recipient,
    response: seen && seen.responses.length > 0 ? seen.responses.length - 1 : undefined,
  };
  for (const name of parameters) {
    const value = told[name] ?? plain[name] ?? newest(seen, name.replace(/Id$/u, ''));
    if (value === undefined) missing.push(name);
    else found[name] = value;
  }
  return {
    found,
    query: Object.fromEntries(Object.entries(told).filter(([name]) => query.includes(name))),
    missing,
    unknown: Object.keys(told).filter((name) => !parameters.includes(name) && !query.includes(name)),
  };
}

/**
 * The reference of the newest petition, objection, proceeding, ...: the events about one carry it as `ref`, those about
 * a measure under its own name.
 */
function newest(seen: Plain | undefined, noun: string): string | undefined {
  const about = new RegExp(`(?:^|-)${noun}(?:-|$)`, 'u');
  return seen?.events
    .filter(({ type }) => about.test(type))
    .map(({ payload }) => textOf(payload['ref']) ?? textOf(payload[noun]))
    .findLast((ref) => ref !== undefined);
}
