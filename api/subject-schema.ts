import { z } from '@hono/zod-openapi';
import type { Subject } from '../domain/case/state.ts';
import type { SealText } from './act.ts';
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
    country: z
      .string()
      .regex(/^[A-Z]{2,3}$/, 'a country by its ISO 3166-1 code')
      .optional(),
    email: z.email().max(254).optional().meta({ description: 'Where documents are served by mail.' }),
    contact: line.optional(),
    representative: line.optional(),
  })
  .openapi('Subject');

/** A subject who takes another's place, or is named rightly now: sealed like any text of the case, which the reference leads to. */
export function sealedSubject(body: Omit<z.output<typeof subjectSchema>, 'ref'>, seal: SealText): Subject {
  const { kind, identifiers, minor } = body;
  return {
    ref: seal(JSON.stringify(body)).id,
    kind,
    identifiers: identifiers.map(({ scheme }) => scheme),
    minor,
  };
}
