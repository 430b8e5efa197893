import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/regime/pack.ts';
import {
  both,
  caseIdOf,
  inDays,
  lawful,
  openBureau,
  other,
  reasons,
  rules,
  type At,
  type Bureau,
} from './bureau.ts';
import { county, requests } from './people.ts';
import type { Caller, Reply } from './world.ts';

/** Accounts, names, deputies and recusals over HTTP: whatever somebody is called, the person is the same. */
let bureau: Bureau;
beforeAll(async () => {
  bureau = await openBureau('api-persons');
});
afterAll(() => bureau.world.dispose());

describe('an account', () => {
  it('is the person behind it, under any name', async () => {
    const at = await bureau.inReview();
    expect(rules(await bureau.approve(await bureau.staff('cw-1-alias', ['reviewer']), at))).toEqual([
      'review.separation',
    ]);
  });

  it('stays with its person once it has acted or was named', async () => {
    const zed = await bureau.staff('zed', both);
    const at = await bureau.inReview(zed);
    expect(rules(await bureau.approve(zed, at))).toEqual(['review.separation']);
    for (const account of ['zed', 'officer-1', 'cw-1-alias', 'ann'])
      expect(rules(await bureau.p.administrator.put('/v1/persons/fresh/accounts', { account }))).toEqual([
        'person',
      ]);
    expect(rules(await bureau.approve(zed, at))).toEqual(['review.separation']);
    // Nor is a person made an account of another by the way round.
    expect(
      rules(await bureau.p.administrator.put('/v1/persons/cw-1-alias/accounts', { account: 'q' })),
    ).toEqual(['person']);
  });

  it('with a name that cannot be told from others is nobody until it is recorded whose it is', async () => {
    for (const subject of ['engine', 'cw-1 for rev-1', 'li@example.org'])
      expect(
        rules(await (await bureau.staff(subject, ['caseworker'])).post('/v1/cases', requests.opening())),
      ).toEqual(['person']);
    await bureau.p.administrator.put('/v1/persons/bob/accounts', { account: 'bob@example.org' });
    const at = await bureau.inReview(await bureau.staff('bob@example.org', both));
    expect(rules(await bureau.approve(await bureau.staff('bob', both), at))).toEqual(['review.separation']);
  });
});

describe('persons named in a request', () => {
  it('are known to an authority, or refused', async () => {
    const caseId = await bureau.open();
    const at = (path: string): string => `/v1/cases/${caseId}${path}`;
    for (const ghosts of [
      ['ghost-1', 'ghost-2'],
      ['officer-1', 'ghost-1'],
      [`subject-${caseId}`, 'officer-1'],
    ])
      expect(
        rules(
          await bureau.p.caseworker.post(at('/determination'), requests.determination({ officers: ghosts })),
        ),
      ).toEqual(['person']);
    const review = await bureau.inReview(bureau.p.caseworker, { traits: ['complex-or-major'] });
    expect(rules(await bureau.approve(bureau.p.reviewer, review, { members: ['ghost-nobody'] }))).toEqual([
      'person',
    ]);
    expect(rules(await bureau.p.reviewer.post(review('/recusals'), { person: 'ghost', ...reasons }))).toEqual(
      ['person'],
    );
  });

  it('are counted as persons: an officer by a second account, a member twice over', async () => {
    const officer = await bureau.inReview(bureau.p.caseworker, { officers: ['bob-alias', 'officer-2'] });
    expect(rules(await bureau.approve(await bureau.staff('bob', ['reviewer']), officer))).toEqual([
      'review.separation',
    ]);
    const twice = { officers: ['bob', 'bob-alias'] };
    const caseId = await bureau.open();
    expect(
      rules(
        await bureau.p.caseworker.post(`/v1/cases/${caseId}/determination`, requests.determination(twice)),
      ),
    ).toEqual(['authorities.officersAtLeast']);
    const major = await bureau.inReview(bureau.p.caseworker, { traits: ['complex-or-major'] });
    expect(
      rules(await bureau.approve(bureau.p.reviewer, major, { members: ['rev-1', 'rev-1-alias'] })),
    ).toEqual(['review.collective']);
    expect(rules(await bureau.approve(bureau.p.reviewer, major, { members: ['cw-1-alias'] }))).toEqual([
      'review.separation',
    ]);
    await lawful(bureau.approve(bureau.p.reviewer, major, { members: ['rev-2'] }));
  });
});

