import type { Pack } from './pack.ts';
import { effectText, lengthText } from './phrases.ts';
import { Drawing, lawOf, running, type Sketch } from './sketch.ts';

/** From the instrument to the listing decision. */
export function listingSketch(pack: Pack): Sketch {
  const drawing = new Drawing()
    .next({ id: 'opened', kind: 'start', who: 'authority', name: 'Instrument has effect' })
    .next({
      id: 'determine',
      kind: 'task',
      who: 'authority',
      name: 'Record the determination',
      clock: running(pack, ['case-opened']),
    });
  interimByDecision(drawing, pack);
  drawing.next({ id: 'notify', kind: 'task', who: 'authority', name: 'Serve prior notice, prove service' });
  interimWithNotice(drawing, pack);
  const close = answer(drawing, pack);
  drawing.next({
    id: 'close',
    kind: 'task',
    who: 'authority',
    name: 'Close the record, answer the responses',
  });
  for (const { from, called, leave } of close) drawing.way(from, 'close', called, leave);
  decision(drawing.on('close'), pack);
  return { id: 'listing', name: 'From determination to listing', steps: drawing.steps, ways: drawing.ways };
}

/** Where it may be imposed by a decision of its own, and before any notice. */
function interimByDecision(drawing: Drawing, { interim, clocks }: Pack): void {
  if (!interim || (interim.automaticOn !== 'decision' && interim.byDecision === undefined)) return;
  const term = clocks[interim.byDecision?.term ?? interim.term];
  drawing
    .next({ id: 'interim-needed', kind: 'gateway', who: 'authority', name: 'Interim?' })
    .beside({
      id: 'interim-decided',
      kind: 'task',
      who: 'authority',
      name: 'Impose the interim measure, by decision',
      row: 1,
      clock: term && lawOf(term),
    })
    .way('interim-needed', 'interim-decided', 'yes', 'down')
    .way('interim-decided', 'notify')
    .on('interim-needed', 'no');
}

function interimWithNotice(drawing: Drawing, { interim, clocks }: Pack): void {
  if (interim?.automaticOn !== 'notice-sent') return;
  const term = clocks[interim.term];
  drawing.next({
    id: 'interim',
    kind: 'event',
    who: 'authority',
    name: 'Interim measure, with the notice',
    clock: term && lawOf(term),
  });
}

type Closing = { readonly from: string; readonly called?: string; readonly leave?: 'down' };

/** The answer of the subject, or the end of its time; answers from where the record is closed. */
function answer(drawing: Drawing, pack: Pack): readonly Closing[] {
  const { notice } = pack;
  const window = Object.values(pack.clocks).find((rule) => rule.lapse.effect === 'record-closes');
  drawing.next({ id: 'answer', kind: 'choice', who: 'authority', name: 'Answer?' }).next({
    id: 'respond',
    kind: 'receive',
    who: 'subject',
    name: notice.waiver.allowed ? 'Respond, or waive' : 'Respond',
  });
  if (window)
    drawing
      .beside({
        id: 'window',
        kind: 'timer',
        who: 'authority',
        name: `${lengthText(window)}: ${effectText('record-closes')}`,
        clock: lawOf(window),
      })
      .way('answer', 'window');
  const lapsed: readonly Closing[] = window ? [{ from: 'window' }] : [];
  drawing.on('respond');
  if (notice.hearing === undefined) return lapsed;
  drawing
    .next({ id: 'hearing-asked', kind: 'gateway', who: 'subject', name: 'Hearing?' })
    .on('hearing-asked', 'yes')
    .next({ id: 'hear', kind: 'task', who: 'subject', name: 'Hearing, on request' });
  return [...lapsed, { from: 'hearing-asked', called: 'no', leave: 'down' }];
}

function decision(drawing: Drawing, pack: Pack): void {
  const { review } = pack;
  if (review.recommendation) drawing.next({ id: 'recommend', kind: 'task', who: 'above', name: 'Recommend' });
  drawing
    .next({
      id: 'decide',
      kind: 'task',
      who: 'authority',
      name: decisionName(pack),
      clock: running(pack, ['record-closed', 'response-received', 'recommendation-made']),
    })
    .next({ id: 'list', kind: 'gateway', who: 'authority', name: 'List?' })
    .beside({ id: 'refused', kind: 'end', who: 'authority', name: 'Not listed', row: 1 })
    .way('list', 'refused', 'no', 'down')
    .on('list', 'yes');
  if (review.consent)
    drawing
      .next({
        id: 'consent',
        kind: 'task',
        who: 'above',
        name: `Consent, for ${review.consent.levels.join(' and ')}`,
      })
      .next({ id: 'consented', kind: 'gateway', who: 'authority', name: 'Consent?' })
      .way('consented', 'decide', 'no')
      .on('consented', 'yes');
  if (review.standstill) {
    const rule = Object.values(pack.clocks).find(({ lapse }) => lapse.effect === 'standstill-ends');
    drawing.next({ id: 'serve-decision', kind: 'task', who: 'authority', name: 'Notify the decision' }).next({
      id: 'standstill',
      kind: 'timer',
      who: 'authority',
      name: `Standstill${rule ? `: ${lengthText(rule)}` : ''}${review.standstill.automaticStay ? ', stayed while proceedings last' : ''}`,
      clock: rule && lawOf(rule),
    });
  }
  drawing.next({ id: 'listed', kind: 'end', who: 'authority', name: 'Listed' });
}

function decisionName({ review }: Pack): string {
  const major = [review.legalReview && 'legal review', review.collective && 'together'].filter(
    (part) => part !== undefined,
  );
  return major.length === 0
    ? 'Decide on the listing, by another person'
    : `Decide; if major: ${major.join(', ')}`;
}
