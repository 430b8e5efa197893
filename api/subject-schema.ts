import { z } from '@hono/zod-openapi';
import { id, line, slug } from './fields.ts';

/** Who a case is about. All of it but the kind is sealed under the case's own key. */
export const subjectSchema = z
  .strictObject({
    kind: z.enum(['organisation', 'person']),
    name: line,
    identifiers: z
      .array(z.strictObject({ scheme: slug, value: line }))
      .max(20)
      .default([]),
    ref: id
      .optional()
      .meta({ description: "An opaque reference of the caller's own; made here if there is none." }),
    minor: z.boolean().default(false),
    address: line.optional().meta({ description: 'The postal address, its lines parted by line breaks.' }),
    email: z.email().max(254).optional().meta({ description: 'Where documents are served by mail.' }),
    contact: line.optional(),
    representative: line.optional(),
  })
  .openapi('Subject');