describe('deputies and leave', () => {
  const appoint = (by: Caller, principal: string, deputy: string, more: Record<string, unknown> = {}) =>
    by.put(`/v1/persons/${principal}/deputies/${deputy}`, {
      authorityId: county,
      leave: { from: inDays(0), until: inDays(0), timezone: 'UTC' },
      ...more,
    });
  const deputyFor = (
    principal: string,
    roles: readonly Role[] = ['reviewer'],
    more: Record<string, string> = {},
  ) => bureau.staff('dee', roles, { onBehalfOf: principal, ...more });

  it('count with the one they stand in for, whichever way round', async () => {
    const at = await bureau.inReview();
    await bureau.p.administrator.put(`/v1/authorities/${county}/persons/cw-1`, {
      roles: ['caseworker', 'reviewer'],
    });
    await lawful(appoint(bureau.p.supervisor, 'cw-1', 'dee'));
    await lawful(appoint(bureau.p.supervisor, 'rev-1', 'cw-1'));
    expect(rules(await bureau.approve(await deputyFor('cw-1'), at))).toEqual(['review.separation']);
    const investigator = await bureau.staff('cw-1', ['reviewer'], { onBehalfOf: 'rev-1' });
    expect(rules(await bureau.approve(investigator, at))).toEqual(['review.separation']);
    // One voice, not two.
    const major = await bureau.inReview(bureau.p.caseworker, { traits: ['complex-or-major'] });
    await lawful(appoint(bureau.p.supervisor, 'rev-1', 'dee'));
    const dee = await deputyFor('rev-1');
    expect(rules(await bureau.approve(dee, major, { members: ['rev-1-alias'] }))).toEqual([
      'review.collective',
    ]);
  });

  it('have no right after the last day, before the first, elsewhere, or in a role the principal has not', async () => {
    const at = await bureau.inReview();
    const zone = 'Pacific/Kiritimati';
    const leave = (from: number, until: number) => ({
      leave: { from: inDays(from, zone), until: inDays(until, zone), timezone: zone },
    });
    for (const days of [leave(-30, -1), leave(1, 30)]) {
      await lawful(appoint(bureau.p.supervisor, 'rev-1', 'dee', days));
      expect(rules(await bureau.approve(await deputyFor('rev-1'), at))).toEqual(['deputy']);
    }
    await lawful(appoint(bureau.p.supervisor, 'rev-1', 'dee', leave(0, 0)));
    expect(
      rules(await bureau.approve(await deputyFor('rev-1', ['reviewer'], { authority: other }), at)),
    ).toEqual(['deputy']);
    // The principal is a reviewer; the deputy's token says more.
    const withMore = await deputyFor('rev-1', ['supervisor', 'caseworker', 'administrator']);
    expect(rules(await withMore.post(at('/withdrawal'), reasons))).toEqual(['roles']);
    await lawful(bureau.approve(await deputyFor('rev-1', ['reviewer', 'supervisor']), at));
    const [last] = (await bureau.p.auditor.get(at(''))).body.events.filter(
      ({ type }: { type: string }) => type === 'listing-approved',
    );
    expect(last.actor).toBe('dee for rev-1');
  });

  it('leave the principal to act for himself', async () => {
    const at = await bureau.inReview();
    await lawful(appoint(bureau.p.supervisor, 'rev-1', 'dee'));
    await lawful(bureau.approve(bureau.p.reviewer, at));
  });

  it('are appointed by a supervisor of that authority, for others', async () => {
    const elsewhere = await bureau.world.as({ roles: ['supervisor'], authority: other, subject: 'sup-x' });
    const supervisorAndMore = await bureau.staff('ann', both);
    const refused = async (reply: Promise<Reply>) => {
      const answered = await reply;
      expect(answered.status).toBe(403);
      return rules(answered);
    };
    expect(await refused(appoint(elsewhere, 'rev-1', 'dee'))).toEqual(['deputy']);
    expect(await refused(appoint(bureau.p.supervisor, 'sup-1', 'dee'))).toEqual(['deputy']);
    expect(await refused(appoint(supervisorAndMore, 'rev-1', 'ann-alias'))).toEqual(['deputy']);
    expect(await refused(appoint(bureau.p.administrator, 'rev-1', 'rev-1-alias'))).toEqual(['deputy']);
    expect(await refused(appoint(bureau.p.supervisor, 'rev-1', 'dee', { authorityId: other }))).toEqual([
      'deputy',
      'deputy',
    ]);
    expect(await refused(appoint(bureau.p.caseworker, 'rev-1', 'dee'))).toEqual(['roles']);
    expect(rules(await appoint(bureau.p.supervisor, 'rev-1', 'nobody-knows'))).toEqual(['person']);
    expect(
      (
        await appoint(bureau.p.supervisor, 'rev-1', 'dee', {
          leave: { from: inDays(1), until: inDays(0), timezone: 'UTC' },
        })
      ).status,
    ).toBe(400);
  });
});

