import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const withdrawCaseRoute = actRoute({
  act: 'withdraw-case',
  path: '/v1/cases/{caseId}/withdrawal',
  tag: 'Cases',
  summary: 'Withdraw the case',
  params: caseParams,
  body: z.strictObject({ reasons: text }).openapi('WithdrawCase'),
});

export const withdrawCase: Operation<typeof withdrawCaseRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ type: 'withdraw-case', reasons: seal(body.reasons) }));
};
