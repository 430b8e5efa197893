import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, digest } from '../../fields.ts';
import { sealedSubject, subjectSchema } from '../../subject-schema.ts';

export const recordSuccessionRoute = actRoute({
  act: 'record-succession',
  path: '/v1/cases/{caseId}/succession',
  tag: 'Holder',
  summary: 'Record that another body succeeded to the subject',
  description: 'The entry follows the successor with the term it has left.',
  params: caseParams,
  body: z
    .strictObject({ successor: subjectSchema.omit({ ref: true }), document: digest })
    .openapi('RecordSuccession'),
});

export const recordSuccession: Operation<typeof recordSuccessionRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({
    type: 'record-succession',
    document: body.document,
    successor: sealedSubject(body.successor, seal),
  }));
};
