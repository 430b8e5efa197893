import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, mandate, text } from '../../fields.ts';

export const holdHearingRoute = actRoute({
  act: 'hold-hearing',
  path: '/v1/cases/{caseId}/hearing/holding',
  tag: 'Hearings',
  summary: 'Record that the hearing was held',
  params: caseParams,
  body: z
    .strictObject({
      attended: z.boolean(),
      agents: z.array(mandate).max(100).default([]).meta({ description: 'Their mandates.' }),
      absence: z
        .strictObject({ reason: text, good: z.boolean() })
        .nullable()
        .default(null)
        .meta({ description: 'Why the subject was absent; with good reason it is heard another day.' }),
      record: text,
    })
    .openapi('HoldHearing'),
});

export const holdHearing: Operation<typeof holdHearingRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({
    ...body,
    type: 'hold-hearing',
    absence: body.absence && { ...body.absence, reason: seal(body.absence.reason) },
    record: seal(body.record),
  }));
};
