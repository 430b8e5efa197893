import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams } from '../../fields.ts';

export const closeRecordRoute = actRoute({
  act: 'close-record',
  path: '/v1/cases/{caseId}/record/closing',
  tag: 'Cases',
  summary: 'Close the record before its window ends',
  description: 'Possible once the subject has responded or waived.',
  params: caseParams,
  body: z.strictObject({}),
});

export const closeRecord: Operation<typeof closeRecordRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ type: 'close-record' }));
};
