import { createRoute, z } from '@hono/zod-openapi';
import { logAccess } from '../../../db/commands/log-access.ts';
import { openDocument, wasSent } from '../../../db/queries/documents.ts';
import { wordingOf } from '../../../domain/notice/wording.ts';
import { composedIn } from '../../../documents/office.ts';
import { renderHtml } from '../../../documents/render-html.ts';
import { renderText } from '../../../documents/render-text.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { documentParams } from '../../document-view.ts';
import { purposeHeaders } from '../../fields.ts';
import { Problem, problems } from '../../problems.ts';
import { seenCase } from '../../seen-case.ts';

const file = z.string().meta({ format: 'binary' });

export const getDocumentRoute = createRoute({
  operationId: 'get-document',
  method: 'get',
  path: '/v1/cases/{caseId}/documents/{documentId}',
  tags: ['Documents'],
  summary: 'Read a document: the printed file, or the same as a page or as text',
  description:
    'Only for a purpose; each reading is logged. The subject reads what was sent, and not what was only composed.',
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
    params: documentParams,
    headers: purposeHeaders.required(),
    query: z.strictObject({ as: z.enum(['pdf', 'html', 'text']).default('pdf') }),
  },
  responses: {
    200: {
      description: 'The document.',
      content: {
        'application/pdf': { schema: file },
        'text/html': { schema: z.string() },
        'text/plain': { schema: z.string() },
      },
    },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'case-not-found',
      'document-not-found',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const getDocument: Operation<typeof getDocumentRoute> = async (c) => {
  const { deps, person } = c.var;
  const { db } = deps.connection;
  const { caseId, documentId: id } = c.req.valid('param');
  await seenCase(c, caseId);
  const onlySubject = person.roles.every((role) => role === 'subject');
  if (onlySubject && !(await wasSent(db, { caseId, id }))) throw new Problem('document-not-found');
  const purpose = c.req.valid('header')['amends-purpose'];
  await logAccess(db, { caseId, actor: person.person, purpose, what: id });
  const opened = await openDocument(db, deps.bench.masterKey, { caseId, id });
  if (opened === undefined) throw new Problem('document-not-found');
  if (opened === null) throw new Problem('document-not-found', { detail: 'The person was erased.' });
  const document = composedIn(opened);
  const wording = wordingOf(document.lang);
  const { as } = c.req.valid('query');
  if (as === 'text') return c.text(renderText(document), 200);
  if (as === 'html' && wording !== undefined)
    return c.html(renderHtml(document, wording), 200, {
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    });
  return c.body(new Uint8Array(opened.printed), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${opened.kind}-${caseId}.pdf"`,
  });
};
