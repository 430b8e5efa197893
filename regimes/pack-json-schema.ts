import { z } from 'zod';
import { packSchema } from '../domain/regime/pack.ts';

/** The JSON Schema of a pack file as people write it, for editors. Derived: it says what the loader checks, and no more. */
export function packJsonSchema(): string {
  const schema = z.toJSONSchema(packSchema, { io: 'input', target: 'draft-2020-12' });
  const titled = { ...schema, title: 'Amends regime pack', description: 'One dated version of a regime.' };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
