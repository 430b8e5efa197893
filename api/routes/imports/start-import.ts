import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { openIntake } from '../../../db/commands/intake-receive.ts';
import { findImport } from '../../../db/queries/imports.ts';
import { localDate } from '../../../domain/calendar/local-time.ts';
import { canonicalJson } from '../../../domain/evidence/canonical-json.ts';
import { closedToCases, inForceOn } from '../../../domain/regime/catalogue.ts';
import { loadMapping, misfits } from '../../../regimes/mappings/load-mapping.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { base32 } from '../../base32.ts';
import { date, digest, line, slug } from '../../fields.ts';
import { importContent, importView } from '../../import-view.ts';
import { bodyProblems, Problem, problems, refusedAs } from '../../problems.ts';

const MOST_BYTES = 512 * 1024 * 1024;
const MOST_PARTS = 4096;

export const startImportRoute = createRoute({
  operationId: 'start-import',
  method: 'post',
  path: '/v1/imports',
  tags: ['Imports'],
  summary: 'Bring an existing list in, or go on with one that was begun',
  description:
    'The same file under the same law is one import: asking again answers where it stands. Its parts are sent next, then it is begun.',
  security: [{ bearer: [] }],
  middleware: by('administrator', 'supervisor'),
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({
              fileName: line.meta({
                description: 'Its last part only; the day of the list may stand in it.',
              }),
              digest,
              bytes: z.int().min(0).max(MOST_BYTES),
              parts: z.int().min(0).max(MOST_PARTS),
              mapping: slug.meta({ description: 'How the file is read.' }),
              regime: slug,
              version: z.iso
                .date()
                .optional()
                .meta({ description: 'By default the version in force today.' }),
              asOf: date
                .optional()
                .meta({ description: 'The day the list is of, where it does not tell itself.' }),
              headerless: z.boolean().default(false),
              sandbox: z.boolean().default(false),
              livesFrom: date.optional().meta({
                description:
                  'Of a sandbox import: the day on which its entries begin to live; by default that of the list.',
              }),
            })
            .openapi('StartImport'),
        },
      },
    },
  },
  responses: {
    200: { description: 'Where the import stands: which parts it waits for.', content: importContent },
    ...problems(
      ...bodyProblems,
      'sandbox-not-allowed',
      'unknown-regime',
      'unknown-mapping',
      'refused',
      'unverified-law',
    ),
  },
});

export const startImport: Operation<typeof startImportRoute> = async (c) => {
  const { deps, person } = c.var;
  const asked = c.req.valid('json');
  const { regime, mapping, sandbox, headerless, asOf = null, livesFrom = null } = asked;
  if ((sandbox || livesFrom !== null) && !deps.bench.sandbox) throw new Problem('sandbox-not-allowed');
  if (livesFrom !== null && !sandbox)
    throw new Problem('invalid-request', {
      errors: [
        { in: 'body', at: '/livesFrom', detail: 'Only a sandbox import lives at another time than now.' },
      ],
    });
  const now = new Date().toISOString();
  const law = deps.catalogue.all.find(({ pack: each }) => {
    if (each.regime !== regime) return false;
    return asked.version === undefined
      ? inForceOn(each, localDate(now, each.timezone))
      : each.version === asked.version;
  });
  if (law === undefined)
    throw new Problem('unknown-regime', { detail: `"${regime}" is not known in that version.` });
  const closed = sandbox ? [] : closedToCases(law);
  if (closed.length > 0) throw new Problem(refusedAs(closed), { refusals: closed });
  const { pack } = law;
  const loaded = loadMapping(mapping);
  if (loaded.kind !== 'loaded')
    throw new Problem('unknown-mapping', {
      detail: loaded.kind === 'unknown' ? `Known: ${loaded.known.join(', ')}.` : `"${mapping}" is broken.`,
    });
  const [misfit] = misfits(loaded.mapping, pack);
  if (misfit !== undefined) throw new Problem('unknown-mapping', { detail: misfit });
  const { version } = pack;
  const what = canonicalJson({
    digest: asked.digest,
    mapping,
    regime,
    version,
    asOf,
    sandbox,
    livesFrom,
    headerless,
  });
  const id = base32(createHash('sha256').update(what).digest());
  const { fileName, digest: fileDigest, bytes, parts } = asked;
  await openIntake(deps.bench.sql, deps.bench.masterKey, {
    id,
    fileName,
    fileDigest,
    bytes,
    parts,
    mapping,
    regime,
    version,
    asOf,
    judgedOn: localDate(now, pack.timezone),
    sandbox,
    livesFrom,
    headerless,
    startedBy: person.person,
  });
  const found = await findImport(deps.connection.db, id);
  if (found === undefined) throw new Error('an import that was opened is not there');
  return c.json(importView(found), 200);
};
