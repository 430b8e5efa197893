import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, date, digest, slug } from '../../fields.ts';

export const recordServiceConsentRoute = actRoute({
  act: 'record-service-consent',
  path: '/v1/cases/{caseId}/service-consents',
  tag: 'Cases',
  summary: 'Record consent to a method of service',
  description: 'For methods that need it. It holds for whatever is served in the case afterwards.',
  params: caseParams,
  body: z.strictObject({ method: slug, on: date, document: digest }).openapi('RecordServiceConsent'),
});

export const recordServiceConsent: Operation<typeof recordServiceConsentRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'record-service-consent' }));
};
