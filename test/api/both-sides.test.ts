import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/regime/pack.ts';
import {
  both,
  caseIdOf,
  digest,
  inDays,
  lawful,
  openBureau,
  other,
  reasons,
  rules,
  type Bureau,
} from './bureau.ts';
import { city, county, requests } from './people.ts';
import type { Caller } from './world.ts';

/** Persons with accounts, deputies and roles at will try to be on both sides of a case, over HTTP; none of them passes. */
let bureau: Bureau;
beforeAll(async () => {
  bureau = await openBureau('api-both-sides');
});
afterAll(() => bureau.world.dispose());

describe('the hearing', () => {
  it('is not chaired by who investigated, in person, by another account, or through a deputy', async () => {
    const at = await bureau.noticed(bureau.p.caseworker, { officers: ['cw-1', 'officer-2'] });
    const caseId = caseIdOf(at);
    await lawful(
      (await bureau.p.subjectOf(caseId)).post(at('/hearing'), { trigger: 'other-heavier-penalty' }),
    );
    const fix = (chair: string, on = '2030-01-01') =>
      bureau.p.caseworker.post(at('/hearing/notice'), { on, chair, public: true, document: 'Notice' });
    for (const chair of ['cw-1', 'cw-1-alias', 'officer-2'])
      expect(rules(await fix(chair))).toEqual(['notice.hearing.chair']);
    expect(rules(await fix('ghost'))).toEqual(['person']);
    const on = inDays(30, 'Asia/Shanghai');
    await lawful(fix('dee', on));
    await lawful(bureau.p.administrator.post(`/v1/sandbox/cases/${caseId}/advance`, { by: 'P31D' }));
    await lawful(
      bureau.p.supervisor.put('/v1/persons/cw-1/deputies/dee', {
        authorityId: county,
        leave: { from: inDays(0), until: inDays(0), timezone: 'UTC' },
      }),
    );
    const held = { attended: false, agents: [], record: 'Record' };
    const forInvestigator = await bureau.staff('dee', ['caseworker'], { onBehalfOf: 'cw-1' });
    expect(rules(await forInvestigator.post(at('/hearing/holding'), held))).toEqual(['notice.hearing.chair']);
    await lawful((await bureau.staff('dee', ['caseworker'])).post(at('/hearing/holding'), held));
  });
});

describe('the listing', () => {
  it('is not decided by who amended the determination', async () => {
    const at = await bureau.inReview(bureau.p.caseworker, { measures: ['no-honours'] });
    const ann = await bureau.staff('ann', both);
    await lawful(
      ann.post(at('/determination/amendment'), { measures: ['no-honours'], term: null, ...reasons }),
    );
    await bureau.serve(at);
    await bureau.close(at);
    expect(
      rules(await bureau.approve(await bureau.staff('ann-alias', both), at, { measures: ['no-honours'] })),
    ).toEqual(['review.separation']);
    expect(rules(await ann.post(at('/listing/refusal'), reasons))).toEqual(['review.separation']);
  });

  it('is reviewed in law by who neither investigated nor decides', async () => {
    const at = await bureau.inReview(bureau.p.caseworker, { traits: ['major-public-interest'] });
    const review = (by: Caller) => by.post(at('/legal-review'), { opinion: 'In order.' });
    expect(rules(await bureau.approve(bureau.p.reviewer, at))).toEqual(['review.legalReview']);
    expect(rules(await review(await bureau.staff('cw-1', ['reviewer'])))).toEqual(['review.separation']);
    await lawful(review(await bureau.staff('bob', ['reviewer'])));
    expect(rules(await bureau.approve(await bureau.staff('bob-alias', ['reviewer']), at))).toEqual([
      'review.separation',
    ]);
    await lawful(bureau.approve(bureau.p.reviewer, at));
  });

  it('cannot be made plain by a word that the regime does not know', async () => {
    const caseId = await bureau.open();
    const reply = await bureau.p.caseworker.post(
      `/v1/cases/${caseId}/determination`,
      requests.determination({ traits: ['complex-or-majr'] }),
    );
    expect(rules(reply)).toEqual(['traits']);
    expect(reply.body.refusals[0].lawful[0]).toContain('complex-or-major');
  });

  it('gets consent from nobody who had a hand in it', async () => {
    const at = await bureau.inReview(bureau.p.caseworker, { officers: ['city-1', 'officer-2'] });
    await lawful(bureau.approve(bureau.p.reviewer, at));
    expect(rules(await bureau.p.superior.post(at('/listing/consent')))).toEqual(['review.separation']);
    const reviewer = await bureau.world.as({
      roles: ['superior-authority'],
      authority: city,
      subject: 'rev-1-alias',
    });
    expect(rules(await reviewer.post(at('/listing/consent')))).toEqual(['review.separation']);
  });

  it('stays with its authority until the receiving one has accepted', async () => {
    const at = await bureau.inReview();
    const theirs = (subject: string, roles: readonly Role[]) =>
      bureau.world.as({ roles: [...roles], authority: other, subject });
    await lawful(bureau.p.supervisor.post(at('/transfer'), { to: other, ...reasons }));
    expect(rules(await bureau.approve(await theirs('foreign', ['reviewer']), at))).toEqual(['authority']);
    expect(rules(await (await theirs('sup-1', ['supervisor'])).post(at('/transfer/acceptance')))).toEqual([
      'review.separation',
    ]);
    await lawful((await theirs('sup-x', ['supervisor'])).post(at('/transfer/refusal'), reasons));
    await lawful(bureau.p.supervisor.post(at('/transfer'), { to: other, ...reasons }));
    await lawful((await theirs('sup-x', ['supervisor'])).post(at('/transfer/acceptance')));
    expect(rules(await bureau.approve(bureau.p.reviewer, at))).toEqual(['authority']);
    await lawful(bureau.approve(await theirs('foreign', ['reviewer']), at));
  });
});

