import type { Caller, World } from './world.ts';

export const county = 'county-mr';
export const city = 'city-mr';
const province = 'province-mr';

/** The persons of one case at one authority, its superior included. */
export type People = {
  readonly caseworker: Caller;
  readonly second: Caller;
  readonly reviewer: Caller;
  readonly publisher: Caller;
  readonly supervisor: Caller;
  readonly superior: Caller;
  readonly administrator: Caller;
  readonly auditor: Caller;
  readonly subjectOf: (caseId: string) => Promise<Caller>;
  readonly recipient: (id: string) => Promise<Caller>;
};

export async function people(world: World): Promise<People> {
  const { as } = world;
  const administrator = await as({ roles: ['administrator'], subject: 'adm-1' });
  await administrator.put(`/v1/authorities/${province}`, {
    title: 'Province bureau',
    level: 'province',
    superior: null,
    regimes: ['cn-market-list', 'cn-wage-arrears'],
  });
  await administrator.put(`/v1/authorities/${city}`, {
    title: 'City bureau',
    level: 'city',
    superior: province,
    regimes: ['cn-market-list', 'cn-wage-arrears'],
  });
  await administrator.put(`/v1/authorities/${county}`, {
    title: 'County bureau',
    level: 'county',
    superior: city,
    regimes: ['cn-market-list', 'cn-wage-arrears'],
  });
  // Those who are named in a case without having acted before.
  for (const name of ['officer-1', 'officer-2', 'rev-1', 'rev-2', 'cw-1'])
    // oxlint-disable-next-line no-await-in-loop -- one registration after the other
    await administrator.put(`/v1/authorities/${county}/persons/${name}`, {
      roles: name.startsWith('rev') ? ['reviewer'] : ['caseworker'],
    });
  return {
    administrator,
    caseworker: await as({ roles: ['caseworker'], authority: county, subject: 'cw-1' }),
    second: await as({ roles: ['caseworker', 'reviewer'], authority: county, subject: 'cw-2' }),
    reviewer: await as({ roles: ['reviewer'], authority: county, subject: 'rev-1' }),
    publisher: await as({ roles: ['publisher'], authority: county, subject: 'pub-1' }),
    supervisor: await as({ roles: ['supervisor'], authority: county, subject: 'sup-1' }),
    superior: await as({ roles: ['superior-authority'], authority: city, subject: 'city-1' }),
    auditor: await as({ roles: ['auditor'], authority: county, subject: 'aud-1' }),
    subjectOf: (caseId) => as({ roles: ['subject'], case: caseId, subject: `subject-${caseId}` }),
    recipient: (id) => as({ roles: ['recipient'], recipient: id, subject: `rcp-${id}` }),
  };
}

const digest = 'a'.repeat(64);
let documents = 0;
/** Each opening rests on a document of its own: the same facts are never taken up twice. */
const ofDocument = (): string => {
  documents += 1;
  return documents.toString(16).padStart(64, '0');
};
export const measures = ['weighty-factor-in-permits-and-bidding', 'key-supervision'];

/** Requests as a caseworker of the market regulator would send them; a test changes what it is about. */
export const requests = {
  opening: (more: Record<string, unknown> = {}) => ({
    regime: 'cn-market-list',
    subject: {
      kind: 'organisation',
      name: 'Evergreen Foods Co., Ltd.',
      identifiers: [
        { scheme: 'unified-social-credit-code', value: '91330100MA2TEST01X' },
        { scheme: 'registration-number', value: '330100000012345' },
      ],
    },
    ground: 'food-safety',
    instrument: {
      kind: 'penalty-decision',
      number: 'Penalty 2026-118',
      issuer: county,
      date: '2026-09-01',
      finality: 'effective',
      documentDigest: ofDocument(),
    },
    ...more,
  }),
  determination: (more: Record<string, unknown> = {}) => ({
    facts: 'Batches with forbidden additives were sold.',
    reasons: 'The heavier tier of the fine was imposed.',
    factors: [
      'subjective-malice',
      'frequency',
      'duration',
      'penalty-type',
      'fine-amount',
      'goods-value',
      'danger-to-life-or-health',
      'property-loss',
      'social-effect',
    ],
    stated: ['heavier-penalty', 'vile-nature-and-serious-circumstances'],
    officers: ['officer-1', 'officer-2'],
    measures,
    term: null,
    ...more,
  }),
  notice: (more: Record<string, unknown> = {}) => ({
    method: 'in-person',
    document: 'You are told that listing is considered, on what facts, and what you may do.',
    contents: {
      content: 'It is intended to list you for three years.',
      facts: 'What the decision on the penalty found.',
      reasons: 'It was serious, and kept from nobody.',
      basis: 'Order 44, articles 2 and 3.',
      rights: 'You may answer and ask to be heard.',
    },
    ...more,
  }),
  service: (on: string, more: Record<string, unknown> = {}) => ({
    method: 'in-person',
    actOn: on,
    proof: { kind: 'signed-receipt', digest },
    ...more,
  }),
  approval: (more: Record<string, unknown> = {}) => ({
    measures,
    term: null,
    reasons: 'Serious, and answered point by point.',
    contents: ['reasons', 'basis', 'measures', 'removal', 'remedies'],
    lighter: {
      considered: ['no-notification-commitment', 'no-honours'],
      reasons: 'What is lighter would not keep it from happening again.',
    },
    ...more,
  }),
};
