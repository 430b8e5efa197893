import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClient, type Client } from '../../cli/play/api-client.ts';
import { checkRecord } from '../../cli/play/check-record.ts';
import { play } from '../../cli/play/player.ts';
import { parseScenario } from '../../cli/play/read-scenario.ts';
import { recoverCases } from '../../cli/play/recover-cases.ts';
import type { Failure, Watcher } from '../../cli/play/story.ts';
import { timeline } from '../../cli/play/timeline.ts';
import { waitFor } from '../../cli/stack/wait.ts';
import { connect } from '../../db/client.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';

const sample = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));

describe('amends play', () => {
  let environment: Environment;
  let client: Client;

  beforeAll(async () => {
    environment = await createEnvironment('play');
    await environment.startWorkerProcess();
    await environment.startApiProcess();
    client = await openClient({ url: environment.apiUrl, token: environment.token });
  });
  afterAll(() => environment.dispose());

  it('tells what was not as expected, with the line, and goes no further after an act that failed', async () => {
    const text = readFileSync(sample('dismissed-unserved.yaml'), 'utf8')
      .replace('due: 2024-06-02', 'due: 2024-06-03')
      .replace('expect: { refused: notice.methods.consent }', 'expect: { stage: list-review }');
    const parsed = parseScenario(text, 'changed.yaml');
    if (parsed.kind !== 'read') throw new Error('not read');
    const failed: Failure[] = [];
    const silent: Watcher = {
      began: () => undefined,
      note: () => undefined,
      about: () => undefined,
      moment: () => undefined,
      ended: () => undefined,
      failed: (failure) => void failed.push(failure),
    };
    const played = await play(parsed.read, client, silent);
    const lineOf = (part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;
    expect(failed).toMatchObject([
      { file: 'changed.yaml', line: lineOf('2024-06-03'), found: 'due 2024-06-02' },
      {
        expected: '"Send the prior notice, as you wrote it" to be lawful',
        found: expect.stringContaining('notice.methods.consent'),
      },
    ]);
    expect(played.failures).toEqual(failed);
    expect(played.outcome).toBeNull();
  });

  it('starts open cases again from the record, at the time that each has come to', async () => {
    const text = readFileSync(sample('ends-by-expiry.yaml'), 'utf8');
    const [until] = text.split('  - note: From here on nobody does anything.');
    const parsed = parseScenario(until ?? '', 'half-way.yaml');
    if (parsed.kind !== 'read') throw new Error('not read');
    const { id, failures } = await play(
      parsed.read,
      client,
      timeline({ write: () => undefined, color: false }),
    );
    expect(failures).toEqual([]);
    const database = connect(environment.databaseUrl, { max: 2 });
    try {
      // What the relay has yet to carry would be counted as recovered beside what was forgotten.
      await waitFor(
        async () => {
          const [waits] = await database.sql`select 1 from case_file where agenda_version > carried_version`;
          return waits === undefined ? true : undefined;
        },
        { expected: 'every case carried', limitMs: 30_000, everyMs: 50 },
      );
      const { forgotten, recovered } = await recoverCases(database.sql, 60_000, () => undefined);
      expect(forgotten).toBeGreaterThanOrEqual(1);
      expect(recovered).toBe(forgotten);
      const [row] = await database.sql<{ carried: boolean }[]>`
        select agenda_version <= carried_version as carried from case_file where id = ${id}`;
      expect(row).toEqual({ carried: true });
    } finally {
      await database.close();
    }
    await client.advance(id, '2025-02-12T01:00:00.000Z');
    expect(await client.readCase(id)).toMatchObject({ stage: 'removal' });
  });

  it('leaves records that verify, and finds one that was changed', async () => {
    const database = connect(environment.databaseUrl, { max: 2 });
    try {
      const checked = await checkRecord(database.sql, undefined, () => undefined);
      expect(checked.cases).toBeGreaterThanOrEqual(2);
      expect(checked.problems).toEqual([]);
      await database.sql`update case_file set stage = 'closed'`;
      const { problems } = await checkRecord(database.sql, undefined, () => undefined);
      expect(problems.length).toBe(checked.cases);
      expect(problems[0]?.what).toContain('its columns do not say what its record says: stage');
    } finally {
      await database.close();
    }
  });
});
