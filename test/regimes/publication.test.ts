import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPacks } from '../../regimes/load-packs.ts';
import { readPackFile } from '../../regimes/pack-file.ts';
import { contentHash, keyName, sealFile, sealPack } from '../../regimes/publication.ts';
import { changed, copyOfShipped, folderWith, shipped } from './pack-fixture.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');

const path = 'us-far-9.4/2024-05-22/pack.yaml';

function sealed(): { readonly folder: string; readonly file: string } {
  const folder = folderWith({ [path]: shipped('us-far-9.4', '2024-05-22') });
  const file = join(folder, path);
  const result = readPackFile(file);
  if (result.kind === 'broken') throw new Error('broken');
  writeFileSync(sealFile(file), JSON.stringify(sealPack(result.read, '2026-01-05', privateKey), null, 2));
  return { folder, file };
}

const load = (folder: string, keys = [publicKey]): ReturnType<typeof loadPacks> =>
  loadPacks(folder, { keys });

describe('a published pack', () => {
  it('says when it was published, with which key, and what its content hashes to', () => {
    const loaded = load(sealed().folder);
    if (loaded.kind === 'broken') throw new Error(JSON.stringify(loaded.problems));
    expect(loaded.catalogue.all).toMatchObject([
      {
        published: { on: '2026-01-05', key: keyName(publicKey) },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('is refused once a value was changed, naming file, line and value', () => {
    const { folder, file } = sealed();
    const { text, line } = changed(
      readFileSync(file, 'utf8'),
      '    amount: 30\n    unit: working-days',
      '    amount: 60\n    unit: working-days',
    );
    writeFileSync(file, text);
    const loaded = load(folder);
    expect(loaded).toMatchObject({
      kind: 'broken',
      problems: [
        {
          rule: 'published',
          line,
          message: expect.stringMatching(
            /^clocks\.determination\.decide\.amount was changed after publication on 2026-01-05/,
          ),
        },
      ],
    });
  });

  it('is refused once a value was added or taken away', () => {
    const { folder, file } = sealed();
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('    metBy: [listed, listing-refused]\n', '    metBy: [listed]\n'),
    );
    expect(load(folder)).toMatchObject({
      kind: 'broken',
      problems: [{ rule: 'published', message: expect.stringMatching(/metBy/) }],
    });
  });

  it('may have its comments corrected: they are no law', () => {
    const { folder, file } = sealed();
    writeFileSync(file, `# a remark\n${readFileSync(file, 'utf8')}`);
    expect(load(folder).kind).toBe('loaded');
  });

  it('is refused with a seal that somebody else made, or that was changed', () => {
    const { folder, file } = sealed();
    expect(load(folder, [stranger.publicKey])).toMatchObject({
      kind: 'broken',
      problems: [{ rule: 'signature', message: expect.stringMatching(/not trusted/) }],
    });
    const seal = readFileSync(sealFile(file), 'utf8');
    writeFileSync(sealFile(file), seal.replace('2026-01-05', '2020-01-05'));
    expect(load(folder)).toMatchObject({
      kind: 'broken',
      problems: [{ rule: 'signature', message: expect.stringMatching(/does not hold/) }],
    });
  });

  it('hashes its data and not how it is written', () => {
    expect(contentHash({ a: 1, b: [2, 3] })).toBe(contentHash({ b: [2, 3], a: 1 }));
    expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: 2 }));
  });
});

describe('the packs as shipped', () => {
  it('are all published, with a trusted key', () => {
    const loaded = loadPacks();
    if (loaded.kind === 'broken') throw new Error(JSON.stringify(loaded.problems));
    for (const { id, published } of loaded.catalogue.all) expect(published, id).not.toBeNull();
  });

  it('are refused when one number in one of them is touched', () => {
    const folder = copyOfShipped();
    const file = join(folder, 'cn-market-list/2021-09-01/pack.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('amount: 90', 'amount: 91'));
    expect(loadPacks(folder)).toMatchObject({
      kind: 'broken',
      problems: [
        { rule: 'published', message: expect.stringMatching(/clocks\.determination\.decide\.amount/) },
      ],
    });
  });
});
