import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { actsOfPersons } from '../../api/authenticate.ts';
import { openapiDocument } from '../../api/openapi.ts';
import { registry, typeOf } from '../../api/problems.ts';

const api = fileURLToPath(new URL('../../api/', import.meta.url));
const document = openapiDocument();
const operations = Object.values(document.paths ?? {}).flatMap((path) =>
  Object.values(path ?? {}).filter(
    (
      each,
    ): each is { operationId: string; summary: string; responses: Record<string, { description: string }> } =>
      typeof each === 'object' && each !== null && 'operationId' in each,
  ),
);
const ids = operations.map(({ operationId }) => operationId);

describe('the contract', () => {
  it('is the one that is committed; `npm run openapi` writes it again', () => {
    const committed: unknown = JSON.parse(readFileSync(join(api, 'openapi.json'), 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('is OpenAPI 3.1, and names every operation once', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has an operation for every act that persons do', () => {
    expect(actsOfPersons().filter((act) => !ids.includes(act))).toEqual([]);
  });

  it('has one file per operation, named by its id', () => {
    const files = readdirSync(join(api, 'routes'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.includes('/'))
      .map((name) => name.replace(/^.*\//u, '').replace(/\.ts$/u, ''));
    expect(files.toSorted()).toEqual(ids.toSorted());
  });

  it('says of every operation what it does, in one line', () => {
    for (const { operationId, summary } of operations)
      expect(summary, operationId).toMatch(/^[A-Z].{3,90}[^.]$/u);
  });

  it('names only registered problem types, each under its own status', () => {
    const known = new Map(
      Object.entries(registry).map(([slug, { status }]) => [`urn:amends:problem:${slug}`, status]),
    );
    for (const { operationId, responses } of operations)
      for (const [status, { description }] of Object.entries(responses))
        for (const [type] of description.matchAll(/urn:amends:problem:[a-z-]+/gu))
          expect(known.get(type), `${operationId} ${type}`).toBe(Number(status));
  });

  it('keeps its problem types: they are a promise to callers', () => {
    const types = Object.entries(registry).map(([slug, { status }]) => `${status} ${slug}`);
    expect(types).toMatchInlineSnapshot(`
      [
        "400 malformed-json",
        "400 invalid-request",
        "400 idempotency-key-missing",
        "401 unauthenticated",
        "403 not-entitled",
        "403 sandbox-not-allowed",
        "404 not-found",
        "404 case-not-found",
        "404 text-not-found",
        "404 document-not-found",
        "404 letter-not-found",
        "404 mail-not-found",
        "404 entry-not-found",
        "404 regime-not-found",
        "404 import-not-found",
        "404 change-not-found",
        "405 method-not-allowed",
        "409 other-request",
        "409 out-of-sequence",
        "409 not-a-sandbox-case",
        "409 not-ready",
        "413 body-too-large",
        "415 unsupported-media-type",
        "422 refused",
        "422 unknown-regime",
        "422 unknown-authority",
        "422 unknown-mapping",
        "422 no-template",
        "422 unprintable",
        "422 unverified-law",
        "500 internal-error",
        "503 record-unavailable",
        "503 issuer-unavailable",
        "503 engine-unavailable",
      ]
    `);
    expect(typeOf('refused')).toBe('urn:amends:problem:refused');
  });

  it('bounds every text and every list that it takes', () => {
    const unbounded: string[] = [];
    const walk = (at: string, schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const of: Record<string, unknown> = { ...schema };
      const closed = ['maxLength', 'pattern', 'enum', 'const', 'format'].some((word) => word in of);
      if (of['type'] === 'string' && !closed) unbounded.push(at);
      if (of['type'] === 'array' && !('maxItems' in of)) unbounded.push(at);
      for (const [name, value] of Object.entries(of)) walk(`${at}/${name}`, value);
    };
    const schemas: Record<string, unknown> = { ...document.components?.schemas };
    for (const operation of operations) {
      const name = operation.operationId.replaceAll(/(^|-)(\w)/gu, (_, __, letter: string) =>
        letter.toUpperCase(),
      );
      if (name in schemas && ids.includes(operation.operationId)) walk(name, schemas[name]);
    }
    expect(unbounded).toEqual([]);
  });
});

describe('docs/api.md', () => {
  it('has no problem type that is not registered, and each under its own status', () => {
    const guide = readFileSync(join(api, '../docs/api.md'), 'utf8');
    const rows = [...guide.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gmu)];
    expect(rows.length).toBeGreaterThan(20);
    const known = new Map<string, number>(
      Object.entries(registry).map(([slug, { status }]) => [slug, status]),
    );
    for (const [, slug = '', status] of rows) expect(known.get(slug), slug).toBe(Number(status));
  });
});

describe('the documentation page', () => {
  it('loads nothing from another host', async () => {
    const { documentation } = await import('../../api/documentation.ts');
    const page = await (await documentation.request('/docs')).text();
    expect(page).not.toMatch(/https?:\/\//u);
    for (const [, source] of page.matchAll(/(?:src|href)="([^"]+)"/gu)) {
      const asset = await documentation.request(source ?? '');
      expect(asset.status, source).toBe(200);
    }
    expect((await documentation.request('/docs/..%2fpackage.json')).status).toBe(404);
    expect((await documentation.request('/docs/package.json')).status).toBe(404);
  });
});
