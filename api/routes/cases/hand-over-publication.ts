import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, id } from '../../fields.ts';
import { registeredAuthority } from '../../registered-authority.ts';

export const handOverPublicationRoute = actRoute({
  act: 'hand-over-publication',
  path: '/v1/cases/{caseId}/publication-handover',
  tag: 'Cases',
  summary: 'Hand publication over to another territory',
  description:
    'The authority where the subject is registered publishes the entry; the case stays where it is.',
  params: caseParams,
  body: z.strictObject({ to: id }).openapi('HandOverPublication'),
  problems: ['unknown-authority'],
});

export const handOverPublication: Operation<typeof handOverPublicationRoute> = async (c) => {
  const body = c.req.valid('json');
  const to = await registeredAuthority(c.var.deps, body.to);
  return act(c, body, () => ({ type: 'hand-over-publication', to }));
};