describe('an entry that stands', () => {
  it('is not reviewed by who made it', async () => {
    const at = await bureau.published();
    await lawful(
      (await bureau.staff('ann', ['caseworker'])).post(at('/objections'), {
        lane: 'content',
        statement: 'Wrong.',
      }),
    );
    const decide = (by: Caller) =>
      by.post(at('/objections/o1/decision'), { outcome: 'refused', correction: null, ...reasons });
    for (const account of ['cw-1', 'rev-1', 'city-1', 'ann-alias', 'officer-1'])
      expect(rules(await decide(await bureau.staff(account, ['reviewer']))), account).toEqual([
        'review.separation',
      ]);
    await lawful(decide(await bureau.staff('bob', ['reviewer'])));
  });

  it('is not taken off by one who made it, nor by a caseworker, and the reasons are kept', async () => {
    const at = await bureau.published();
    expect(rules(await (await bureau.staff('bob', ['caseworker'])).post(at('/withdrawal'), reasons))).toEqual(
      ['withdrawal'],
    );
    for (const account of ['cw-1', 'rev-1-alias'])
      expect(
        rules(await (await bureau.staff(account, ['supervisor'])).post(at('/withdrawal'), reasons)),
      ).toEqual(['review.separation']);
    const { body } = await lawful(bureau.p.supervisor.post(at('/withdrawal'), reasons));
    expect(body.events.map(({ type }: { type: string }) => type)).toContain('case-withdrawn');
    const [withdrawn] = (await bureau.p.auditor.get(at(''))).body.events.filter(
      ({ type }: { type: string }) => type === 'case-withdrawn',
    );
    expect(withdrawn.payload.reasons).toMatchObject({ digest: expect.any(String) });
  });

  it('is not annulled by the one who says that there was a proceeding', async () => {
    const at = await bureau.published();
    const begin = { forum: 'reconsideration', document: digest, petition: null };
    const annulled = { outcome: 'annulled', term: null, document: digest };
    await lawful(bureau.p.caseworker.post(at('/proceedings'), begin));
    expect(
      rules(await (await bureau.staff('cw-1-alias', both)).post(at('/proceedings/r1/end'), annulled)),
    ).toEqual(['review.separation']);
    await lawful(bureau.p.supervisor.post(at('/proceedings/r1/end'), annulled));
  });

  it('that was sent back is decided anew by others', async () => {
    const at = await bureau.published();
    await lawful(
      bureau.p.caseworker.post(at('/proceedings'), {
        forum: 'reconsideration',
        document: digest,
        petition: null,
      }),
    );
    await lawful(
      bureau.p.supervisor.post(at('/proceedings/r1/end'), {
        outcome: 'remitted',
        term: null,
        document: digest,
      }),
    );
    expect(rules(await bureau.approve(await bureau.staff('rev-1-alias', ['reviewer']), at))).toEqual([
      'review.separation',
    ]);
    expect(rules(await bureau.p.reviewer.post(at('/listing/refusal'), reasons))).toEqual([
      'review.separation',
    ]);
    await lawful(bureau.approve(await bureau.staff('bob', ['reviewer']), at));
    expect(rules(await bureau.p.superior.post(at('/listing/consent')))).toEqual(['review.separation']);
  });
});

describe('a petition', () => {
  it('is verified and decided by others than who filed it, and twice by two', async () => {
    const at = await bureau.published();
    const caseId = caseIdOf(at);
    await lawful(bureau.p.administrator.post(`/v1/sandbox/cases/${caseId}/advance`, { by: { months: 13 } }));
    const ann = await bureau.staff('ann', both);
    const met = ['penalty-performed', 'effects-eliminated', 'no-new-heavier-penalty'];
    const materials = ['application', 'commitment', 'evidence-of-performance'];
    await lawful(ann.post(at('/petitions'), { statement: 'Repaired.', met, materials }));
    await lawful(bureau.p.caseworker.post(at('/petitions/p1/acceptance')));
    const decide = (by: Caller, outcome = 'granted') =>
      by.post(at('/petitions/p1/decision'), { outcome, ...reasons });
    const verify = (by: Caller) =>
      by.post(at('/petitions/p1/verification'), { performed: met, findings: 'Seen.' });
    expect(rules(await decide(bureau.p.reviewer))).toEqual(['petition.verification']);
    expect(rules(await verify(await bureau.staff('ann-alias', both)))).toEqual(['review.separation']);
    await lawful(verify(bureau.p.second));
    expect(rules(await decide(ann))).toEqual(['review.separation']);
    expect(rules(await decide(bureau.p.second))).toContain('petition.verification');
    await lawful(decide(await bureau.staff('bob', ['reviewer']), 'refused'));
    await lawful(
      bureau.p.caseworker.post(at('/proceedings'), {
        forum: 'reconsideration',
        document: digest,
        petition: 'p1',
      }),
    );
    await lawful(
      bureau.p.supervisor.post(at('/proceedings/r1/end'), {
        outcome: 'remitted',
        term: null,
        document: digest,
      }),
    );
    expect(rules(await decide(await bureau.staff('bob-alias', ['reviewer'])))).toEqual(['review.separation']);
    await lawful(decide(bureau.p.reviewer));
  });
});
