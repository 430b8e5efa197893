import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { findLetter, type PostRow } from '../db/commands/outgoing-post.ts';
import type { PersonEnv } from './deps.ts';
import { id } from './fields.ts';
import { Problem } from './problems.ts';
import { seenCase, type SeenCase } from './seen-case.ts';

export const letterParams = z.object({
  letterId: id.openapi({ param: { name: 'letterId', in: 'path' } }),
});

/** A letter of a case that the asking person sees; one out of reach is none. */
export async function seenLetter(
  c: Context<PersonEnv>,
  letterId: string,
): Promise<{ readonly letter: PostRow; readonly seen: SeenCase }> {
  const letter = await findLetter(c.var.deps.bench.sql, letterId);
  if (letter === undefined) throw new Problem('letter-not-found');
  try {
    return { letter, seen: await seenCase(c, letter.case_id) };
  } catch (error) {
    if (error instanceof Problem && error.slug === 'case-not-found') throw new Problem('letter-not-found');
    throw error;
  }
}
