import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRecord } from '../../cli/play/check-record.ts';
import { waitFor } from '../../cli/stack/wait.ts';
import { connect, type Connection } from '../../db/client.ts';
import { createEnvironment, type ApplicationProcess, type Environment } from '../support/environment.ts';
import { runImport } from './import-run.ts';
import { fileOf, line } from './unit/given.ts';

const STANDING = 1500;

/** A list of which 1,500 lines stand, in the present; the others are what lists are like. */
const lines = Array.from({ length: STANDING + 300 }, (_, index) => {
  const number = { 'sam-number': `S4MR${index}`, name: `SUPPLIER ${index}, INC.` };
  const dates = { active: '03/01/2025', termination: '02/28/2028', created: '2025-03-02' };
  if (index % 6 !== 5) return line({ ...number, ...dates });
  const what = Math.floor(index / 6) % 4;
  if (what === 0) return line({ ...number, ...dates, agency: 'HHS' });
  if (what === 1) return line({ ...number, ...dates, termination: 'Indefinite' });
  if (what === 2) return line({ ...number, ...dates }).replace('"DAYTON"', '"DAYTON');
  return line({ ...number, active: '03/01/2020', termination: '02/28/2023' });
});
const cleanup = {
  'broken-line': 75,
  'other-bodys-law': 75,
  'term-longer-than-allowed': 75,
  'term-past': 75,
};
const totals = { lines: STANDING + 300, accepted: STANDING, cleanup };

describe('amends import on the real servers', { timeout: 400_000 }, () => {
  let env: Environment;
  let database: Connection;
  let worker: ApplicationProcess;
  let api: ApplicationProcess;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'amends-intake-'));
    file = join(folder, 'list-2026-300.csv');
    writeFileSync(file, fileOf(lines));
    env = await createEnvironment('intake');
    [worker, api] = await Promise.all([env.startWorkerProcess(), env.startApiProcess()]);
    database = connect(env.databaseUrl, { max: 4 });
  });
  afterAll(async () => {
    await database.close();
    await env.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const count = async (): Promise<{ cases: number; taken: number; lines: number }> => {
    const [row] = await database.sql<{ cases: number; taken: number; lines: number }[]>`
      select (select count(*)::int from case_file) as cases,
        (select count(*)::int from intake_line where taken is not null) as taken,
        (select count(*)::int from intake_line) as lines`;
    return row ?? { cases: 0, taken: 0, lines: 0 };
  };
  const takenAtLeast = (least: number): Promise<number> =>
    waitFor(
      async () => {
        const { taken } = await count();
        return taken >= least ? taken : undefined;
      },
      { expected: `${least} lines were not taken over`, limitMs: 120_000, everyMs: 20 },
    );

  it('goes on where it was, whichever process is killed in the middle, and takes nothing over twice', async () => {
    const first = await runImport(env, file);
    const before = await takenAtLeast(250);
    await worker.stop('SIGKILL');
    expect(before).toBeLessThan(STANDING);
    first.kill();
    await first.ended;
    worker = await env.startWorkerProcess();

    const second = await runImport(env, file);
    await takenAtLeast(before + 250);
    await Promise.all([worker.stop('SIGKILL'), api.stop('SIGKILL')]);
    expect((await count()).taken).toBeLessThan(STANDING);
    [worker, api] = await Promise.all([env.startWorkerProcess(), env.startApiProcess()]);

    const report = await second.report;
    expect(report).toMatchObject({ ...totals, problem: null, over: 0 });
    expect(report.new + report.alreadyTakenIn).toBe(STANDING);
    expect(report.alreadyTakenIn).toBeGreaterThan(0);
    expect(await count()).toEqual({ cases: STANDING, taken: STANDING, lines: STANDING + 300 });
    const [twice] = await database.sql`
      select case_id from intake_taken group by case_id having count(*) > 1 limit 1`;
    expect(twice).toBeUndefined();
    const checked = await checkRecord(database.sql, undefined, () => undefined);
    expect(checked).toMatchObject({ cases: STANDING, problems: [] });
  });

  it('is nobody’s doing alone: whoever brings a list does not approve it', async () => {
    const other = join(folder, 'list-2026-320.csv');
    writeFileSync(other, fileOf([line({ 'sam-number': 'ALONE' })]));
    const token = await env.token({ roles: ['administrator'], subject: 'importer' });
    const alone = await runImport(env, other, ['--approval-token', token]);
    await expect(alone.report).rejects.toThrow(/importer brought this list/);
    const [row] = await database.sql<{ status: string }[]>`
      select status from intake where file_name = 'list-2026-320.csv'`;
    expect(row?.status).toBe('receiving');
  });

  it('names both persons in the record of each entry', async () => {
    const rows = await database.sql`
      select distinct payload -> 'approvedBy' as by from case_event where type = 'entry-adopted'`;
    expect(rows).toEqual([{ by: ['importer', 'approver'] }]);
  });

  it('takes the same file over once: the second time it has all been taken in', async () => {
    const report = await (await runImport(env, file)).report;
    expect(report).toMatchObject({ ...totals, new: 0, alreadyTakenIn: STANDING });
    expect((await count()).cases).toBe(STANDING);
  });

  it('takes over from a later list only what is new on it', async () => {
    const later = join(folder, 'list-2026-310.csv');
    const changed = line({
      'sam-number': 'S4MR0',
      name: 'SUPPLIER 0, INC.',
      active: '03/01/2025',
      termination: '02/27/2028',
    });
    const added = line({
      'sam-number': 'NEW1',
      active: '04/01/2025',
      termination: '03/31/2028',
    });
    writeFileSync(later, fileOf([changed, ...lines.slice(1, 101), added]));
    const report = await (await runImport(env, later)).report;
    const before = lines.slice(1, 101).filter((_, index) => (index + 1) % 6 !== 5).length;
    expect(report).toMatchObject({ lines: 102, accepted: before + 1, alreadyTakenIn: before, new: 1 });
    expect(report.cleanup['possible-duplicate']).toBe(1);
    const sum = Object.values(report.cleanup).reduce((total, lines) => total + lines, report.accepted);
    expect(sum).toBe(102);
  });

  it('lets the engine carry what it took over, and the register show it', async () => {
    const carried = await waitFor(
      async () => {
        const [row] = await database.sql<{ carried: number }[]>`
          select count(*)::int as carried from case_file where carried_version >= agenda_version`;
        return row && row.carried > 100 ? row.carried : undefined;
      },
      { expected: 'the workflows were not started', limitMs: 120_000 },
    );
    expect(carried).toBeGreaterThan(100);
    const register = await fetch(`${env.apiUrl}/v1/register?limit=5`);
    const page: { items: unknown[] } = JSON.parse(await register.text());
    expect(page.items).toHaveLength(5);
  });
});

