import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, date, text } from '../../fields.ts';

export const recordCommitmentRoute = actRoute({
  act: 'record-commitment',
  path: '/v1/cases/{caseId}/commitments',
  tag: 'Petitions',
  summary: 'Record a commitment of the subject',
  params: caseParams,
  body: z
    .strictObject({
      statement: text,
      until: date
        .nullable()
        .default(null)
        .meta({ description: 'Its last day; without one it binds as long as the case is kept.' }),
    })
    .openapi('RecordCommitment'),
});

export const recordCommitment: Operation<typeof recordCommitmentRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({
    ...body,
    type: 'record-commitment',
    statement: seal(body.statement),
  }));
};
