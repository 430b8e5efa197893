import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { officeRoles, type Role } from '../../domain/regime/pack.ts';
import { Registry } from '../support/registry.ts';
import { city, county, people, type People } from './people.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let p: People;

beforeAll(async () => {
  world = await createWorld('api-registry');
  p = await people(world);
});
afterAll(() => world.dispose());

const DAY_MS = 86_400_000;
const dayAt = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const name = fc.constantFrom('ann', 'bob', 'ann-2', 'bob-2');
const authority = fc.constantFrom(county, city);
const roles = fc.subarray([...officeRoles]);
const token = fc.record({
  account: name,
  roles: fc.subarray<Role>(['caseworker', 'reviewer', 'supervisor'], { minLength: 1 }),
  authority,
  onBehalfOf: fc.option(name, { nil: undefined }),
});
type Token = typeof token extends fc.Arbitrary<infer T> ? T : never;
/** Asks the API and the model the same thing, and tells what each of them said. */
type Asked = (on: {
  readonly model: Registry;
  readonly mark: string;
}) => Promise<readonly [boolean, boolean]>;

const marked = (claims: Token, mark: string) => ({
  roles: claims.roles,
  authority: claims.authority,
  account: `${mark}${claims.account}`,
  ...(claims.onBehalfOf !== undefined && { onBehalfOf: `${mark}${claims.onBehalfOf}` }),
});
const callerOf = ({ account, ...rest }: ReturnType<typeof marked>) => world.as({ ...rest, subject: account });

const step: fc.Arbitrary<Asked> = fc.oneof(
  fc.tuple(name, authority, roles).map(([person, at, held]): Asked => async ({ model, mark }) => {
    const reply = await p.administrator.put(`/v1/authorities/${at}/persons/${mark}${person}`, {
      roles: held,
    });
    return [reply.status === 200, model.register(`${mark}${person}`, at, held)];
  }),
  fc.tuple(name, name).map(([account, person]): Asked => async ({ model, mark }) => {
    const path = `/v1/persons/${mark}${person}/accounts`;
    const reply = await p.administrator.put(path, { account: `${mark}${account}` });
    return [reply.status === 200, model.assign(`${mark}${account}`, `${mark}${person}`)];
  }),
  token.map((drawn): Asked => async ({ model, mark }) => {
    const claims = marked(drawn, mark);
    const reply = await (await callerOf(claims)).post('/v1/cases/none/withdrawal', { reasons: 'why' });
    const actor = model.act(claims, dayAt(0));
    const mayAsk = actor?.roles.some((role) => role === 'caseworker' || role === 'supervisor') ?? false;
    return [reply.status === 404, mayAsk];
  }),
  fc
    .tuple(token, name, name, fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 3 }))
    .map(([drawn, principal, deputy, from, days]): Asked => async ({ model, mark }) => {
      const claims = marked(drawn, mark);
      const leave = { from: dayAt(from), until: dayAt(from + days) };
      const reply = await (
        await callerOf(claims)
      ).put(`/v1/persons/${mark}${principal}/deputies/${mark}${deputy}`, {
        authorityId: claims.authority,
        leave: { ...leave, timezone: 'UTC' },
      });
      const asking = model.act(claims, dayAt(0));
      const names = {
        principal: `${mark}${principal}`,
        deputy: `${mark}${deputy}`,
        authority: claims.authority,
      };
      return [reply.status === 200, asking !== null && model.appoint(asking, names, leave)];
    }),
);

it('keeps persons, accounts and deputies as the model by which the separation of duties is proven', async () => {
  let run = 0;
  let allowed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      run += 1;
      const on = { model: new Registry(), mark: `r${run}-` };
      for (const ask of steps) {
        // oxlint-disable-next-line no-await-in-loop -- each step finds what the one before it left
        const [real, expected] = await ask(on);
        expect(real).toBe(expected);
        if (real) allowed += 1;
      }
    }),
    { numRuns: 40 },
  );
  expect(allowed).toBeGreaterThan(100);
});
