import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, id, text } from '../../fields.ts';
import { registeredAuthority } from '../../registered-authority.ts';

export const transferCaseRoute = actRoute({
  act: 'transfer-case',
  path: '/v1/cases/{caseId}/transfer',
  tag: 'Holder',
  summary: 'Hand the case to another authority',
  description: 'Until that authority accepts, this one keeps the case with all its clocks.',
  params: caseParams,
  body: z.strictObject({ to: id, reasons: text }).openapi('TransferCase'),
  problems: ['unknown-authority'],
});

export const transferCase: Operation<typeof transferCaseRoute> = async (c) => {
  const body = c.req.valid('json');
  const to = await registeredAuthority(c.var.deps, body.to);
  return act(c, body, (seal) => ({ type: 'transfer-case', to, reasons: seal(body.reasons) }));
};
