import { z } from 'zod';
import { cited } from './cited.ts';
import { ranks } from './pack.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);
const title = z.record(z.string().regex(/^[a-z]{2}$/), z.string().min(1));

/**
 * What a jurisdiction asks of every regime in it, whatever the regime says of itself: what rank a document must have to
 * make a list at all, and for what a list may be made. Closed lists.
 */
export const jurisdictionSchema = z.strictObject({
  id: z.string().min(2),
  title,
  ranks: z.strictObject({ permitted: z.array(z.enum(ranks)).min(1), ...cited }),
  domains: z.strictObject({ closed: z.array(z.strictObject({ id, title })).min(1), ...cited }),
});
export type Jurisdiction = z.output<typeof jurisdictionSchema>;
