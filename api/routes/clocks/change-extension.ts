import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { bound, caseParams, clockKey, date, text } from '../../fields.ts';

export const changeExtensionRoute = actRoute({
  act: 'change-extension',
  path: '/v1/cases/{caseId}/clock-extensions/change',
  tag: 'Clocks',
  summary: 'Give a standing extension another length',
  description:
    "The clock is then as if it had been extended so. The subject's time is made shorter only on the day of the grant.",
  params: caseParams,
  body: z
    .strictObject({
      key: clockKey,
      on: date.meta({ description: 'The day on which the extension was granted.' }),
      by: bound,
      reasons: text,
    })
    .openapi('ChangeExtension'),
});

export const changeExtension: Operation<typeof changeExtensionRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'change-extension', reasons: seal(body.reasons) }));
};
