import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, digest } from '../../fields.ts';
import { subjectSchema } from '../../subject-schema.ts';

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
  const { kind, identifiers, minor } = body.successor;
  return act(c, body, (seal) => ({
    type: 'record-succession',
    document: body.document,
    // Who the successor is lies sealed like any text of the case; the reference of the subject leads to it.
    successor: {
      ref: seal(JSON.stringify(body.successor)).id,
      kind,
      identifiers: identifiers.map(({ scheme }) => scheme),
      minor,
    },
  }));
};
