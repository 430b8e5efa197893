import { z } from '@hono/zod-openapi';
import { Problem } from './problems.ts';

/** Cursors are opaque to callers: the sort key of the last row of a page, in base64url. */
export function writeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads a cursor as the key it was made from; anything else is an invalid request. */
export function readCursor<T>(cursor: string | undefined, key: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  const parsed = key.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  throw new Problem('invalid-request', {
    errors: [{ in: 'query', at: '/cursor', detail: 'Not a cursor of this list.' }],
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One page of rows asked for with one row more than fits: the extra row says that there is a next page. */
export function page<Row, Item>(
  rows: readonly Row[],
  size: number,
  item: (row: Row) => Item,
  key: (row: Row) => readonly (string | number | null)[],
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(item),
    next: rows.length > size && last !== undefined ? writeCursor(key(last)) : null,
  };
}

export const next = z
  .string()
  .nullable()
  .meta({ description: 'The cursor of the next page; null on the last.' });
