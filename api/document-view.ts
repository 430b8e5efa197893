import { z } from '@hono/zod-openapi';
import { caseId } from './fields.ts';

export const documentId = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,100}$/)
  .openapi({ param: { name: 'documentId', in: 'path' } });
export const documentParams = z.object({ caseId, documentId });

const missing = z.object({
  id: z.string(),
  because: z.enum(['no-section', 'empty', 'gaps']),
  gaps: z.array(z.string()).readonly(),
});

/** A document as it is listed: what it is and what it says, and not the words. */
export const documentSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    lang: z.string(),
    title: z.string(),
    contents: z
      .array(z.string())
      .readonly()
      .meta({ description: 'The contents that it says, as found in it.' }),
    missing: z
      .array(missing)
      .readonly()
      .meta({ description: 'What the regime wants it to say and it does not.' }),
    gaps: z.array(z.string()).readonly().meta({ description: 'What else it leaves open.' }),
    digest: z.string().meta({ description: 'SHA-256 of the printed file.' }),
    pages: z.int(),
    by: z.string(),
    at: z.string(),
  })
  .openapi('Document');
