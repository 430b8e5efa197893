import { termStart } from '../case/clocks.ts';
import { unless, type Context, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { actorName, personsOf, type CommandMap } from '../case/commands.ts';
import type { CaseEvent } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import { groundOf, identified, measuresAllowed, missing } from '../regime/legality.ts';
import type { Bound, Ground, Pack } from '../regime/pack.ts';
import { endsLater, inWords, termWithinBounds, type TermStart } from '../regime/term.ts';

/** The listing decision, by someone who did not investigate. Where the regime asks for it, it waits for consent. */
export const approveListing: Handler<'approve-listing'> = {
  stages: ['list-review'],
  by: ['reviewer'],
  records: 'listing-approved',
  ready,
  rule: (state, command, context) => {
    const { pack } = context;
    const refusals: Refusal[] = [...ready(state, context)];
    const found = groundOf(pack, state.ground);
    if (found.kind === 'refused') return { kind: 'refused', refusals: [found.refusal] };
    const ground = found.value;
    const start = termStart(ground, state, context);
    refusals.push(
      ...measuresAllowed(pack, ground, command.measures),
      ...termWithinBounds(command.term, start),
      ...notHeavier(state, command, start),
      ...leastSevereFirst(pack, ground, command),
    );
    const lacking = missing(pack.review.decisionContents.items, command.contents);
    if (lacking.length > 0)
      refusals.push(
        against(
          'review.decisionContents',
          pack.review.decisionContents,
          `The decision does not say: ${lacking.join(', ')}.`,
          ['A decision with all the contents the regime requires.'],
        ),
      );
    refusals.push(...examined(state, command, context, start));
    return unless(refusals, () => {
      const approved: CaseEvent = {
        type: 'listing-approved',
        members: command.members,
        measures: command.measures,
        term: command.term,
        reasons: command.reasons,
        contents: command.contents,
        lighter: command.lighter,
      };
      if (consentNeeded(state, pack)) return [approved, { type: 'consent-requested' }];
      return [approved, ...effect(state, command.measures, context)];
    });
  },
};

/** What an approved listing does: it lists, unless the regime has the subject notified and a standstill first. */
export function effect(state: CaseState, measures: readonly string[], context: Context): CaseEvent[] {
  return context.pack.review.standstill ? [] : [listed(state, measures, context)];
}

/** The event by which an approved listing takes effect today. A new decision after remittal is about the entry there is. */
export function listed(state: CaseState, measures: readonly string[], { today }: Context): CaseEvent {
  return {
    type: 'listed',
    entry: state.entry?.id ?? `${state.caseId}.${state.entries + 1}`,
    from: state.entry?.from ?? today,
    measures,
    noEarlyEnd: false,
    restarted: false,
  };
}

/** What must have been done before the decision: identity, collective decision, legal review, recommendation. */
function examined(
  state: CaseState,
  command: CommandMap['approve-listing'],
  { pack, actor }: Context,
  start: TermStart,
): Refusal[] {
  const refusals: Refusal[] = identified(pack, state.subject);
  const traits = [
    ...(state.determination?.traits ?? []),
    ...(state.hearing?.heldAt === undefined ? [] : ['hearing-held']),
  ];
  const { collective, legalReview, recommendation } = pack.review;
  const deciders = [
    ...new Set([...command.members, ...(actor.kind === 'person' ? personsOf(actorName(actor)) : [])]),
  ];
  if (collective?.triggers.some((trait) => traits.includes(trait)) && deciders.length < collective.atLeast)
    refusals.push(
      against(
        'review.collective',
        collective,
        `${deciders.length} decided; at least ${collective.atLeast} decide together.`,
        [`Name the ${collective.atLeast} or more members who decided.`],
      ),
    );
  for (const rule of pack.review.separation.filter(({ act }) => act === 'listing-approved')) {
    const barred = command.members.filter((person) =>
      rule.notBy.some((act) => state.acts[act]?.includes(person)),
    );
    if (barred.length > 0)
      refusals.push(
        against(
          'review.separation',
          rule,
          `${barred.join(', ')} already acted in this case and cannot decide it.`,
        ),
      );
  }
  if (legalReview?.triggers.some((trait) => traits.includes(trait)) && state.legalReviewBy === undefined)
    refusals.push(
      against('review.legalReview', legalReview, 'The case has not passed legal review.', [
        'pass-legal-review',
      ]),
    );
  if (recommendation && !recommendation.requiredUnless.includes(state.instrument?.kind ?? '')) {
    const made = state.recommendation;
    if (made === undefined)
      refusals.push(
        against(
          'review.recommendation',
          recommendation,
          `${recommendation.by} has not recommended anything yet.`,
          ['make-recommendation'],
        ),
      );
    else if (
      command.measures.some((id) => !made.measures.includes(id)) ||
      endsLater(command.term, made.term, start)
    )
      refusals.push(
        against('review.recommendation', recommendation, 'The decision is more severe than recommended.', [
          'At most what was recommended; or amend-determination and a new notice.',
        ]),
      );
  }
  return refusals;
}

export function consentNeeded(state: CaseState, pack: Pack): boolean {
  return pack.review.consent?.levels.includes(state.authority.level) ?? false;
}

function ready(state: CaseState, { pack }: Context): Refusal[] {
  const refusals: Refusal[] = [];
  if (state.listing && state.consent?.status !== 'refused')
    refusals.push(
      onPrinciple('review.once', promises.proportion, 'A listing decision has been made already.'),
    );
  if (state.notice?.servedOn === undefined)
    refusals.push(
      against(
        'notice.required',
        pack.notice.required,
        'There is no listing without a notice that is proven served.',
        ['prove-service'],
      ),
    );
  const unanswered = state.responses.flatMap((response, index) => (response.considered ? [] : [index]));
  if (unanswered.length > 0)
    refusals.push(
      against(
        'notice.response.considered',
        pack.notice.required,
        `Not yet examined and answered: response ${unanswered.join(', ')}.`,
        ['consider-response'],
      ),
    );
  return refusals;
}

/** No measure that was not notified, none heavier, no longer term: a defence never makes it worse. */
function notHeavier(
  state: CaseState,
  decision: { readonly measures: readonly string[]; readonly term: Bound | null },
  start: TermStart,
): Refusal[] {
  const notified = state.notice;
  if (notified === undefined) return [];
  const law = start.pack.review.notHeavierThanNotified;
  const refusals: Refusal[] = [];
  const added = decision.measures.filter((id) => !notified.measures.includes(id));
  if (added.length > 0)
    refusals.push(
      against('review.notHeavierThanNotified', law, `Not notified before: ${added.join(', ')}.`, [
        `At most: ${notified.measures.join(', ')}; or a new notice.`,
      ]),
    );
  if (endsLater(decision.term, notified.term, start))
    refusals.push(
      against(
        'review.notHeavierThanNotified',
        law,
        `A term of ${termWords(decision.term)} ends later than the notified ${termWords(notified.term)}.`,
        ['At most the notified term; or a new notice.'],
      ),
    );
  return refusals;
}

const termWords = (term: Bound | null): string => (term ? inWords(term) : 'no fixed length');

/** The least severe comes first: what is lighter and not chosen was considered, and the decision says why it does not do. */
function leastSevereFirst(
  pack: Pack,
  ground: Ground,
  { measures, lighter }: CommandMap['approve-listing'],
): Refusal[] {
  const severityOf = (id: string): number => pack.measures.find((each) => each.id === id)?.severity ?? 0;
  const most = Math.max(...measures.map(severityOf));
  const passedOver = ground.measures.filter(
    (id) => severityOf(id) < most && !measures.includes(id) && !lighter.considered.includes(id),
  );
  return passedOver.length === 0
    ? []
    : [
        onPrinciple(
          'review.least-severe',
          promises.proportion,
          `The decision does not say why a lighter measure would not do: ${passedOver.join(', ')}.`,
          ['Consider the least severe measure first, and give the reasons.'],
        ),
      ];
}
