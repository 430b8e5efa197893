import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { publishedFolder } from '../../regimes/load-packs.ts';
import { packJsonSchema } from '../../regimes/pack-json-schema.ts';

it('the JSON Schema for editors is the one the loader uses (npx amends regimes schema --write)', () => {
  expect(readFileSync(join(publishedFolder(), 'pack.schema.json'), 'utf8')).toBe(packJsonSchema());
});
