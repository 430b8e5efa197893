import { z } from '@hono/zod-openapi';
import type { Instrument } from '../domain/case/state.ts';
import type { SealText } from './act.ts';
import { date, digest, line, slug } from './fields.ts';

/** The document that a case rests on. Its number is sealed: it can lead to a person. */
export const instrumentSchema = z
  .strictObject({
    kind: slug,
    number: line,
    issuer: line.meta({ description: 'A registered authority by its id, or any other body by its name.' }),
    date,
    finality: z.enum(['not-effective', 'effective', 'final']),
    documentDigest: digest,
    contradictedBy: digest.optional().meta({
      description:
        'A document that says the opposite, such as an acquittal: nothing rests on it until that is settled.',
    }),
  })
  .openapi('Instrument');

/** An instrument as the record holds it. */
export function instrumentOf(body: z.output<typeof instrumentSchema>, seal: SealText): Instrument {
  const { contradictedBy, ...rest } = body;
  return { ...rest, number: seal(body.number), ...(contradictedBy !== undefined && { contradictedBy }) };
}
