import { ruled, unless, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { methodAllowed, proven, sendingDuty } from '../notice/service.ts';
import { missing } from '../regime/legality.ts';
import { deliveryOwed } from '../register/deliver-entry.ts';
import { consentNeeded } from './approve-listing.ts';

/** Sends the listing decision, with the documents the law wants served together with it. */
export const serveDecision: Handler<'serve-decision'> = {
  stages: ['list-review', 'listed'],
  by: ['caseworker', 'publisher'],
  records: 'decision-sent',
  rule: (state, command, { pack }) => {
    const refusals: Refusal[] = [];
    if (state.listing === undefined || (consentNeeded(state, pack) && state.consent?.status !== 'given'))
      refusals.push(
        onPrinciple('review.decision', promises.law, 'There is no decision that could be served.', [
          'approve-listing',
        ]),
      );
    if (state.decisionService?.servedOn !== undefined)
      refusals.push(onPrinciple('review.decision', promises.notice, 'The decision was served already.'));
    const { method, refusals: barred } = methodAllowed(pack, command, 'decision', state);
    refusals.push(...barred);
    const kinds = command.documents.map((each) => each.kind);
    const [decision] = command.documents.filter((each) => each.kind === 'decision');
    if (decision === undefined)
      refusals.push(
        onPrinciple('review.decision', promises.notice, 'The decision itself is not among the documents.', [
          'decision',
        ]),
      );
    else {
      const { decisionContents: law } = pack.review;
      const unsaid = missing(law.items, decision.contents);
      if (unsaid.length > 0)
        refusals.push(
          against('review.decisionContents', law, `The decision does not say: ${unsaid.join(', ')}.`, [
            'A decision with all the contents the regime requires.',
          ]),
        );
    }
    const { together } = pack.review;
    const lacking = together?.documents.filter((kind) => !kinds.includes(kind)) ?? [];
    if (together && lacking.length > 0)
      refusals.push(
        against(
          'review.together',
          together,
          `To be served together with the decision: ${lacking.join(', ')}.`,
        ),
      );
    return unless(refusals, () => {
      const duties = method && decision ? sendingDuty(state, method, 'decision', decision.document) : [];
      return [
        { type: 'decision-sent', method: command.method, documents: command.documents },
        ...(duties.length > 0 ? [{ type: 'duties-opened' as const, duties }] : []),
      ];
    });
  },
};

/** Proves service of the decision: only from here do the subject's times for remedies run. */
export const proveDecisionService: Handler<'prove-decision-service'> = {
  stages: ['list-review', 'listed'],
  by: ['caseworker', 'publisher'],
  records: 'decision-served',
  rule: (state, command, context) => {
    if (state.decisionService === undefined || state.decisionService.servedOn !== undefined)
      return {
        kind: 'refused',
        refusals: [
          onPrinciple('review.decision', promises.notice, 'No decision waits for proof of its service.', [
            'serve-decision',
          ]),
        ],
      };
    const service = proven(state.decisionService, command, context);
    if (service.kind === 'refused') return service;
    const { method, actOn, proof } = command;
    const { effectiveOn } = service;
    return ruled(
      { type: 'decision-served', method, actOn, effectiveOn, proof },
      ...(state.stage === 'list-review'
        ? [{ type: 'entry-notified' as const, effectiveOn }]
        : deliveryOwed(state, context, 'decision-served')),
    );
  },
};
