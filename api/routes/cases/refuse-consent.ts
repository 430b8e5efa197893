import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const refuseConsentRoute = actRoute({
  act: 'refuse-consent',
  path: '/v1/cases/{caseId}/listing/consent-refusal',
  tag: 'Cases',
  summary: 'Refuse consent to the listing',
  params: caseParams,
  body: z.strictObject({ reasons: text }).openapi('RefuseConsent'),
});

export const refuseConsent: Operation<typeof refuseConsentRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ type: 'refuse-consent', reasons: seal(body.reasons) }));
};
