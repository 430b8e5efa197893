import { randomUUID } from 'node:crypto';
import type { Stack } from '../cli/stack/stack.ts';
import { createDatabase, databaseUrl, dropDatabase } from '../cli/stack/database.ts';
import { connect } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { rule, type Asked, type Bench } from '../db/commands/rule.ts';
import { sweep } from '../db/commands/sweep.ts';
import { masterKey } from '../db/sealing.ts';
import type { Actor, Command } from '../domain/case/commands.ts';
import type { TextRef } from '../domain/case/state.ts';
import type { Role } from '../domain/regime/pack.ts';
import { loadCalendars } from '../regimes/load-calendars.ts';
import { loadPacks } from '../regimes/load-packs.ts';
import { latency, rounded, type Latency } from './percentiles.ts';

export type RulingFigures = Latency & { readonly perSecond: number };
export type SweepFigures = {
  readonly expiries: number;
  readonly seconds: number;
  readonly perSecond: number;
};

const CASES_ONE_AT_A_TIME = 60;
const CASES_AT_ONCE = 250;
const AT_ONCE = 8;
const BATCH = 500;

/** The record alone: rulings without HTTP and engine, in a database that no worker looks at. */
export async function recordAlone(
  stack: Stack,
  expiries: number,
): Promise<{ readonly ruling: RulingFigures; readonly sweep: SweepFigures }> {
  const name = `alone_${randomUUID().replaceAll('-', '')}`;
  const owner = new URL(stack.databaseUrl).username;
  await createDatabase(stack.adminDatabaseUrl, name, undefined, owner);
  const url = databaseUrl(stack.databaseUrl, name);
  await migrate(url);
  const packs = loadPacks();
  if (packs.kind === 'broken') throw new Error('the packs are broken');
  const connection = connect(url, { max: AT_ONCE });
  const bench: Bench = {
    sql: connection.sql,
    law: packs.catalogue.found,
    calendars: loadCalendars(),
    masterKey: masterKey(stack.settings.masterKey),
    sandbox: true,
  };
  try {
    await inParallel(20, () => heard(bench));
    const samples: number[] = [];
    for (let count = 0; count < CASES_ONE_AT_A_TIME; count += 1) samples.push(...(await heard(bench)));
    const began = performance.now();
    const rulings = (await inParallel(CASES_AT_ONCE, () => heard(bench))).flat().length;
    const perSecond = rounded((rulings / (performance.now() - began)) * 1_000, 0);
    return { ruling: { ...latency(samples), perSecond }, sweep: await midnight(bench, expiries) };
  } finally {
    await connection.close();
    await dropDatabase(stack.adminDatabaseUrl, name);
  }
}

const person = (id: string, role: Role): Actor => ({
  kind: 'person',
  person: id,
  roles: [role],
  authority: 'county',
});
const authority = { id: 'county', level: 'province', regimes: ['cn-market-list'] };
const digest = 'a'.repeat(64);
const measures = ['key-supervision', 'no-honours'];

type Act = readonly [actor: Actor, command: (text: (plain: string) => TextRef) => Command];

/** The acts of a case from its determination to its publication. */
const acts: readonly Act[] = [
  [
    person('cw-1', 'caseworker'),
    (text) => ({
      type: 'record-determination',
      facts: text('Batches with forbidden additives were sold.'),
      reasons: text('The heavier tier of the fine was imposed.'),
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
      exclusions: [],
      officers: ['officer-1', 'officer-2'],
      traits: [],
      measures,
      term: null,
    }),
  ],
  [
    person('cw-1', 'caseworker'),
    (text) => ({
      type: 'serve-notice',
      method: 'in-person',
      document: text('You are told that listing is considered.'),
      contents: ['content', 'facts', 'reasons', 'basis', 'rights'],
    }),
  ],
  [
    person('cw-1', 'caseworker'),
    () => ({
      type: 'prove-service',
      method: 'in-person',
      actOn: new Date(Date.now() - 60_000).toISOString(),
      proof: { kind: 'signed-receipt', digest },
      accessed: false,
    }),
  ],
  [
    person('cw-1', 'caseworker'),
    (text) => ({
      type: 'respond',
      statement: text('There was a certificate.'),
      points: [],
      nature: 'statement',
    }),
  ],
  [
    person('cw-1', 'caseworker'),
    (text) => ({ type: 'consider-response', response: 0, answers: [text('For another batch.')] }),
  ],
  [person('cw-1', 'caseworker'), () => ({ type: 'close-record' })],
  [
    person('rev-1', 'reviewer'),
    (text) => ({
      type: 'approve-listing',
      measures,
      term: null,
      reasons: text('Serious, and answered point by point.'),
      contents: ['reasons', 'basis', 'measures', 'removal', 'remedies'],
      members: [],
      lighter: {
        considered: ['no-notification-commitment', 'no-honours'],
        reasons: text('What is lighter would not keep it from happening again.'),
      },
    }),
  ],
  [person('pub-1', 'publisher'), () => ({ type: 'publish' })],
];

