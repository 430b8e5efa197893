import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { personsNamed } from '../../named-persons.ts';
import { caseParams, personId, slug, slugs, term, text } from '../../fields.ts';

export const approveListingRoute = actRoute({
  act: 'approve-listing',
  path: '/v1/cases/{caseId}/listing/approval',
  tag: 'Cases',
  summary: 'Decide to list',
  description:
    'By somebody who did not investigate. Where the regime asks for it, the decision then waits for consent.',
  params: caseParams,
  body: z
    .strictObject({
      measures: slugs,
      term,
      reasons: text,
      contents: slugs.meta({ description: 'What the decision says, by id of the required contents.' }),
      members: z
        .array(personId)
        .max(50)
        .default([])
        .meta({ description: 'Who decided together: persons whom an authority knows.' }),
      lighter: z.strictObject({ considered: z.array(slug).max(50).default([]), reasons: text }).meta({
        description: 'Which less severe measures were considered first, and why nothing lighter does.',
      }),
    })
    .openapi('ApproveListing'),
});

export const approveListing: Operation<typeof approveListingRoute> = async (c) => {
  const body = c.req.valid('json');
  const members = await personsNamed(c, body.members);
  return act(c, body, (seal) => ({
    ...body,
    type: 'approve-listing',
    members,
    reasons: seal(body.reasons),
    lighter: { ...body.lighter, reasons: seal(body.lighter.reasons) },
  }));
};
