import type { CaseEvent } from './events.ts';

type EventNames = readonly CaseEvent['type'][];

const ofDecisionService: EventNames = [
  'decision-sent',
  'decision-served',
  'entry-notified',
  'standstill-ended',
];
const ofDecision: EventNames = [
  'recommendation-made',
  'legal-review-passed',
  'listing-approved',
  'consent-requested',
  'consent-given',
  'consent-refused',
  ...ofDecisionService,
];
const ofNotice: EventNames = [
  'notice-sent',
  'notice-served',
  'response-received',
  'response-waived',
  'hearing-requested',
  'hearing-noticed',
  'hearing-held',
  'record-closed',
  ...ofDecision,
];

/** What started a clock may not count any more: a notice that has to be served anew, a decision that was sent back. */
export function overtakenBy(event: CaseEvent): readonly string[] {
  switch (event.type) {
    case 'determination-amended':
      return ofNotice;
    case 'service-set-aside':
      return event.of === 'notice' ? ofNotice : ofDecisionService;
    case 'listing-remitted':
      return ofDecision;
    case 'consent-refused':
      return ['listing-approved'];
    case 'record-reopened':
      return ['record-closed'];
    case 'transfer-declined':
      return ['case-transferred'];
    default:
      return [];
  }
}
