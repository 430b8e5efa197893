import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lawAtTheDoor, refuseChangedLaw, rememberLaw } from '../../db/commands/law.ts';
import { compileCatalogue, type Catalogue, type PublishedPack } from '../../domain/regime/catalogue.ts';
import { people, requests } from './people.ts';
import { createWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld('api-law');
});
afterAll(() => world.dispose());

/** The same world under packs of which each is another in something. */
function under(change: (pack: PublishedPack) => PublishedPack): World {
  const catalogue = compileCatalogue(world.deps.catalogue.all.map(change));
  return world.with({ catalogue, bench: { ...world.deps.bench, law: catalogue.found } });
}

const importOf = (more: Record<string, unknown> = {}) => ({
  fileName: 'list-2026-300.csv',
  digest: 'a'.repeat(64),
  bytes: 1,
  parts: 1,
  mapping: 'sam-v2',
  regime: 'us-far-9.4',
  ...more,
});
const change = { kind: 'regime', regime: 'us-far-9.4', version: '2025-01-17', reason: 'It is the law.' };

describe.each([
  [
    'law that nobody has verified',
    'unverified-law',
    'law.verified',
    { withheld: 'x/pack.yaml:7 nobody has read it' },
  ],
  ['a draft', 'refused', 'law.published', { published: null }],
] as const)('%s', (_what, type, rule, more) => {
  const closed = () => under((pack) => ({ ...pack, ...more }));
  const refused = { status: 422, body: { type: `urn:amends:problem:${type}`, refusals: [{ rule }] } };

  it('opens no real case, takes no list over and is brought upon no case, and may be tried', async () => {
    const staff = await people(closed());
    const before = await world.contents();
    expect(await staff.caseworker.post('/v1/cases', requests.opening())).toMatchObject(refused);
    expect(await staff.administrator.post('/v1/imports', importOf())).toMatchObject(refused);
    expect(await staff.administrator.post('/v1/changes', change)).toMatchObject(refused);
    expect(await world.contents()).toEqual(before);
    expect((await staff.caseworker.post('/v1/cases', requests.opening({ sandbox: true }))).status).toBe(201);
    expect((await staff.administrator.post('/v1/imports', importOf({ sandbox: true }))).status).toBe(200);
  });
});

describe('the law that cases rest on', () => {
  const { sql } = { sql: () => world.deps.connection.sql };
  const market = 'cn-market-list';
  const sealed = () => world.deps.catalogue.found(market, '2021-09-01')?.hash;

  beforeEach(async () => {
    await sql()`delete from published_law`;
    const staff = await people(world);
    expect((await staff.caseworker.post('/v1/cases', requests.opening())).status).toBe(201);
  });

  it('is known by its hash from the first case on, in the record and in the deployment', async () => {
    const [row] = await sql()<{ hash: string }[]>`select hash from published_law where regime = ${market}`;
    expect(row?.hash).toBe(sealed());
    const opened = await sql()`
      select from case_event where type = 'case-opened' and payload ->> 'packHash' = ${sealed() ?? ''}`;
    expect(opened.length).toBeGreaterThan(0);
  });

  it('stands as it was: then processes start, and are ready', async () => {
    expect(await rememberLaw(sql(), world.deps.catalogue)).toEqual([]);
    await expect(refuseChangedLaw(sql(), world.deps.catalogue)).resolves.toBeUndefined();
    expect((await world.anonymous.get('/readyz')).body).toMatchObject({ law: true });
  });

  const changed = (pack: PublishedPack): PublishedPack =>
    pack.pack.regime === market ? { ...pack, hash: 'f'.repeat(64) } : pack;
  const drafted = (pack: PublishedPack): PublishedPack =>
    pack.pack.regime === market ? { ...pack, published: null } : pack;
  const without = (catalogue: Catalogue): Catalogue =>
    compileCatalogue(catalogue.all.filter(({ pack }) => pack.regime !== market));

  it.each([
    ['has another content', () => under(changed).deps.catalogue, /is not what it was/],
    ['is a draft again', () => under(drafted).deps.catalogue, /is a draft/],
    ['is gone', () => without(world.deps.catalogue), /is not here/],
  ])('lets no process start where it %s, and none be ready', async (_what, catalogue, says) => {
    await expect(refuseChangedLaw(sql(), catalogue())).rejects.toThrow(says);
    const there = world.with({ catalogue: catalogue() });
    expect(await there.anonymous.get('/readyz')).toMatchObject({
      status: 503,
      body: { status: 'unready', law: false },
    });
  });

  it('lets no further case in under another content', async () => {
    const staff = await people(under(changed));
    expect(await staff.caseworker.post('/v1/cases', requests.opening())).toMatchObject({
      status: 422,
      body: { refusals: [{ rule: 'law.immutable' }] },
    });
  });

  it('may be published anew while no case rests on it', async () => {
    const resealed = under((pack) =>
      pack.pack.regime === 'wb-sanctions' ? { ...pack, hash: 'e'.repeat(64) } : pack,
    );
    expect(await rememberLaw(sql(), world.deps.catalogue)).toEqual([]);
    expect(await rememberLaw(sql(), resealed.deps.catalogue)).toEqual([]);
    const door = await lawAtTheDoor(sql(), resealed.deps.catalogue.found, {
      regime: 'wb-sanctions',
      version: '2023-11-01',
      sandbox: false,
    });
    expect(door).toMatchObject({ kind: 'open', packHash: 'e'.repeat(64) });
  });
});
