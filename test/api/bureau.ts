import { expect } from 'vitest';
import type { Role } from '../../domain/regime/pack.ts';
import { city, county, people, requests, type People } from './people.ts';
import { createWorld, type Caller, type Reply, type World } from './world.ts';

export const other = 'other-mr';
export const digest = 'b'.repeat(64);
export const reasons = { reasons: 'For the reasons on file.' };
export const both: readonly Role[] = ['caseworker', 'reviewer', 'supervisor'];
const DAY_MS = 86_400_000;

export const inDays = (days: number, zone = 'UTC'): string =>
  new Date(Date.now() + days * DAY_MS).toLocaleDateString('en-CA', { timeZone: zone });
export const rules = (reply: Reply): string[] =>
  (reply.body?.refusals ?? []).map(({ rule }: { rule: string }) => rule);

/** The answer of a request that must be lawful. */
export async function lawful(reply: Promise<Reply>): Promise<Reply> {
  const answered = await reply;
  expect(answered.status, JSON.stringify(answered.body)).toBe(200);
  return answered;
}

/** The address of something of a case. */
export type At = (path: string) => string;
export const caseIdOf = (at: At): string => at('').slice('/v1/cases/'.length);

/** A bureau with persons who have several accounts each, and cases in which they may try what they like. */
export type Bureau = {
  readonly world: World;
  readonly p: People;
  readonly staff: (
    subject: string,
    roles: readonly Role[],
    more?: { readonly authority?: string; readonly onBehalfOf?: string },
  ) => Promise<Caller>;
  readonly open: () => Promise<string>;
  readonly noticed: (determiner: Caller, more?: Record<string, unknown>) => Promise<At>;
  readonly serve: (at: At) => Promise<void>;
  readonly close: (at: At) => Promise<void>;
  readonly inReview: (determiner?: Caller, more?: Record<string, unknown>) => Promise<At>;
  readonly approve: (caller: Caller, at: At, more?: Record<string, unknown>) => Promise<Reply>;
  readonly published: () => Promise<At>;
};

export async function openBureau(name: string): Promise<Bureau> {
  const world = await createWorld(name);
  await world.env.startWorkerProcess();
  const p = await people(world);
  await p.administrator.put(`/v1/authorities/${other}`, {
    title: 'Next county',
    level: 'county',
    superior: city,
    regimes: ['cn-market-list'],
  });
  const offices = [
    ['sup-1', county, ['supervisor']],
    ['city-1', city, ['superior-authority']],
    ...['dee', 'ann', 'bob'].map((person) => [person, county, ['caseworker', 'reviewer']] as const),
  ] as const;
  for (const [person, authority, roles] of offices)
    // oxlint-disable-next-line no-await-in-loop -- one registration after the other
    await p.administrator.put(`/v1/authorities/${authority}/persons/${person}`, { roles });
  for (const person of ['ann', 'bob', 'cw-1', 'rev-1'])
    // oxlint-disable-next-line no-await-in-loop -- one registration after the other
    await p.administrator.put(`/v1/persons/${person}/accounts`, { account: `${person}-alias` });

  const open = async (): Promise<string> =>
    (await p.caseworker.post('/v1/cases', requests.opening({ sandbox: true }))).body.caseId;
  const serve = async (at: At): Promise<void> => {
    await lawful(p.caseworker.post(at('/notice'), requests.notice()));
    const { now } = (await p.auditor.get(at(''))).body;
    const on = new Date(now).toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' });
    await lawful(p.caseworker.post(at('/notice/service'), requests.service(on)));
  };
  const noticed = async (determiner: Caller, more: Record<string, unknown> = {}): Promise<At> => {
    const caseId = await open();
    const at: At = (path) => `/v1/cases/${caseId}${path}`;
    await lawful(determiner.post(at('/determination'), requests.determination(more)));
    await serve(at);
    return at;
  };
  const close = async (at: At): Promise<void> => {
    await lawful((await p.subjectOf(caseIdOf(at))).post(at('/responses/waiver')));
    await lawful(p.caseworker.post(at('/record/closing')));
  };
  const inReview = async (
    determiner: Caller = p.caseworker,
    more: Record<string, unknown> = {},
  ): Promise<At> => {
    const at = await noticed(determiner, more);
    await close(at);
    return at;
  };
  const approve = (caller: Caller, at: At, more: Record<string, unknown> = {}): Promise<Reply> =>
    caller.post(at('/listing/approval'), requests.approval(more));
  return {
    world,
    p,
    staff: (subject, roles, more = {}) =>
      world.as({ roles: [...roles], authority: county, subject, ...more }),
    open,
    serve,
    noticed,
    close,
    inReview,
    approve,
    published: async () => {
      const at = await inReview();
      await lawful(approve(p.reviewer, at));
      await lawful(p.superior.post(at('/listing/consent')));
      await lawful(p.publisher.post(at('/publication')));
      return at;
    },
  };
}
