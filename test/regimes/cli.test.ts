import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderWith, shipped } from './pack-fixture.ts';

const command = fileURLToPath(new URL('../../cli/amends.mjs', import.meta.url));

function amends(...args: readonly string[]): {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'regimes', ...args], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', AMENDS_REGIME_KEY: '' },
  });
  return { code: status, out: stdout, err: stderr };
}

describe('amends regimes', () => {
  it('check passes what is shipped', () => {
    const { code, out } = amends('check');
    expect(out).toContain('13 packs, no problem');
    expect(code).toBe(0);
  });

  it('check names file, line and rule of what is wrong, and fails', () => {
    const text = shipped('uk-procurement-debarment', '2025-02-24').replace(
      'calendar: GB-UK',
      'calendar: MARS',
    );
    const folder = folderWith({ 'uk-procurement-debarment/2025-02-24/pack.yaml': text });
    const { code, out } = amends('check', '--folder', folder);
    expect(out).toMatch(
      /uk-procurement-debarment\/2025-02-24\/pack\.yaml:\d+ error calendar calendar: there is no calendar "MARS"/,
    );
    expect(code).toBe(1);
  });

  it('show picks the version by the day', () => {
    expect(amends('show', 'us-far-9.4', '--as-of', '2024-12-01').out).toContain('30 working days');
    expect(amends('show', 'us-far-9.4', '--as-of', '2025-02-01').out).toContain('45 calendar days');
    const { code, err } = amends('show', 'us-far-9.4', '--as-of', '1999-01-01');
    expect(err).toContain(
      'No version of us-far-9.4 is in force on 1999-01-01. Versions: 2024-05-22, 2025-01-17.',
    );
    expect(code).toBe(1);
  });

  it('show draws', () => {
    expect(amends('show', 'eu-edes', '--diagram', 'bpmn').out).toContain('<userTask id="recommend"');
    expect(amends('show', 'eu-edes', '--diagram', 'svg').out).toContain('</svg>');
  });

  it('diff says in words', () => {
    const { code, out } = amends('diff', 'us-far-9.4@2024-05-22', 'us-far-9.4@2025-01-17');
    expect(out).toContain('now 45 calendar days from "record closed"');
    expect(code).toBe(0);
  });

  it('publish asks for a version, for a key, and for one that is trusted', () => {
    expect(amends('publish', 'us-far-9.4@2025-01-17').err).toContain('Give the signing key with --key FILE');
    const { privateKey } = generateKeyPairSync('ed25519');
    const file = join(folderWith({}), 'key.pem');
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const { code, err } = amends('publish', 'us-far-9.4@2025-01-17', '--key', file);
    expect(err).toContain('is not among the trusted ones');
    expect(code).toBe(1);
  });
});
