import { unless, type Context, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { deliveryOwed } from './deliver-entry.ts';

/** Publishes the entry; where the regime wants it only if that is necessary, with the reasons why it is. */
export const publish: Handler<'publish'> = {
  stages: ['listed'],
  by: ['publisher'],
  records: 'entry-published',
  ready,
  rule: (state, { reasons }, context) => {
    const { necessity } = context.pack.publication;
    const refusals = [...ready(state, context)];
    if (necessity && reasons === undefined)
      refusals.push(
        against('publication.necessity', necessity, 'Nothing says why publication is necessary.', [
          'Publish with reasons, or not at all.',
        ]),
      );
    return unless(refusals, () => [
      { type: 'entry-published', reasons: reasons ?? null },
      ...deliveryOwed(state, context, 'entry-published'),
    ]);
  },
};

/** Hands publication over to the authority of the territory where the subject is registered. */
export const handOverPublication: Handler<'hand-over-publication'> = {
  stages: ['listed'],
  by: ['publisher', 'caseworker'],
  records: 'publication-handed-over',
  rule: (state, { to }, { pack }) => {
    const { elsewhere } = pack.publication;
    const refusals: Refusal[] = [];
    if (elsewhere === undefined)
      refusals.push(
        onPrinciple('publication.elsewhere', promises.law, 'The regime publishes where it decides.'),
      );
    else if (!state.determination?.traits.includes(elsewhere.trait))
      refusals.push(
        against('publication.elsewhere', elsewhere, `The case is not one of: ${elsewhere.trait}.`, [
          'publish',
        ]),
      );
    if (state.publishedBy || state.entry?.publishedAt !== undefined)
      refusals.push(
        onPrinciple('publication.once', promises.law, 'The entry was published or handed over already.'),
      );
    return unless(refusals, () => [{ type: 'publication-handed-over', to }]);
  },
};

function ready(state: CaseState, { pack }: Context): Refusal[] {
  const { entry } = state;
  if (entry === undefined)
    return [onPrinciple('publication.entry', promises.law, 'There is no entry to publish.')];
  if (entry.publishedAt !== undefined)
    return [
      onPrinciple('publication.once', promises.law, `The entry was published on ${entry.publishedAt}.`),
    ];
  const { delay, elsewhere } = pack.publication;
  if (elsewhere && state.publishedBy === undefined && state.determination?.traits.includes(elsewhere.trait))
    return [
      against('publication.elsewhere', elsewhere, 'It is published by the authority of another territory.', [
        'hand-over-publication',
      ]),
    ];
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
