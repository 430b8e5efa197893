import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { canonicalJson } from '../../../domain/evidence/canonical-json.ts';
import { wordingOf } from '../../../domain/notice/wording.ts';
import type { Delivered, Undelivered } from '../../../documents/office.ts';
import { renderHtml } from '../../../documents/render-html.ts';
import { commandIdOf, requestOf, type Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { caseParams, line, slug, slugs, term, text, writeHeaders } from '../../fields.ts';
import { officeOf } from '../../office.ts';
import { bodyProblems, Problem, problems, refusalSchema } from '../../problems.ts';
import { seenCase } from '../../seen-case.ts';

const made = z
  .object({
    id: z.string(),
    kind: z.string(),
    lang: z.string(),
    title: z.string(),
    digest: z.string().meta({ description: 'SHA-256 of the printed file, as the record will name it.' }),
    pages: z.int(),
    contents: z.array(z.string()).readonly(),
    sendable: z.boolean(),
    because: z.array(refusalSchema).readonly().meta({ description: 'What stands in the way of sending it.' }),
    html: z.string().meta({ description: 'The document as a page, for looking at it.' }),
    file: z.string().meta({ description: 'Where the printed file is.' }),
  })
  .openapi('RenderedDocument');

export const renderDocumentRoute = createRoute({
  operationId: 'render-document',
  method: 'post',
  path: '/v1/cases/{caseId}/documents',
  tags: ['Documents'],
  summary: 'Compose a notice, a decision or what goes with it',
  description:
    "From the case and the regime's dated text, or from a text of one's own with the same section ids. What the document says is found in it, not claimed. It is printed and kept, and starts nothing.",
  security: [{ bearer: [] }],
  middleware: by('caseworker', 'reviewer', 'publisher'),
  request: {
    params: caseParams,
    headers: writeHeaders,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({
              kind: slug.meta({
                description: 'notice, decision, or what the regime has served together with it.',
              }),
              lang: z.string().regex(/^[a-z]{2}$/, 'a language of two letters'),
              text: z.strictObject({ title: line, body: text }).optional().meta({
                description:
                  'A text of one’s own: paragraphs, lists, and sections such as "## Facts {#facts}".',
              }),
              additions: z
                .record(slug, text)
                .default({})
                .meta({ description: 'What a section says besides, by the id of its content.' }),
              contact: text
                .optional()
                .meta({ description: 'Where and how the subject reaches the authority.' }),
              officer: line.optional().meta({ description: 'Who signs, below the authority.' }),
              draft: z.strictObject({ measures: slugs, term, reasons: text }).optional().meta({
                description: 'A decision that is not made yet. Its document can be looked at, not served.',
              }),
            })
            .openapi('RenderDocument'),
        },
      },
    },
  },
  responses: {
    201: { description: 'The document.', content: { 'application/json': { schema: made } } },
    ...problems(
      ...bodyProblems,
      'idempotency-key-missing',
      'case-not-found',
      'document-not-found',
      'no-template',
      'unprintable',
    ),
  },
});

export const renderDocument: Operation<typeof renderDocumentRoute> = async (c) => {
  const { caseId } = c.req.valid('param');
  const body = c.req.valid('json');
  await seenCase(c, caseId);
  const { kind, lang, additions, contact, officer, draft } = body;
  const id = createHash('sha256')
    .update(canonicalJson({ command: commandIdOf(c), ...requestOf(c, body) }))
    .digest('hex')
    .slice(0, 32);
  const delivered = await officeOf(c).deliver({
    id,
    caseId,
    by: c.var.person.person,
    kind,
    lang,
    own: body.text ?? null,
    additions,
    contact: contact ?? null,
    officer: officer ?? null,
    draft: draft ?? null,
  });
  const { document, digest, pages, check, refusals } = composed(delivered);
  const wording = wordingOf(document.lang);
  return c.json(
    {
      id,
      kind: document.kind,
      lang: document.lang,
      title: document.title,
      digest,
      pages,
      contents: check.contents,
      sendable: refusals.length === 0,
      because: refusals,
      html: wording === undefined ? '' : renderHtml(document, wording),
      file: `/v1/cases/${caseId}/documents/${id}`,
    },
    201,
    { Location: `/v1/cases/${caseId}/documents/${id}` },
  );
};

function composed(delivered: Delivered | Undelivered): Delivered {
  switch (delivered.kind) {
    case 'composed':
      return delivered;
    case 'unknown-case':
      throw new Problem('case-not-found');
    case 'erased':
      throw new Problem('document-not-found', { detail: 'The person was erased.' });
    case 'no-wording':
      throw new Problem('no-template', { detail: 'Documents are made in: en, zh.' });
    case 'no-template':
      throw new Problem('no-template', {
        detail:
          delivered.languages.length > 0
            ? `There is one in: ${delivered.languages.join(', ')}.`
            : 'There is none in any language; bring a text of your own.',
      });
    case 'broken-text':
      throw new Problem('invalid-request', {
        errors: delivered.problems.map(({ line, message }) => ({
          in: 'body',
          at: '/text/body',
          detail: `line ${line}: ${message}`,
        })),
      });
    case 'unprintable':
      throw new Problem('unprintable', {
        detail: `Not printable here: ${delivered.characters
          .map(
            (each) => `${each} (U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`,
          )
          .join(', ')}.`,
      });
  }
}
