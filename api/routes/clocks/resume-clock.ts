import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, clockKey, date, digest, slug } from '../../fields.ts';

export const resumeClockRoute = actRoute({
  act: 'resume-clock',
  path: '/v1/cases/{caseId}/clock-tolls/resumption',
  tag: 'Clocks',
  summary: 'Let a stopped clock run on',
  params: caseParams,
  body: z
    .strictObject({
      key: clockKey,
      cause: slug,
      evidence: digest,
      on: date.optional().meta({ description: 'The day of the order, where it is entered later.' }),
    })
    .openapi('ResumeClock'),
});

export const resumeClock: Operation<typeof resumeClockRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'resume-clock' }));
};
