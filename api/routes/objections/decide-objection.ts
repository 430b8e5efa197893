import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation, type SealText } from '../../act.ts';
import { bound, caseId, date, slug, text } from '../../fields.ts';
import { instrumentOf, instrumentSchema } from '../../instrument-schema.ts';
import { sealedSubject, subjectSchema } from '../../subject-schema.ts';

const correction = z
  .strictObject({
    statement: text,
    subject: subjectSchema.omit({ ref: true }).nullable().default(null),
    instrument: instrumentSchema.nullable().default(null),
    from: date.nullable().default(null).meta({ description: 'The day from which the term counts.' }),
    term: bound.nullable().default(null),
  })
  .openapi('Correction');

export const decideObjectionRoute = actRoute({
  act: 'decide-objection',
  path: '/v1/cases/{caseId}/objections/{objectionId}/decision',
  tag: 'Objections',
  summary: 'Decide an objection',
  description:
    'An objection that is upheld puts the data right: of content the subject or the instrument, of the term its first day or its length. Whoever holds a copy is told.',
  params: z.object({ caseId, objectionId: slug.openapi({ param: { name: 'objectionId', in: 'path' } }) }),
  body: z
    .strictObject({
      outcome: z.enum(['upheld', 'refused', 'unverifiable']),
      correction: correction.nullable().default(null),
      reasons: text,
    })
    .openapi('DecideObjection'),
});

export const decideObjection: Operation<typeof decideObjectionRoute> = (c) => {
  const body = c.req.valid('json');
  const { objectionId: objection } = c.req.valid('param');
  return act(c, body, (seal) => ({
    type: 'decide-objection',
    objection,
    outcome: body.outcome,
    correction: body.correction && correctionOf(body.correction, seal),
    reasons: seal(body.reasons),
  }));
};

function correctionOf(
  { statement, subject, instrument, from, term }: z.output<typeof correction>,
  seal: SealText,
) {
  return {
    statement: seal(statement),
    subject: subject && sealedSubject(subject, seal),
    instrument: instrument && instrumentOf(instrument, seal),
    from,
    term,
  };
}
