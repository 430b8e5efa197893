import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const holdHearingRoute = actRoute({
  act: 'hold-hearing',
  path: '/v1/cases/{caseId}/hearing/holding',
  tag: 'Hearings',
  summary: 'Record that the hearing was held',
  params: caseParams,
  body: z
    .strictObject({ attended: z.boolean(), agents: z.int().min(0).max(100).default(0), record: text })
    .openapi('HoldHearing'),
});

export const holdHearing: Operation<typeof holdHearingRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'hold-hearing', record: seal(body.record) }));
};
