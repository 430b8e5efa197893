import { createRoute, z } from '@hono/zod-openapi';
import { listTasks as query, type ListedTask, type TaskFilter } from '../../../db/queries/tasks.ts';
import type { Role } from '../../../domain/regime/pack.ts';
import type { Person } from '../../actor.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { cursor, limit } from '../../fields.ts';
import { next, page, readCursor } from '../../page.ts';
import { problems } from '../../problems.ts';

const key = z.tuple([z.string().nullable(), z.string(), z.string()]);

export const listTasksRoute = createRoute({
  operationId: 'list-tasks',
  method: 'get',
  path: '/v1/tasks',
  tags: ['Tasks'],
  summary: 'What waits for the asking person, the most urgent first',
  description: 'A supervisor or auditor sees the tasks of every role of the authority; a recipient its own.',
  security: [{ bearer: [] }],
  middleware: by(
    'caseworker',
    'reviewer',
    'publisher',
    'superior-authority',
    'supervisor',
    'auditor',
    'administrator',
    'recipient',
  ),
  request: {
    query: z.strictObject({ overdue: z.stringbool().optional(), cursor: cursor.optional(), limit }),
  },
  responses: {
    200: {
      description: 'One page.',
      content: {
        'application/json': {
          schema: z
            .object({
              items: z.array(
                z
                  .object({
                    caseId: z.string(),
                    key: z.string(),
                    act: z.string(),
                    role: z.string(),
                    authority: z.string(),
                    ref: z.string().nullable(),
                    due: z.string().nullable(),
                    overdue: z.boolean(),
                    regime: z.string(),
                    stage: z.string(),
                  })
                  .openapi('ListedTask'),
              ),
              next,
            })
            .openapi('TaskPage'),
        },
      },
    },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const listTasks: Operation<typeof listTasksRoute> = async (c) => {
  const { overdue, limit: size, cursor: from } = c.req.valid('query');
  const mine = queueOf(c.var.person);
  if (mine === null) return c.json({ items: [], next: null }, 200);
  const last = readCursor(from, key);
  const rows = await query(c.var.deps.connection.db, {
    ...mine,
    overdue,
    after: last && { due: last[0], caseId: last[1], key: last[2] },
    limit: size + 1,
  });
  return c.json(
    page(
      rows,
      size,
      (row) => row,
      (row: ListedTask) => [row.due, row.caseId, row.key],
    ),
    200,
  );
};

const everyQueue: readonly Role[] = [
  'caseworker',
  'reviewer',
  'publisher',
  'supervisor',
  'superior-authority',
  'recipient',
];

/** Whose tasks a person sees; null for nobody's. */
function queueOf({
  roles,
  authority,
  recipient,
}: Person): Pick<TaskFilter, 'roles' | 'authority' | 'recipient'> | null {
  const oversees = roles.some(
    (role) => role === 'supervisor' || role === 'auditor' || role === 'administrator',
  );
  if (oversees && authority !== undefined) return { roles: everyQueue, authority };
  if (roles.includes('auditor') || roles.includes('administrator')) return { roles: everyQueue };
  const own = roles.filter((role) => everyQueue.includes(role) && role !== 'recipient');
  if (own.length > 0) return authority === undefined ? null : { roles: own, authority };
  return roles.includes('recipient') && recipient !== undefined ? { roles: ['recipient'], recipient } : null;
}
