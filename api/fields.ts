import { z } from '@hono/zod-openapi';
import { mandateScopes } from '../domain/holder/mandate.ts';

/** The members that requests share. Texts are bounded well below the body's limit; ids never carry personal data. */

export const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'lower case letters, digits, dots, hyphens and underscores');
export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/, 'letters, digits, dots, colons and hyphens');
/** A person, or an account by which a person is named. The two other actors of a record are no persons. */
export const personId = id.refine((name) => name !== 'clock' && name !== 'engine', {
  message: 'the deployment itself is no person',
});
export const text = z.string().trim().min(1).max(200_000);
/** What a document says under each content that it must have, by the id of the content. */
export const writing = z.record(slug, z.string().max(200_000)).meta({
  description:
    'What the document says under each of the contents that the regime requires of it, by their ids.',
});
export const line = z.string().trim().min(1).max(500);
export const date = z.iso.date().meta({ description: "A civil date in the regime's time zone." });
export const instant = z.iso
  .datetime({ offset: true })
  .meta({ description: 'An instant, RFC 3339 with offset.' })
  .transform((at) => new Date(at).toISOString());
export const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest in hexadecimal')
  .meta({ description: 'SHA-256 of the document, in hexadecimal.' });
export const posted = z
  .strictObject({ on: moment, proof: z.strictObject({ kind: slug, digest }) })
  .openapi('Posting')
  .optional()
  .meta({ description: 'When it was handed to the post, where the regime counts that, and what proves it.' });
export const slugs = z.array(slug).max(200);
export const territory = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,10}){0,5}$/, 'a territory from the whole to the part, such as CN-44-03');
/** A length of time in law, such as three years. */
export const bound = z
  .strictObject({
    amount: z.int().min(0).max(36_500),
    unit: z.enum([
      'calendar-days',
      'working-days',
      'weeks',
      'months',
      'years',
      'life',
      'until-event',
      'actual-term-of',
    ]),
  })
  .openapi('Bound');
export const term = bound
  .nullable()
  .meta({ description: 'Null where the regime fixes the term, or has no end.' });
export const clockKey = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}(#[A-Za-z0-9._-]{1,100})?$/, 'the key of a clock, as the case shows it');

export const caseId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,100}$/)
  .openapi({ param: { name: 'caseId', in: 'path' } });
export const caseParams = z.object({ caseId });

const PRINTABLE = /^[\x21-\x7e]{1,200}$/;
export const writeHeaders = z.object({
  'idempotency-key': z.string().regex(PRINTABLE, '1 to 200 printable ASCII characters without spaces').meta({
    description: 'The same key with the same request answers the same ruling, whatever happened in between.',
  }),
});
export const purposeHeaders = z.object({
  'amends-purpose': z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{2,63}$/,
      'a purpose such as list-review: lower case letters, digits and hyphens',
    )
    .optional()
    .meta({
      description: 'Why personal data are read. Without a purpose none are given; each reading is logged.',
    }),
});

export const limit = z.coerce.number().int().min(1).max(200).default(50);
export const cursor = z.string().regex(/^[A-Za-z0-9_-]{1,400}$/, 'a cursor of an earlier page');

/** The mandate of somebody who acts for the subject. */
export const mandate = z
  .strictObject({
    digest,
    scope: z
      .array(z.enum(mandateScopes))
      .max(mandateScopes.length)
      .min(1)
      .meta({ description: 'What the agent may do for the subject.' }),
    until: date.nullable().default(null),
  })
  .openapi('Mandate');
