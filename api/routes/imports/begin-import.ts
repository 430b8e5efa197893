import { createRoute } from '@hono/zod-openapi';
import { beginIntake } from '../../../db/commands/intake-receive.ts';
import { findImport } from '../../../db/queries/imports.ts';
import {
  caseIntakeType,
  caseIntakeWorkflowId,
  type CaseIntakeInput,
} from '../../../workflows/contract/case-intake.ts';
import { onPrinciple, promises } from '../../../domain/case/refusal.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { importContent, importParams, importView } from '../../import-view.ts';
import { Problem, problems } from '../../problems.ts';

export const beginImportRoute = createRoute({
  operationId: 'begin-import',
  method: 'post',
  path: '/v1/imports/{importId}/begin',
  tags: ['Imports'],
  summary: 'Approve an import whose parts have all arrived, or let it go on',
  description:
    'By another person than who brought the list: nobody lists anybody alone. May be asked again at any time.',
  security: [{ bearer: [] }],
  middleware: by('administrator', 'supervisor'),
  request: { params: importParams },
  responses: {
    200: { description: 'Where the import stands.', content: importContent },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'import-not-found',
      'not-ready',
      'internal-error',
      'record-unavailable',
      'engine-unavailable',
    ),
  },
});

export const beginImport: Operation<typeof beginImportRoute> = async (c) => {
  const { deps, person } = c.var;
  const { importId } = c.req.valid('param');
  const begun = await beginIntake(deps.bench.sql, { id: importId, by: person.person });
  const found = await findImport(deps.connection.db, importId);
  if (found === undefined) throw new Problem('import-not-found');
  if (begun === 'second-person')
    throw new Problem('not-entitled', {
      refusals: [
        onPrinciple('import.second-person', promises.persons, `${person.person} brought this list.`, [
          'The approval of another person.',
        ]),
      ],
    });
  if (begun === 'parts-missing')
    throw new Problem('not-ready', {
      detail: `The parts ${found.missingParts.join(', ')} have not arrived.`,
    });
  if (found.status === 'judging' || found.status === 'taking') {
    const input: CaseIntakeInput = { importId };
    const workflow = { type: caseIntakeType, id: caseIntakeWorkflowId(importId), input };
    if (!(await deps.engine.start(workflow)))
      throw new Problem('engine-unavailable', { headers: { 'retry-after': '2' } });
  }
  return c.json(importView(found), 200);
};
