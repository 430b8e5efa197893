import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { procedurePage } from '../support/procedure-table.ts';

it('the published table of stages and acts is what the code does', () => {
  const published = readFileSync(new URL('../../docs/procedure.md', import.meta.url), 'utf8');
  expect(published).toBe(procedurePage());
});
