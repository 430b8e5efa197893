import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, digest } from '../../fields.ts';

export const announceInterimEndRoute = actRoute({
  act: 'announce-interim-end',
  path: '/v1/cases/{caseId}/interim-measure/announcement',
  tag: 'Measures',
  summary: 'Tell that an interim measure is about to end',
  description: 'Whom the law wants to know before the measure reaches its cap.',
  params: caseParams,
  body: z.strictObject({ document: digest }).openapi('AnnounceInterimEnd'),
});

export const announceInterimEnd: Operation<typeof announceInterimEndRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'announce-interim-end' }));
};
