import { createRoute, z } from '@hono/zod-openapi';
import { logAccess } from '../../../db/commands/log-access.ts';
import { findAuthority } from '../../../db/queries/authorities.ts';
import { findDocuments } from '../../../db/queries/documents.ts';
import { readSubject } from '../../../db/queries/personal-data.ts';
import { reachedAt } from '../../../db/subject-address.ts';
import { openFonts } from '../../../documents/fonts.ts';
import { renderAddressSheet } from '../../../documents/render-address-sheet.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { purposeHeaders } from '../../fields.ts';
import { letterParams, seenLetter } from '../../letter.ts';
import { Problem, problems } from '../../problems.ts';

export const getAddressSheetRoute = createRoute({
  operationId: 'get-address-sheet',
  method: 'get',
  path: '/v1/outgoing-post/{letterId}/address-sheet',
  tags: ['Documents'],
  summary: 'The sheet with the address for the window of the envelope',
  description: 'Only for a purpose; each reading is logged.',
  security: [{ bearer: [] }],
  middleware: by('caseworker', 'publisher', 'supervisor'),
  request: { params: letterParams, headers: purposeHeaders.required() },
  responses: {
    200: {
      description: 'A printable file.',
      content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'letter-not-found',
      'document-not-found',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const getAddressSheet: Operation<typeof getAddressSheetRoute> = async (c) => {
  const { deps, person } = c.var;
  const { db } = deps.connection;
  const { letter, seen } = await seenLetter(c, c.req.valid('param').letterId);
  const caseId = letter.case_id;
  const purpose = c.req.valid('header')['amends-purpose'];
  await logAccess(db, { caseId, actor: person.person, purpose, what: 'subject' });
  const [subject, authority, documents] = await Promise.all([
    readSubject(db, deps.bench.masterKey, caseId),
    findAuthority(db, seen.state.authority.id),
    findDocuments(db, { caseId, ids: letter.documents }),
  ]);
  if (subject === null) throw new Problem('document-not-found', { detail: 'The person was erased.' });
  const { postal } = reachedAt(subject);
  const sheet = await renderAddressSheet(
    {
      lang: documents[0]?.lang ?? 'en',
      title: letter.id,
      from: authority?.title ?? seen.state.authority.id,
      to: [subject.name, ...(postal?.split('\n').map((each) => each.trim()) ?? [])],
      details: [
        ['Case', caseId],
        ['Enclosed', documents.map(({ title, pages }) => `${title} (${pages})`).join('\n')],
        ['Postal number', '_'.repeat(24)],
        ['Posted on, by', '_'.repeat(24)],
      ],
      at: new Date(seen.now),
    },
    deps.fonts ?? openFonts(),
  );
  return c.body(new Uint8Array(sheet), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="address-${letter.id}.pdf"`,
  });
};