describe('the clean-up queue', { timeout: 400_000 }, () => {
  let env: Environment;
  let folder: string;
  let importId: string;

  const call = async (
    method: string,
    path: string,
    { roles = ['supervisor'] as const, authority = 'us-army', subject, body, purpose }: Call = {},
    // oxlint-disable-next-line typescript/no-explicit-any -- a test asserts on what came, whatever it is
  ): Promise<{ status: number; body: any }> => {
    const token = await env.token({
      roles,
      subject: subject ?? `${roles[0]}-1`,
      ...(authority !== null && { authority }),
    });
    const reply = await fetch(`${env.apiUrl}/v1/imports/${importId}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(purpose !== undefined && { 'amends-purpose': purpose }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: JSON.parse(await reply.text()) };
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'amends-cleanup-'));
    const file = join(folder, 'list-2026-300.csv');
    const broken = Array.from({ length: 5 }, (_, index) =>
      line({ 'sam-number': `B${index}`, active: '02/30/2025' }),
    );
    writeFileSync(
      file,
      fileOf([...broken, line({ 'sam-number': 'LONG', active: '03/01/2025', termination: '02/28/2030' })]),
    );
    env = await createEnvironment('cleanup');
    await Promise.all([env.startWorkerProcess(), env.startApiProcess()]);
    const put = await fetch(`${env.apiUrl}/v1/authorities/us-army`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${await env.token({ roles: ['administrator'] })}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ title: 'Department of the Army', level: 'agency', regimes: ['us-far-9.4'] }),
    });
    expect(put.status).toBe(200);
    const report = await (await runImport(env, file)).report;
    expect(report).toMatchObject({
      lines: 6,
      accepted: 0,
      cleanup: { 'broken-line': 5, 'term-longer-than-allowed': 1 },
    });
    importId = report.import ?? '';
  });
  afterAll(async () => {
    await env.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const corrected = {
    authority: 'us-army',
    number: 'LONG',
    subject: {
      kind: 'organisation',
      name: 'EXAMPLE SUPPLY, INC.',
      identifiers: [
        { scheme: 'unique-entity-id', value: 'ZA1BCD2EF3G4' },
        { scheme: 'duns', value: '602181153' },
      ],
    },
    ground: 'other-serious-cause',
    measures: ['procurement-exclusion'],
    from: '2025-03-01',
    until: '2028-02-28',
  };

  it('is read by reason, page by page, without what the lines say', async () => {
    const first = await call('GET', '/cleanup?reason=broken-line&limit=3');
    expect(first.body.items.map((each: { line: number }) => each.line)).toEqual([2, 3, 4]);
    const second = await call('GET', `/cleanup?reason=broken-line&limit=3&cursor=${first.body.next}`);
    expect(second.body.items.map((each: { line: number }) => each.line)).toEqual([5, 6]);
    expect(second.body.next).toBeNull();
    expect(JSON.stringify(first.body)).not.toContain('EXAMPLE SUPPLY');
  });

  it('says what a line says for a purpose only', async () => {
    expect((await call('GET', '/cleanup/7')).body.fields).toBeNull();
    const read = await call('GET', '/cleanup/7', { purpose: 'clean-up' });
    expect(read.body.fields).toContain('EXAMPLE SUPPLY, INC.');
  });

  it('is decided by supervisors, once, and a correction passes the same gate', async () => {
    const decide = (lineNo: number, body: unknown, more: Call = {}) =>
      call('POST', `/cleanup/${lineNo}/decision`, { body, ...more });
    const dismissed = await decide(2, { decision: 'dismiss', reasons: 'There is no such decision on file.' });
    expect(dismissed).toMatchObject({ status: 200, body: { decision: 'dismissed', caseId: null } });
    expect((await decide(2, { decision: 'dismiss', reasons: 'Again.' })).status).toBe(409);
    expect((await decide(3, { decision: 'dismiss', reasons: 'No.' }, { roles: ['caseworker'] })).status).toBe(
      403,
    );

    const still = { ...corrected, until: '2030-02-28' };
    const refused = await decide(7, { decision: 'correct', reasons: 'As decided.', correction: still });
    expect(refused).toMatchObject({ status: 422, body: { refusals: [{ rule: 'entry.term' }] } });
    const other = await decide(
      7,
      { decision: 'correct', reasons: 'As decided.', correction: corrected },
      { authority: 'us-navy' },
    );
    expect(other.status).toBe(403);
    const correct = { decision: 'correct', reasons: 'As decided.', correction: corrected };
    const proposed = await decide(7, correct);
    expect(proposed).toMatchObject({ status: 200, body: { decision: 'proposed', caseId: null } });
    expect(await decide(7, correct)).toMatchObject({ status: 200, body: { decision: 'proposed' } });
    const another = { ...correct, correction: { ...corrected, until: '2027-02-28' } };
    expect(await decide(7, another, { subject: 'supervisor-2' })).toMatchObject({
      body: { decision: 'proposed' },
    });
    expect(await decide(7, correct)).toMatchObject({ status: 200, body: { decision: 'proposed' } });
    const taken = await decide(7, correct, { subject: 'supervisor-2' });
    expect(taken).toMatchObject({ status: 200, body: { decision: 'corrected' } });
    expect(taken.body.caseId).toMatch(/^c[a-z2-7]{20}$/);
    const after = await call('GET', '');
    expect(after.body.progress).toMatchObject({ lines: 6, accepted: 0, decided: 2 });
    expect((await call('GET', '/cleanup?undecided=true')).body.items).toHaveLength(4);
  });
});

type Call = {
  readonly roles?: readonly ['supervisor' | 'caseworker' | 'administrator'];
  readonly authority?: string | null;
  readonly subject?: string;
  readonly body?: unknown;
  readonly purpose?: string;
};
