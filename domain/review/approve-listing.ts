import { termStart } from '../case/clocks.ts';
import { unless, type Context, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { Actor, CommandMap } from '../case/commands.ts';
import type { CaseEvent } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import {
  groundOf,
  identified,
  measuresAllowed,
  missing,
  withinLimitation,
  type LimitationDays,
} from '../regime/legality.ts';
import { unansweredDefences } from '../holder/joinder.ts';
import type { Bound, Ground, Pack } from '../regime/pack.ts';
import { endsLater, inWords, termWithinBounds, type TermStart } from '../regime/term.ts';
import { effect, termLeft } from './effect.ts';
import { heavierMeasures } from './weight.ts';

/**
 * The listing decision, by someone who did not investigate, while the facts are not too old. Where the regime asks for
 * it, it waits for consent.
 */
export const approveListing: Handler<'approve-listing'> = {
  stages: ['list-review'],
  by: ['reviewer'],
  records: 'listing-approved',
  ready,
  rule: (state, command, context) => {
    const { pack, today, calendars } = context;
    const refusals: Refusal[] = [...ready(state, context)];
    const found = groundOf(pack, state.ground);
    if (found.kind === 'refused') return { kind: 'refused', refusals: [found.refusal] };
    const ground = found.value;
    const start = termStart(ground, state, context);
    refusals.push(
      ...measuresAllowed(pack, ground, command.measures),
      ...termWithinBounds(command.term, start, state.determination?.factors ?? []),
      ...withinLimitation(pack, ground, limitationDays(state), today, calendars),
      ...notHeavier(state, command, start),
      ...leastSevereFirst(pack, ground, command),
      ...termLeft(command.term, start, today, 'refuse-listing'),
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
  const deciders = decidersOf(command.members, actor);
  if (collective?.triggers.some((trait) => traits.includes(trait)) && deciders.length < collective.atLeast)
    refusals.push(
      against(
        'review.collective',
        collective,
        `${deciders.length} decided; at least ${collective.atLeast} decide together.`,
        [`Name the ${collective.atLeast} or more members who decided.`],
      ),
    );
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
      heavierMeasures(pack, command.measures, made.measures).length > 0 ||
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

/** Those who decide together. A deputy and the one the deputy stands in for have one voice. */
function decidersOf(members: readonly string[], actor: Actor): string[] {
  if (actor.kind !== 'person') return [...new Set(members)];
  return [...new Set([actor.person, ...members])].filter((person) => person !== actor.onBehalfOf);
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
  const joined = unansweredDefences(state);
  if (joined.length > 0)
    refusals.push(
      against(
        'notice.response.considered',
        pack.notice.required,
        `Not yet examined and answered: the defence in ${joined.join(', ')}.`,
        ['consider-joined-defence'],
      ),
    );
  return refusals;
}

/** What the determination stated; the notice of the proceedings interrupts what can be interrupted. */
function limitationDays({ determination, instrument, notice }: CaseState): LimitationDays {
  return {
    conduct: determination?.conductOn ?? undefined,
    instrument: instrument?.date,
    known: determination?.knownOn ?? undefined,
    interruptions: [...(determination?.interruptions ?? []), ...(notice?.servedOn ? [notice.servedOn] : [])],
  };
}

/** None heavier than what was notified, and no longer term: a defence never makes it worse. */
function notHeavier(state: CaseState, decision: CommandMap['approve-listing'], start: TermStart): Refusal[] {
  const notified = state.notice;
  if (notified === undefined) return [];
  const { pack } = start;
  const refused = (detail: string, lawful: string): Refusal =>
    against('review.notHeavierThanNotified', pack.review.notHeavierThanNotified, detail, [lawful]);
  const heavier = heavierMeasures(pack, decision.measures, notified.measures);
  const measures = `At most: ${notified.measures.join(', ')}, or lighter ones instead; or a new notice.`;
  return [
    ...(heavier.length > 0 ? [refused(`Heavier than notified: ${heavier.join(', ')}.`, measures)] : []),
    ...(endsLater(decision.term, notified.term, start)
      ? [
          refused(
            `A term of ${termWords(decision.term)} ends later than the notified ${termWords(notified.term)}.`,
            'At most the notified term; or a new notice.',
          ),
        ]
      : []),
  ];
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
