import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedFolder } from '../../regimes/load-packs.ts';
import { packJsonSchema } from '../../regimes/pack-json-schema.ts';

/** Prints the JSON Schema of a pack, or writes it where editors look for it. */
export function schema({ write }: { write?: boolean }): void {
  if (!write) {
    process.stdout.write(packJsonSchema());
    return;
  }
  const file = join(publishedFolder(), 'pack.schema.json');
  writeFileSync(file, packJsonSchema());
  process.stdout.write(`${file}\n`);
}
