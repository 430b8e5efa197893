import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { findChange } from '../../../db/queries/changes.ts';
import { actorName } from '../../../domain/case/commands.ts';
import { closedToCases } from '../../../domain/regime/catalogue.ts';
import { commandIdOf, type Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { base32 } from '../../base32.ts';
import { beginChange, CASES_PER_SECOND } from '../../begin-change.ts';
import { changeContent, changeView } from '../../change-view.ts';
import { date, slug, text, writeHeaders } from '../../fields.ts';
import { bodyProblems, Problem, problems, refusedAs } from '../../problems.ts';

const perSecond = z
  .int()
  .min(1)
  .max(2000)
  .default(CASES_PER_SECOND)
  .meta({ description: 'How many cases are changed in a second, at most.' });

export const proposeChangeRoute = createRoute({
  operationId: 'propose-change',
  method: 'post',
  path: '/v1/changes',
  tags: ['Changes'],
  summary: 'Propose to count running clocks again, or to bring cases under a newer law',
  description: 'Nothing changes by it: the preview says what would, case by case. Somebody else approves it.',
  security: [{ bearer: [] }],
  middleware: by('supervisor', 'administrator'),
  request: {
    headers: writeHeaders,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .discriminatedUnion('kind', [
              z.strictObject({
                kind: z.literal('calendar'),
                calendar: z.string().regex(/^[A-Z][A-Z0-9-]{0,49}$/, 'capitals, digits and hyphens'),
                knownAt: date.optional().meta({
                  description: "As known on which day; by default each case's own today.",
                }),
                reason: text,
                perSecond,
              }),
              z.strictObject({
                kind: z.literal('regime'),
                regime: slug,
                version: z.iso.date(),
                reason: text,
                perSecond,
              }),
            ])
            .openapi('ProposeChange'),
        },
      },
    },
  },
  responses: {
    201: { description: 'It is proposed; its preview is being made.', content: changeContent },
    ...problems(...bodyProblems, 'idempotency-key-missing', 'unknown-regime', 'refused', 'unverified-law'),
  },
});

export const proposeChange: Operation<typeof proposeChangeRoute> = async (c) => {
  const { deps, person } = c.var;
  const asked = c.req.valid('json');
  if (asked.kind === 'regime') {
    const law = deps.catalogue.found(asked.regime, asked.version);
    if (law === undefined)
      throw new Problem('unknown-regime', { detail: `There is no ${asked.regime} ${asked.version}.` });
    const closed = closedToCases(law);
    if (closed.length > 0) throw new Problem(refusedAs(closed), { refusals: closed });
  }
  if (asked.kind === 'calendar' && !deps.calendars.ids.includes(asked.calendar))
    throw new Problem('invalid-request', {
      errors: [{ in: 'body', at: '/calendar', detail: `Known: ${deps.calendars.ids.join(', ')}.` }],
    });
  const id = base32(
    createHash('sha256')
      .update(`change/${commandIdOf(c)}`)
      .digest(),
  );
  const common = { id, by: actorName(person), reason: asked.reason, perSecond: asked.perSecond };
  await beginChange(
    deps,
    asked.kind === 'calendar'
      ? { ...common, kind: 'calendar', calendar: asked.calendar, knownAt: asked.knownAt ?? null }
      : { ...common, kind: 'regime', regime: asked.regime, version: asked.version },
  );
  const found = await findChange(deps.connection.db, id);
  if (found === undefined) throw new Error('a change that was proposed is not there');
  return c.json(changeView(found), 201, { Location: `/v1/changes/${id}` });
};
