import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, clockKey, date } from '../../fields.ts';

export const withdrawExtensionRoute = actRoute({
  act: 'withdraw-extension',
  path: '/v1/cases/{caseId}/clock-extensions/withdrawal',
  tag: 'Clocks',
  summary: 'Withdraw an extension',
  params: caseParams,
  body: z.strictObject({ key: clockKey, on: date }).openapi('WithdrawExtension'),
});

export const withdrawExtension: Operation<typeof withdrawExtensionRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'withdraw-extension' }));
};
