import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams } from '../../fields.ts';

export const giveConsentRoute = actRoute({
  act: 'give-consent',
  path: '/v1/cases/{caseId}/listing/consent',
  tag: 'Cases',
  summary: 'Consent to the listing',
  description: 'By the next-higher authority; from this moment the subject is listed.',
  params: caseParams,
  body: z.strictObject({}),
});

export const giveConsent: Operation<typeof giveConsentRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ type: 'give-consent' }));
};
