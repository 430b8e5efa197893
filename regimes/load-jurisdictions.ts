import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { jurisdictionSchema, type Jurisdiction } from '../domain/regime/jurisdiction.ts';

/** What each jurisdiction asks of its regimes, from `<folder>/<id>.yaml`. Throws, naming file and value, if one is broken. */
export function loadJurisdictions(folder: string): readonly Jurisdiction[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => {
      const file = join(folder, name);
      const parsed = jurisdictionSchema.safeParse(parse(readFileSync(file, 'utf8')));
      if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
      if (`${parsed.data.id}.yaml` !== name) throw new Error(`${file}: is about ${parsed.data.id}`);
      return parsed.data;
    });
}
