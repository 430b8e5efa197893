import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';
import { reasonOf, StackFailure } from './failure.ts';

/** What a JSON file holds; `undefined` when there is none. One that does not hold what it should is a failure. */
export const readState = <T>(file: string, schema: z.ZodType<T>): T | undefined => {
  if (!existsSync(file)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (thrown) {
    throw new StackFailure(
      `${file} cannot be read (${reasonOf(thrown)}); restore it, or remove its folder to start afresh.`,
    );
  }
};

/** Writes a JSON file whole or not at all, readable by its owner only. */
export const writeState = (file: string, value: unknown): void => {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
};