describe('a recusal', () => {
  const recuse = async (at: At, person: string) => {
    await lawful((await bureau.staff('ann', ['caseworker'])).post(at('/recusals'), { person, ...reasons }));
    return (by: Caller, granted: boolean) =>
      by.post(at('/recusals/decision'), { person, granted, ...reasons });
  };

  it('bars from every function, under every name', async () => {
    const at = await bureau.inReview(bureau.p.caseworker, { traits: ['complex-or-major'] });
    await lawful((await recuse(at, 'bob-alias'))(bureau.p.supervisor, true));
    for (const account of ['bob', 'bob-alias'])
      expect(
        rules(await bureau.approve(await bureau.staff(account, ['reviewer']), at, { members: ['rev-2'] })),
      ).toEqual(['recusal']);
    expect(rules(await bureau.approve(bureau.p.reviewer, at, { members: ['bob'] }))).toEqual(['recusal']);
    const heard = await bureau.noticed(bureau.p.caseworker);
    await lawful((await recuse(heard, 'bob'))(bureau.p.supervisor, true));
    const asks = await bureau.p.subjectOf(caseIdOf(heard));
    await lawful(asks.post(heard('/hearing'), { trigger: 'other-heavier-penalty' }));
    const hearing = { on: '2030-01-01', public: true, document: 'Notice of the hearing' };
    expect(
      rules(await bureau.p.caseworker.post(heard('/hearing/notice'), { ...hearing, chair: 'bob-alias' })),
    ).toEqual(['recusal']);
  });

  it('is decided neither by the one concerned, nor through a deputy, nor by who asked for it', async () => {
    const at = await bureau.inReview();
    const decide = await recuse(at, 'sup-1');
    const leave = { authorityId: county, leave: { from: inDays(0), until: inDays(0), timezone: 'UTC' } };
    await lawful(bureau.p.administrator.put('/v1/persons/sup-1/deputies/dee', leave));
    const deputy = await bureau.staff('dee', ['supervisor'], { onBehalfOf: 'sup-1' });
    expect(rules(await decide(bureau.p.supervisor, false))).toEqual(['recusal']);
    expect(rules(await decide(deputy, false))).toEqual(['recusal']);
    expect(rules(await decide(await bureau.staff('ann-alias', ['supervisor']), false))).toEqual([
      'review.separation',
    ]);
    await lawful(decide(await bureau.staff('sup-2', ['supervisor']), false));
  });
});
