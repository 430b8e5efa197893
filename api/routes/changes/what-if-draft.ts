import { createRoute, z } from '@hono/zod-openapi';
import { whatIf } from '../../../db/queries/what-if.ts';
import { checkDraft } from '../../../domain/regime/draft.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { bodyProblems, Problem, problems } from '../../problems.ts';
import { casesShown, MOST_CASES, whatIfContent } from '../../what-if-view.ts';

export const whatIfDraftRoute = createRoute({
  operationId: 'what-if-draft',
  method: 'post',
  path: '/v1/regimes/what-if',
  tags: ['Changes'],
  summary: 'What a version that nobody has published would do to the live cases of earlier ones',
  description: 'The draft is checked like any pack. Changes nothing, and the draft is not kept.',
  security: [{ bearer: [] }],
  middleware: by('supervisor', 'administrator', 'auditor'),
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({
              draft: z.record(z.string(), z.unknown()).meta({ description: 'A pack, as JSON.' }),
              cases: casesShown,
            })
            .openapi('WhatIfDraft'),
        },
      },
    },
  },
  responses: {
    200: { description: 'The report.', content: whatIfContent },
    ...problems(...bodyProblems),
  },
});

const MOST_ERRORS = 50;

export const whatIfDraft: Operation<typeof whatIfDraftRoute> = async (c) => {
  const { deps } = c.var;
  const { draft, cases } = c.req.valid('json');
  const checked = checkDraft(draft, {
    calendarIds: [...deps.calendars.ids],
    jurisdictions: deps.jurisdictions,
  });
  if (checked.kind === 'unsound')
    throw new Problem('invalid-request', {
      errors: checked.problems.slice(0, MOST_ERRORS).map(({ path, rule, message }) => ({
        in: 'body',
        at: `/draft/${path.join('/')}`,
        detail: `${rule}: ${message}`,
      })),
    });
  const report = await whatIf(deps.bench, checked.pack, MOST_CASES);
  return c.json({ ...report, cases: report.cases.slice(0, cases) }, 200);
};
