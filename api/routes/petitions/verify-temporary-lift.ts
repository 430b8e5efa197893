import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const verifyTemporaryLiftRoute = actRoute({
  act: 'verify-temporary-lift',
  path: '/v1/cases/{caseId}/temporary-lift/verification',
  tag: 'Petitions',
  summary: 'Record that what the entry was lifted for was executed',
  description: 'Somebody else decides whether the lift becomes repair.',
  params: caseParams,
  body: z.strictObject({ findings: text }).openapi('VerifyTemporaryLift'),
});

export const verifyTemporaryLift: Operation<typeof verifyTemporaryLiftRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ type: 'verify-temporary-lift', findings: seal(body.findings) }));
};
