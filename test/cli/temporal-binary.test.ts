import { describe, expect, it } from 'vitest';
import {
  cacheFolder,
  findBinary,
  TEMPORAL_VERSION,
  type Surroundings,
} from '../../cli/stack/temporal-binary.ts';

/** A machine that has exactly these executables, each with the version it answers. */
const machine = (
  executables: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = { PATH: '/usr/local/bin:/opt/temporal' },
): Surroundings => ({
  env,
  home: '/home/ada',
  isExecutable: (path) => executables[path] !== undefined,
  versionOf: (path) => executables[path],
});

const inCache = `/home/ada/.cache/amends/temporal/${TEMPORAL_VERSION}`;
const ours = `temporal version ${TEMPORAL_VERSION}\n`;
const cached = { [`${inCache}/server`]: ours, [`${inCache}/sql`]: ours };
const onPath = { '/usr/local/bin/temporal-server': ours, '/opt/temporal/temporal-sql-tool': ours };

describe('the lookup of the Temporal server', () => {
  it('prefers the official binaries on PATH to the cache', () => {
    expect(findBinary(machine({ ...cached, ...onPath }))).toEqual({
      server: '/usr/local/bin/temporal-server',
      schemaTool: '/opt/temporal/temporal-sql-tool',
    });
  });

  it('passes over a server on PATH that has another version or no schema tool', () => {
    const fromCache = { server: `${inCache}/server`, schemaTool: `${inCache}/sql` };
    const older = { ...onPath, '/usr/local/bin/temporal-server': 'temporal version 1.29.0\n' };
    expect(findBinary(machine({ ...cached, ...older }))).toEqual(fromCache);
    expect(findBinary(machine({ ...cached, '/usr/local/bin/temporal-server': ours }))).toEqual(fromCache);
  });

  it('finds nothing in a cache that lacks one of the two', () => {
    expect(findBinary(machine({ [`${inCache}/sql`]: ours }))).toBeUndefined();
    expect(findBinary(machine({}))).toBeUndefined();
  });

  it('keeps the cache outside the checkout, by version, where the machine keeps caches', () => {
    expect(cacheFolder(machine({}))).toBe(inCache);
    expect(cacheFolder(machine({}, { XDG_CACHE_HOME: '/var/cache/ada' }))).toBe(
      `/var/cache/ada/amends/temporal/${TEMPORAL_VERSION}`,
    );
    expect(cacheFolder(machine({}, { AMENDS_CACHE: '/mnt/ci', XDG_CACHE_HOME: '/var/cache/ada' }))).toBe(
      `/mnt/ci/temporal/${TEMPORAL_VERSION}`,
    );
    expect(cacheFolder(machine({}, { AMENDS_CACHE: '', XDG_CACHE_HOME: '' }))).toBe(inCache);
  });
});
