import type { CaseRead } from './api-client.ts';
import { textOf } from './json-value.ts';
import type { Operation } from './operations.ts';

export type Parameters = {
  readonly found: Readonly<Record<string, string | number>>;
  /** Those that nobody named and nothing in the case tells. */
  readonly missing: readonly string[];
};

/**
 * The path parameters of an operation: what the step says, else what is plain: the case itself, the recipient that a
 * person acts for, the newest petition, objection, ..., the last response.
 */
export function parametersOf(
  { parameters }: Operation,
  told: Readonly<Record<string, string | number>>,
  seen: CaseRead | undefined,
  recipient: string | undefined,
): Parameters {
  const found: Record<string, string | number> = {};
  const missing: string[] = [];
  const plain: Readonly<Record<string, string | number | undefined>> = {
    caseId: seen?.caseId,
    recipient,
    recipientId: recipient,
    response: seen && seen.responses.length > 0 ? seen.responses.length - 1 : undefined,
  };
  for (const name of parameters) {
    const value = told[name] ?? plain[name] ?? newest(seen, name.replace(/Id$/u, ''));
    if (value === undefined) missing.push(name);
    else found[name] = value;
  }
  return { found, missing };
}

/** The reference of the newest petition, objection, ...: the events about one carry it as `ref`. */
function newest(seen: CaseRead | undefined, noun: string): string | undefined {
  return seen?.events
    .filter(({ type }) => type.startsWith(`${noun}-`))
    .map(({ payload }) => textOf(payload['ref']))
    .findLast((ref) => ref !== undefined);
}
