import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug, text } from '../../fields.ts';

export const decidePetitionRoute = actRoute({
  act: 'decide-petition',
  path: '/v1/cases/{caseId}/petitions/{petitionId}/decision',
  tag: 'Petitions',
  summary: 'Decide a petition',
  description: 'By somebody who did not examine it. A grant begins the removal in the same ruling.',
  params: z.object({ caseId, petitionId: slug.openapi({ param: { name: 'petitionId', in: 'path' } }) }),
  body: z.strictObject({ outcome: z.enum(['granted', 'refused']), reasons: text }).openapi('DecidePetition'),
});

export const decidePetition: Operation<typeof decidePetitionRoute> = (c) => {
  const body = c.req.valid('json');
  const { petitionId: petition } = c.req.valid('param');
  return act(c, body, (seal) => ({
    type: 'decide-petition',
    petition,
    outcome: body.outcome,
    reasons: seal(body.reasons),
  }));
};
