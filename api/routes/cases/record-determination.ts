import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { personsNamed } from '../../named-persons.ts';
import { caseParams, date, personId, slugs, term, text } from '../../fields.ts';

export const recordDeterminationRoute = actRoute({
  act: 'record-determination',
  path: '/v1/cases/{caseId}/determination',
  tag: 'Cases',
  summary: 'Record the determination',
  description:
    'The finding that the ground is met: facts, reasons, factors weighed, measures and term proposed.',
  params: caseParams,
  body: z
    .strictObject({
      facts: text,
      reasons: text,
      factors: slugs.meta({ description: 'The factors that were weighed.' }),
      stated: slugs.default([]).meta({ description: 'Facts the ground requires to be stated, by id.' }),
      exclusions: slugs
        .default([])
        .meta({ description: 'Exclusions found to apply; any of them forbids the listing.' }),
      officers: z
        .array(personId)
        .max(50)
        .meta({ description: 'Who investigated: persons whom an authority knows.' }),
      traits: slugs
        .default([])
        .meta({ description: 'What makes the case complex or major, in the words of the regime.' }),
      conductOn: date.optional(),
      knownOn: date
        .optional()
        .meta({ description: 'When the authority knew of the conduct, or should have known.' }),
      interruptions: z
        .array(date)
        .max(50)
        .default([])
        .meta({ description: 'When acts that interrupt the limitation were notified.' }),
      measures: slugs,
      term,
    })
    .openapi('RecordDetermination'),
});

export const recordDetermination: Operation<typeof recordDeterminationRoute> = async (c) => {
  const body = c.req.valid('json');
  const officers = await personsNamed(c, body.officers);
  return act(c, body, (seal) => {
    const { facts, reasons, conductOn, knownOn, ...rest } = body;
    return {
      ...rest,
      type: 'record-determination',
      officers,
      facts: seal(facts),
      reasons: seal(reasons),
      ...(conductOn !== undefined && { conductOn }),
      ...(knownOn !== undefined && { knownOn }),
    };
  });
};
