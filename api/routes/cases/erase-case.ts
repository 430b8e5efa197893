import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams } from '../../fields.ts';

export const eraseCaseRoute = actRoute({
  act: 'erase-case',
  path: '/v1/cases/{caseId}/erasure',
  tag: 'Cases',
  summary: 'End the keeping of a closed case',
  description:
    'When the retention is over: personal data are erased, or the case is archived, as the regime says. The record keeps its chain.',
  params: caseParams,
  body: z.strictObject({}).openapi('EraseCase'),
});

export const eraseCase: Operation<typeof eraseCaseRoute> = (c) =>
  act(c, c.req.valid('json'), () => ({ type: 'erase-case' }));
