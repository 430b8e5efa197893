import type { Context } from 'hono';
import { createRoute } from '@hono/zod-openapi';
import { logAccess } from '../../../db/commands/log-access.ts';
import { recordsOf } from '../../../db/commands/change-rows.ts';
import { caseDuties, caseEvents } from '../../../db/queries/cases.ts';
import { readSubject } from '../../../db/queries/personal-data.ts';
import { caseLedger } from '../../../db/queries/recipients.ts';
import { clockLives } from '../../../domain/case/clock-lives.ts';
import type { Operation } from '../../act.ts';
import { byAnyone } from '../../authenticate.ts';
import type { PersonEnv } from '../../deps.ts';
import { caseViewSchema, viewOf } from '../../case-view.ts';
import { caseParams, purposeHeaders } from '../../fields.ts';
import { problems } from '../../problems.ts';
import { readsPersonalData } from '../../reach.ts';
import { seenCase } from '../../seen-case.ts';

export const getCaseRoute = createRoute({
  operationId: 'get-case',
  method: 'get',
  path: '/v1/cases/{caseId}',
  tags: ['Cases'],
  summary: 'Read a case',
  description:
    'Where the case stands, its record, its clocks with their explanations, its tasks and duties. Who it is about is shown only for a purpose, and each such reading is logged.',
  security: [{ bearer: [] }],
  middleware: byAnyone(),
  request: { params: caseParams, headers: purposeHeaders },
  responses: {
    200: { description: 'The case.', content: { 'application/json': { schema: caseViewSchema } } },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'case-not-found',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const getCase: Operation<typeof getCaseRoute> = async (c) => {
  const { caseId } = c.req.valid('param');
  const purpose = c.req.valid('header')['amends-purpose'];
  const { deps, person } = c.var;
  const { db } = deps.connection;
  const { seen, events, records, duties, ledger } = await wholeCase(c, caseId);
  const readsSubject = purpose !== undefined && readsPersonalData(person);
  if (readsSubject) await logAccess(db, { caseId, actor: person.person, purpose, what: 'subject' });
  const data = readsSubject ? await readSubject(db, deps.bench.masterKey, caseId) : null;
  const view = viewOf(seen, {
    lives: clockLives(records.get(caseId) ?? []),
    packOf: (version) => deps.catalogue.pack(seen.state.regime, version),
    calendars: deps.calendars,
    now: seen.now,
  });
  return c.json({ ...view, subject: { ...view.subject, data }, duties, ledger, events }, 200);
};

/** Rulings come one after the other; that one comes between the parts so often does not happen. */
const MOST_READINGS = 5;

/** The parts of a case as of one moment: the record is read last, and all again where it has grown meanwhile. */
async function wholeCase(c: Context<PersonEnv>, caseId: string) {
  const { connection, bench } = c.var.deps;
  for (let reading = 1; ; reading += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each reading follows the last
    const seen = await seenCase(c, caseId);
    // oxlint-disable-next-line no-await-in-loop -- as above
    const [duties, ledger] = await Promise.all([
      caseDuties(connection.db, caseId),
      caseLedger(connection.db, caseId),
    ]);
    // oxlint-disable-next-line no-await-in-loop -- as above
    const [events, records] = await Promise.all([
      caseEvents(connection.db, { caseId }),
      recordsOf(bench.sql, [caseId]),
    ]);
    if (events.at(-1)?.seq === seen.state.seq || reading === MOST_READINGS)
      return { seen, events, records, duties, ledger };
  }
}
