import { z } from 'zod';
import { waitFor } from '../../cli/stack/wait.ts';
import type { TokenClaims } from '../../cli/stack/dev-issuer.ts';
import type { Environment } from '../support/environment.ts';

const rule = z.looseObject({
  rule: z.string(),
  how: z.string(),
  favour: z.string(),
  clocks: z.int(),
  days: z.object({ least: z.int(), most: z.int() }).nullable(),
});
const change = z.looseObject({
  changeId: z.string(),
  status: z.string(),
  cases: z.object({
    looked: z.int(),
    touched: z.int(),
    pending: z.int(),
    applied: z.int(),
    gone: z.int(),
    stays: z.int(),
    late: z.int(),
  }),
  rules: z.array(rule),
  removalsDue: z.int(),
  lawFell: z.int(),
});
type Change = z.output<typeof change>;

type Answer = { readonly status: number; readonly body: unknown };

/** The persons who change things, at an API. */
export type Desk = {
  readonly ask: (claims: TokenClaims, method: string, path: string, body?: object) => Promise<Answer>;
  readonly propose: (body: object) => Promise<string>;
  /** Publishes a year of a calendar; the change that is proposed with it, if any clock is touched. */
  readonly publish: (year: object) => Promise<string | null>;
  readonly read: (changeId: string) => Promise<Change>;
  readonly until: (changeId: string, probe: (found: Change) => boolean) => Promise<Change>;
  readonly approve: (changeId: string, by: string) => Promise<Answer>;
};

let asked = 0;

/** Asks at `url`, with the tokens that `token` signs. */
export function deskAt({ url, token }: { url: string; token: Environment['token'] }): Desk {
  const ask: Desk['ask'] = async (claims, method, path, body) => {
    asked += 1;
    const reply = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await token(claims)}`,
        'content-type': 'application/json',
        'idempotency-key': `desk-${asked}`,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: JSON.parse(await reply.text()) };
  };
  const supervisor = (subject: string): TokenClaims => ({ roles: ['supervisor'], subject });
  const read = async (changeId: string): Promise<Change> =>
    change.parse((await ask(supervisor('zhao'), 'GET', `/v1/changes/${changeId}`)).body);
  return {
    ask,
    read,
    propose: async (body) => {
      const answer = await ask(supervisor('zhao'), 'POST', '/v1/changes', body);
      if (answer.status !== 201) throw new Error(JSON.stringify(answer));
      return change.parse(answer.body).changeId;
    },
    publish: async (year) => {
      const answer = await ask({ roles: ['administrator'], subject: 'admin' }, 'POST', '/v1/calendars', year);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer));
      return z.object({ change: z.string().nullable() }).parse(answer.body).change;
    },
    until: (changeId, probe) =>
      waitFor(
        async () => {
          const found = await read(changeId);
          return probe(found) ? found : undefined;
        },
        { expected: `the change ${changeId} did not come so far`, limitMs: 300_000, everyMs: 50 },
      ),
    approve: (changeId, by) =>
      ask(supervisor(by), 'POST', `/v1/changes/${changeId}/approve`, { reason: 'The preview was read.' }),
  };
}
