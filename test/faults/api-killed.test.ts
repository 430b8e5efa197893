import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  approve,
  closeRecord,
  consent,
  consider,
  determine,
  openCase,
  proveService,
  respond,
  serveNotice,
} from '../db/market-case.ts';
import { openRecord } from '../db/open-record.ts';
import { eventsOf, ruled, type OpenRecord } from '../db/record.ts';
import type { ApplicationProcess } from '../support/environment.ts';
import { heldRulings, type Held, type HeldAt } from './held-rulings.ts';

const acts = [
  openCase({ startsAt: '2026-03-03T02:00:00.000Z' }),
  determine,
  serveNotice,
  proveService('2026-03-03'),
  respond,
  consider,
  closeRecord,
  approve,
  consent,
];

describe('an API in the middle of a ruling', () => {
  let record: OpenRecord;
  let api: ApplicationProcess;
  let held: Held;
  let token: string;
  beforeAll(async () => {
    record = await openRecord('api-killed');
    held = await heldRulings(record.bench.sql);
    api = await record.env.startApiProcess();
    token = await record.env.token({ subject: 'zhao', roles: ['publisher'], authority: 'hz' });
  });
  afterAll(async () => {
    await held.release();
    await record.dispose();
  });

  const publication = (caseId: string): Promise<Response> =>
    fetch(`${record.env.apiUrl}/v1/cases/${caseId}/publication`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': `${caseId}/publish` },
    });

  /** A listed case whose publication stands still in the middle of its ruling, with what its client will get. */
  const heldPublication = async (
    caseId: string,
    at: HeldAt,
  ): Promise<{ readonly answer: Promise<Response | 'cut off'> }> => {
    for (const ask of acts) await ruled(record.bench, caseId, ask);
    await held.hold(caseId, 'entry-published', at);
    const answer = publication(caseId).catch(() => 'cut off' as const);
    await held.standing(1);
    return { answer };
  };

  const published = async (caseId: string): Promise<number> =>
    (await eventsOf(record, caseId)).filter(({ type }) => type === 'entry-published').length;

  it.each<{ at: HeldAt; stays: number; replayed: string | null }>([
    { at: 'insert', stays: 0, replayed: null },
    { at: 'commit', stays: 1, replayed: 'true' },
  ])('is killed ($at): the request, made again, is ruled once in all', async ({ at, stays, replayed }) => {
    const caseId = `killed-${at}`;
    const { answer } = await heldPublication(caseId, at);
    await api.stop('SIGKILL');
    expect(await answer).toBe('cut off');
    await held.release();
    await held.standing(0);
    await expect.poll(() => published(caseId)).toBe(stays);
    api = await record.env.startApiProcess();
    const again = await publication(caseId);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, replayed]);
    expect(await published(caseId)).toBe(1);
  });

  it('loses its connection: it says that the record is out of reach, and lives', async () => {
    const { answer } = await heldPublication('cut', 'insert');
    expect(await held.cut()).toBe(1);
    await held.release();
    const given = await answer;
    expect(given).toMatchObject({ status: 503 });
    const again = await publication('cut');
    expect(again.status).toBe(200);
    expect(await published('cut')).toBe(1);
  });
});