const openingOf = (id: string): NonNullable<Asked['opening']> => ({
  regime: 'cn-market-list',
  version: '2021-09-01',
  sandbox: true,
  subject: {
    ref: id,
    kind: 'organisation',
    name: 'Evergreen Foods Co., Ltd.',
    identifiers: [{ scheme: 'unified-social-credit-code', value: id }],
  },
});

const subjectOf = (id: string) => ({
  ref: id,
  kind: 'organisation' as const,
  identifiers: ['unified-social-credit-code', 'registration-number'],
  minor: false,
});

/** Rules a case from its opening to its publication; tells how long each ruling took, in milliseconds. */
async function heard(bench: Bench): Promise<number[]> {
  const caseId = randomUUID();
  const open: Act = [
    person('cw-1', 'caseworker'),
    (text) => ({
      type: 'open-case',
      authority,
      place: null,
      subject: subjectOf(caseId),
      ground: 'food-safety',
      instrument: {
        kind: 'penalty-decision',
        number: text(`Penalty ${caseId}`),
        issuer: 'county',
        date: new Date().toISOString().slice(0, 10),
        finality: 'effective',
        documentDigest: digest,
      },
      linkedTo: null,
    }),
  ];
  const took: number[] = [];
  for (const [index, [actor, command]] of [open, ...acts].entries()) {
    const began = performance.now();
    const result = await rule(bench, {
      commandId: `${caseId}/${index}`,
      caseId,
      actor,
      request: index,
      command,
      ...(index === 0 && { opening: openingOf(caseId) }),
    });
    took.push(performance.now() - began);
    if (result.kind !== 'ruled') throw new Error(JSON.stringify(result));
  }
  return took;
}

/** So many entries, taken over from an existing list, end at one midnight; the sweep rules them. */
async function midnight(bench: Bench, expiries: number): Promise<SweepFigures> {
  const today = new Date().toISOString().slice(0, 10);
  await inParallel(expiries, async () => {
    const caseId = randomUUID();
    const result = await rule(bench, {
      commandId: caseId,
      caseId,
      actor: { kind: 'engine' },
      request: 'adopt',
      command: () => ({
        type: 'adopt-entry',
        authority,
        subject: subjectOf(caseId),
        ground: 'food-safety',
        measures,
        from: '2024-01-10',
        until: today,
        source: 'an existing list',
        takenOverOn: today,
        approvedBy: ['officer', 'supervisor'],
      }),
      opening: openingOf(caseId),
    });
    if (result.kind !== 'ruled') throw new Error(JSON.stringify(result));
  });
  await bench.sql`update case_file set clock_offset = ${2 * 24 * 60 * 60 * 1_000} where regime = 'cn-market-list' and id in (
    select case_id from command where type = 'adopt-entry')`;
  await bench.sql`analyze`;
  const began = performance.now();
  let ruled = 0;
  for (;;) {
    const swept = await sweep(bench, BATCH);
    ruled += swept.ruled;
    if (swept.ruled === 0) break;
  }
  const seconds = (performance.now() - began) / 1_000;
  if (ruled < expiries) throw new Error(`only ${ruled} of ${expiries} were ruled`);
  return { expiries, seconds: rounded(seconds), perSecond: rounded(ruled / seconds, 0) };
}

async function inParallel<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let left = count;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left > 0) {
        left -= 1;
        results.push(await work());
      }
    }),
  );
  return results;
}
