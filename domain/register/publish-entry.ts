import { unless, type Context, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { Duty } from '../case/state.ts';
import type { CaseState } from '../case/state.ts';

/** Publishes the entry and owes its delivery to every recipient the catalogue names, and to nobody else. */
export const publish: Handler<'publish'> = {
  stages: ['listed'],
  by: ['publisher'],
  records: 'entry-published',
  ready,
  rule: (state, _command, context) =>
    unless(ready(state, context), () => {
      const duties = context.pack.recipients.map((recipient): Duty => ({
        // A new decision on the same entry is delivered again.
        id: `${state.entry?.id ?? state.caseId}.deliver.${recipient.id}.${state.seq}`,
        kind: 'deliver',
        recipient: recipient.id,
      }));
      return [
        { type: 'entry-published' },
        ...(duties.length > 0 ? [{ type: 'duties-opened' as const, duties }] : []),
      ];
    }),
};

function ready(state: CaseState, { at, pack }: Context): Refusal[] {
  const { entry } = state;
  if (entry === undefined)
    return [onPrinciple('publication.entry', promises.law, 'There is no entry to publish.')];
  if (entry.publishedAt !== undefined)
    return [
      onPrinciple('publication.once', promises.law, `The entry was published on ${entry.publishedAt}.`),
    ];
  if (entry.end !== null && at >= entry.end)
    return [
      onPrinciple(
        'publication.term',
        promises.dates,
        `The entry ended with ${entry.until}; it can no longer be published.`,
      ),
    ];
  const { delay } = pack.publication;
  const waiting = delay === undefined ? undefined : state.clocks[delay];
  if (waiting)
    return [
      against('publication.delay', pack.publication, `Publication is possible after ${waiting.due}.`, [
        `Publish after ${waiting.due}.`,
      ]),
    ];
  if (delay !== undefined && !entry.adopted && state.decisionService?.servedOn === undefined)
    return [
      against('publication.delay', pack.publication, 'The subject has not been notified of the decision.', [
        'serve-decision',
      ]),
    ];
  return [];
}
