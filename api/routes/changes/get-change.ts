import { createRoute } from '@hono/zod-openapi';
import { findChange } from '../../../db/queries/changes.ts';
import {
  regimeChangeType,
  regimeChangeWake,
  regimeChangeWorkflowId,
} from '../../../workflows/contract/regime-change.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { changeContent, changeParams, changeView } from '../../change-view.ts';
import { Problem, problems } from '../../problems.ts';

export const getChangeRoute = createRoute({
  operationId: 'get-change',
  method: 'get',
  path: '/v1/changes/{changeId}',
  tags: ['Changes'],
  summary: 'A change: what it would do or has done, in sum',
  security: [{ bearer: [] }],
  middleware: by('supervisor', 'administrator', 'auditor'),
  request: { params: changeParams },
  responses: {
    200: { description: 'The change.', content: changeContent },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'change-not-found',
      'internal-error',
      'record-unavailable',
    ),
  },
});

const NUDGE_AFTER_MS = 15_000;

export const getChange: Operation<typeof getChangeRoute> = async (c) => {
  const { deps } = c.var;
  const { changeId } = c.req.valid('param');
  const found = await findChange(deps.connection.db, changeId);
  if (found === undefined) throw new Problem('change-not-found');
  // Where the engine was out of reach, or has lost its store, whoever looks at the change wakes it.
  const since = Date.parse(found.decidedAt ?? found.proposedAt);
  if ((found.status === 'previewing' || found.status === 'approved') && Date.now() - since > NUDGE_AFTER_MS)
    await deps.engine.start({
      type: regimeChangeType,
      id: regimeChangeWorkflowId(changeId),
      input: { changeId },
      signal: regimeChangeWake,
    });
  return c.json(changeView(found), 200);
};
