import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { mintToken, type TokenClaims } from '../cli/stack/dev-issuer.ts';
import type { Stack } from '../cli/stack/stack.ts';
import { connect } from '../db/client.ts';
import { advanceCase } from '../db/commands/advance-case.ts';
import { recipients, steps, type Step } from './lifecycle-steps.ts';

export type AmendsSide = {
  /** One case through all its steps; tells how long each command took, in milliseconds. */
  readonly live: () => Promise<number[]>;
  readonly stop: () => Promise<void>;
};

const YEAR_MS = 370 * 24 * 60 * 60 * 1_000;
const POLL_MS = 50;

type Answer = { readonly status: number; readonly text: string };

/** Persons at a county bureau and its superior, who send their commands over HTTP. */
export async function amendsSide(stack: Stack): Promise<AmendsSide> {
  const database = connect(stack.databaseUrl, { max: 4 });
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const token = (claims: TokenClaims) => mintToken(stack.stateDir, claims);
  const county = { authority: 'county' };
  const tokens = new Map<string, string>([
    ['caseworker', await token({ ...county, subject: 'cw-1', roles: ['caseworker'] })],
    ['examiner', await token({ ...county, subject: 'cw-2', roles: ['caseworker'] })],
    ['reviewer', await token({ ...county, subject: 'rev-1', roles: ['reviewer'] })],
    ['publisher', await token({ ...county, subject: 'pub-1', roles: ['publisher'] })],
    ['superior', await token({ subject: 'city-1', roles: ['superior-authority'], authority: 'city' })],
  ]);
  for (const recipient of recipients)
    tokens.set(recipient, await token({ subject: `bot-${recipient}`, roles: ['recipient'], recipient }));
  const administrator = await token({ subject: 'adm-1', roles: ['administrator'] });

  const { hostname, port } = new URL(stack.apiUrl);
  const send = (method: string, path: string, bearer: string, body: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      const headers = {
        authorization: `Bearer ${bearer}`,
        'idempotency-key': randomUUID(),
        ...(body !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
        }),
      };
      const sent = request({ agent, hostname, port, method, path, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() });
        });
      });
      sent.on('error', reject);
      sent.end(text);
    });

  const authorities = [
    { id: 'city', title: 'City bureau', level: 'city', superior: null, regimes: ['cn-market-list'] },
    { id: 'county', title: 'County bureau', level: 'county', superior: 'city', regimes: ['cn-market-list'] },
  ];
  for (const { id, ...rest } of authorities) await send('PUT', `/v1/authorities/${id}`, administrator, rest);
  for (const officer of ['officer-1', 'officer-2'])
    await send('PUT', `/v1/authorities/county/persons/${officer}`, administrator, { roles: ['caseworker'] });

  // All that wait are asked for in one question: what is measured is not the asking.
  const waiting = new Map<string, { readonly kind: string; readonly done: () => void }>();
  let watching = false;
  const dutiesDone = (caseId: string, kind: string): Promise<void> =>
    new Promise((done, failed) => {
      waiting.set(caseId, { kind, done });
      if (!watching) watch().catch(failed);
    });
  const watch = async (): Promise<void> => {
    watching = true;
    while (waiting.size > 0) {
      const rows = await database.sql<{ id: string; kind: string }[]>`
        select case_id as id, kind from duty where case_id = any(${[...waiting.keys()]})
        group by case_id, kind having count(ended_at) = ${recipients.length}`;
      for (const { id, kind } of rows) {
        const found = waiting.get(id);
        if (found?.kind !== kind) continue;
        waiting.delete(id);
        found.done();
      }
      await delay(POLL_MS);
    }
    watching = false;
  };

  const passed = async (caseId: string, what: NonNullable<Step['after']>): Promise<void> => {
    if (what === 'a-year') {
      const until = new Date(Date.now() + YEAR_MS).toISOString();
      await advanceCase(database.db, { caseId, until });
      return;
    }
    await dutiesDone(caseId, what === 'delivered' ? 'deliver' : 'retract');
  };

  return {
    live: async () => {
      const unique = randomUUID();
      const today = new Date(Date.now() + 8 * 60 * 60 * 1_000).toISOString().slice(0, 10);
      const took: number[] = [];
      let caseId = '';
      for (const step of steps) {
        if (step.after !== undefined) await passed(caseId, step.after);
        const bearer = tokens.get(typeof step.by === 'string' ? step.by : step.by.recipient) ?? '';
        const began = performance.now();
        const { status, text } = await send(
          'POST',
          step.path(caseId),
          bearer,
          step.body?.({ unique, today }),
        );
        took.push(performance.now() - began);
        if (status >= 300) throw new Error(`${step.name}: ${status} ${text}`);
        if (caseId === '') caseId = /"caseId":"([^"]+)"/.exec(text)?.[1] ?? '';
      }
      return took;
    },
    stop: async () => {
      agent.destroy();
      await database.close();
    },
  };
}
