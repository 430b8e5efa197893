import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { environmentOf } from '../../cli/stack/application.ts';
import { TEMPORAL_VERSION } from '../../cli/stack/temporal-binary.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const environment = z.record(z.string(), z.string().nullable());
const composeFile = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      restart: z.string(),
      environment,
      ports: z.array(z.string()).default([]),
      volumes: z.array(z.string()).default([]),
      depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
      healthcheck: z.unknown().optional(),
    }),
  ),
});

const { services } = composeFile.parse(parse(read('docker-compose.yml'), { merge: true }));
const all = Object.entries(services);
const isSecret = (name: string) => /PASSWORD|PWD|KEY|DATABASE_URL/u.test(name);

describe('docker-compose.yml', () => {
  it.each(all)('gives %s no secret of its own: each must be set', (_, service) => {
    const secrets = Object.entries(service.environment).filter(([name]) => isSecret(name));
    for (const [, value] of secrets) expect(value).toMatch(/\$\{[A-Z_]+:\?[^}]+\}/u);
  });

  it.each(all)('opens %s to this machine only, unless told otherwise', (_, service) => {
    for (const port of service.ports)
      expect(port).toMatch(/^(?:127\.0\.0\.1|\$\{AMENDS_BIND:-127\.0\.0\.1\}):/u);
  });

  it.each(all)('starts %s again when it fails, from an image of a stated version', (_, service) => {
    expect(service.restart).toMatch(/^(?:unless-stopped|on-failure:\d)$/u);
    expect(service.image).toMatch(/:(?!latest)[\w.]+$/u);
  });

  it.each(all)('makes %s wait only for what can say that it is there', (_, service) => {
    const canSay = (name: string, condition: string) =>
      condition === 'service_healthy'
        ? services[name]?.healthcheck !== undefined
        : services[name]?.restart.startsWith('on-failure');
    for (const [name, { condition }] of Object.entries(service.depends_on)) {
      expect(canSay(name, condition), `${name} ${condition}`).toBe(true);
    }
  });

  it.each(all)('mounts into %s only files that are here', (_, service) => {
    const mounted = service.volumes.flatMap((volume) => volume.split(':')[0] ?? []);
    for (const file of mounted.filter((source) => source.startsWith('.'))) {
      expect(statSync(new URL(`../../${file}`, import.meta.url)).isFile()).toBe(true);
    }
  });

  it('runs the Temporal that the product is tested with', () => {
    expect(services['temporal']?.image).toBe(`temporalio/server:${TEMPORAL_VERSION}`);
    expect(services['temporal-schema']?.image).toBe(`temporalio/admin-tools:${TEMPORAL_VERSION}`);
  });

  it.each(['api', 'worker'])('tells %s all that the embedded stack tells it', (name) => {
    const told = environmentOf({
      databaseUrl: '',
      temporalAddress: '',
      namespace: '',
      masterKey: '',
      issuer: '',
      jwks: '',
      audience: '',
      apiPort: 0,
    });
    const fromImage = [...read('Dockerfile').matchAll(/(AMENDS_[A-Z]+)=/gu)].map(([, variable]) => variable);
    const known = new Set([...Object.keys(services[name]?.environment ?? {}), ...fromImage]);
    expect(Object.keys(told).filter((variable) => !known.has(variable))).toEqual([]);
  });

  it('asks for nothing that deploy/example.env does not explain', () => {
    const asked = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/gu)].map(([, variable]) => variable);
    const explained = [...read('deploy/example.env').matchAll(/^#?([A-Z_]+)=/gmu)].map(
      ([, variable]) => variable,
    );
    expect(asked.filter((variable) => !explained.includes(variable))).toEqual([]);
  });
});

describe('docs/running.md', () => {
  it.each(['worker.ts', 'api/server.ts'])('explains each variable that %s reads', (file) => {
    const used = new Set(read(file).match(/AMENDS_[A-Z_]*[A-Z]/gu));
    const guide = read('docs/running.md');
    expect([...used].filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });
});
