import { createRoute, z } from '@hono/zod-openapi';
import { logAccess } from '../../../db/commands/log-access.ts';
import { eventsNaming, readText } from '../../../db/queries/personal-data.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { caseId, purposeHeaders } from '../../fields.ts';
import { Problem, problems } from '../../problems.ts';
import { seenCase } from '../../seen-case.ts';
import type { Person } from '../../actor.ts';
import type { Deps } from '../../deps.ts';
import type { CaseEventType } from '../../../domain/case/events.ts';

export const getTextRoute = createRoute({
  operationId: 'get-text',
  method: 'get',
  path: '/v1/cases/{caseId}/texts/{textId}',
  tags: ['Cases'],
  summary: 'Read one sealed text of a case',
  description:
    'Only for a purpose; each reading is logged. The subject reads what it said and what was said to it, not what the authority weighed.',
  security: [{ bearer: [] }],
  middleware: by(
    'caseworker',
    'reviewer',
    'publisher',
    'supervisor',
    'superior-authority',
    'auditor',
    'subject',
  ),
  request: {
    params: z.object({ caseId, textId: z.uuid().openapi({ param: { name: 'textId', in: 'path' } }) }),
    headers: purposeHeaders.required(),
  },
  responses: {
    200: {
      description: 'The text; null once the person was erased.',
      content: {
        'application/json': {
          schema: z.object({ id: z.string(), text: z.string().nullable() }).openapi('Text'),
        },
      },
    },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'case-not-found',
      'text-not-found',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const getText: Operation<typeof getTextRoute> = async (c) => {
  const { deps, person } = c.var;
  const { db } = deps.connection;
  const { caseId: ofCase, textId } = c.req.valid('param');
  await seenCase(c, ofCase);
  if (isSubjectOnly(person)) await mustBeOpenToSubject(deps, { caseId: ofCase, textId });
  const purpose = c.req.valid('header')['amends-purpose'];
  await logAccess(db, { caseId: ofCase, actor: person.person, purpose, what: textId });
  const text = await readText(db, deps.bench.masterKey, { caseId: ofCase, textId });
  if (text === undefined) throw new Problem('text-not-found');
  return c.json({ id: textId, text }, 200);
};

const toAndFromSubject: readonly CaseEventType[] = [
  'case-opened',
  'determination-recorded',
  'determination-amended',
  'notice-sent',
  'response-received',
  'response-considered',
  'hearing-noticed',
  'hearing-held',
  'listing-approved',
  'listing-refused',
  'decision-sent',
  'petition-filed',
  'commitment-made',
  'commitment-breached',
  'petition-rejected',
  'petition-decided',
  'objection-filed',
  'objection-decided',
  'entry-corrected',
];

function isSubjectOnly({ roles }: Person): boolean {
  return roles.every((role) => role === 'subject');
}

async function mustBeOpenToSubject(
  { connection }: Deps,
  text: { readonly caseId: string; readonly textId: string },
): Promise<void> {
  const named = await eventsNaming(connection.db, text);
  if (!named.some((type) => toAndFromSubject.some((open) => open === type)))
    throw new Problem('text-not-found');
}
