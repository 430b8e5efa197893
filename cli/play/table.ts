import type { CaseRead, Client } from './api-client.ts';
import type { Cast } from './cast.ts';
import type { Json } from './fill.ts';
import { textWithKept, valueAt } from './kept.ts';
import type { ScenarioFile } from './read-scenario.ts';
import type { Regime } from './regime.ts';
import { settled } from './settled.ts';
import type { Failure, PlayedRefusal, Watcher } from './story.ts';
import { tellEvents, type Telling } from './tell.ts';

export type Path = readonly PropertyKey[];

/** One case of a scenario, as it was last read; undefined before its opening. */
export type CaseOnTable = {
  readonly name: string;
  readonly regime: Regime;
  readonly ground: string | undefined;
  readonly telling: Telling;
  seen: CaseRead | undefined;
};

/** What lies on the table while a scenario is played. */
export type Table = {
  readonly file: ScenarioFile;
  readonly client: Client;
  readonly cast: Cast;
  readonly watcher: Watcher;
  readonly cases: Map<string, CaseOnTable>;
  readonly kept: Map<string, Json>;
  readonly refusals: PlayedRefusal[];
  readonly failures: Failure[];
  /** Makes a subject one of this playing. */
  readonly marked: (subject: { readonly [field: string]: Json }) => Json;
};

/** Tells what was not as expected, with its line. */
export function fail({ file, failures, watcher }: Table, path: Path, expected: string, found: string): void {
  const failure: Failure = { file: file.file, line: file.lineOf(path), expected, found };
  failures.push(failure);
  watcher.failed(failure);
}

/** Reads a case when it has settled, and tells what is new in its record. */
export async function look(
  table: Table,
  on: CaseOnTable,
  caseId: string,
  act?: { readonly by: string; readonly what: string },
): Promise<void> {
  const told = on.seen?.events.at(-1)?.seq ?? 0;
  on.seen = await settled(table.client, caseId);
  const fresh = on.seen.events.filter(({ seq }) => seq > told);
  const moments = tellEvents(fresh, act, on.telling);
  if (moments.length > 0) table.watcher.about(on.name);
  for (const moment of moments) table.watcher.moment(moment);
}

/** Keeps what a step wants kept. Answers false where a place is empty. */
export function keep(
  table: Table,
  wanted: Readonly<Record<string, string>> | undefined,
  roots: { readonly answer: unknown; readonly case: unknown },
  path: Path,
): boolean {
  let whole = true;
  for (const [name, written] of Object.entries(wanted ?? {})) {
    const place = textWithKept(written, table.kept);
    const value = jsonOf(valueAt(place, roots));
    if (value === undefined) {
      fail(table, [...path, 'keep', name], `something at ${place}`, 'there is nothing');
      whole = false;
    } else table.kept.set(name, value);
  }
  return whole;
}

/** A value that came as JSON, as JSON. */
function jsonOf(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (Array.isArray(value)) return value.map((each: unknown) => jsonOf(each) ?? null);
  if (typeof value !== 'object') return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, jsonOf(each) ?? null]));
}
