import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { bound, caseParams, clockKey, text } from '../../fields.ts';

export const extendClockRoute = actRoute({
  act: 'extend-clock',
  path: '/v1/cases/{caseId}/clock-extensions',
  tag: 'Clocks',
  summary: 'Extend a clock as its rule allows',
  params: caseParams,
  body: z.strictObject({ key: clockKey, by: bound, reasons: text }).openapi('ExtendClock'),
});

export const extendClock: Operation<typeof extendClockRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'extend-clock', reasons: seal(body.reasons) }));
};
