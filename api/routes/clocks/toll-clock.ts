import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, clockKey, date, digest, slug } from '../../fields.ts';

export const tollClockRoute = actRoute({
  act: 'toll-clock',
  path: '/v1/cases/{caseId}/clock-tolls',
  tag: 'Clocks',
  summary: 'Stop a clock for a cause its rule names',
  params: caseParams,
  body: z
    .strictObject({
      key: clockKey,
      cause: slug,
      evidence: digest,
      on: date.optional().meta({ description: 'The day of the order, where it is entered later.' }),
    })
    .openapi('TollClock'),
});

export const tollClock: Operation<typeof tollClockRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'toll-clock' }));
};
