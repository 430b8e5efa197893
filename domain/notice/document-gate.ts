import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { Pack } from '../regime/pack.ts';
import { checkContents, type ComposedDocument, type ContentsCheck, type Missing } from './document.ts';

/** The contents that the law wants in a kind of document; none where it names none. */
export function requiredContents(pack: Pack, kind: string): Pack['notice']['contents']['items'] {
  if (kind === 'notice') return pack.notice.contents.items;
  return kind === 'decision' ? pack.review.decisionContents.items : [];
}

/** Checks a document against what its regime wants it to say. */
export function checkDocument(pack: Pack, document: ComposedDocument): ContentsCheck {
  return checkContents(document, requiredContents(pack, document.kind));
}

/** What stands in the way of sending a document. Empty when it says everything that it must. */
export function documentComplete(
  pack: Pack,
  kind: string,
  { missing, gaps }: Pick<ContentsCheck, 'missing' | 'gaps'>,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (missing.length > 0) {
    const rule = kind === 'notice' ? 'notice.contents' : 'review.decisionContents';
    const law = kind === 'notice' ? pack.notice.contents : pack.review.decisionContents;
    const said = missing.map((each) => `${each.id} (${reasonOf(each)})`).join(', ');
    refusals.push(
      against(rule, law, `The ${kind} does not say: ${said}.`, [
        `A ${kind} with: ${requiredContents(pack, kind)
          .map(({ id }) => id)
          .join(', ')}`,
      ]),
    );
  }
  if (gaps.length > 0)
    refusals.push(
      onPrinciple('document.gaps', promises.notice, `The ${kind} leaves open: ${gaps.join(', ')}.`, [
        'Record what is missing, or compose the document without it.',
      ]),
    );
  return refusals;
}

function reasonOf({ because, gaps }: Missing): string {
  switch (because) {
    case 'no-section':
      return 'no section';
    case 'empty':
      return 'nothing is said';
    case 'gaps':
      return `without ${gaps.join(', ')}`;
  }
}

/** A document that was composed on something else than the case has now is not sent. */
export function documentCurrent(kind: string, current: boolean): Refusal[] {
  return current
    ? []
    : [
        onPrinciple(
          'document.basis',
          promises.notice,
          `The case has changed since the ${kind} was composed.`,
          ['Compose it again, and look at it again.'],
        ),
      ];
}

/** Service by the deployment needs somewhere to send to; that it lacks it is no failure of service. */
export function addressKnown(
  pack: Pack,
  asked: string,
  on: { readonly email: boolean; readonly address: boolean },
): Refusal[] {
  const method = pack.notice.methods.find((each) => each.id === asked);
  const lacking = (method?.channel === 'email' && !on.email) || (method?.channel === 'post' && !on.address);
  return method && lacking
    ? [
        against(
          'notice.methods.address',
          method,
          `The case holds no ${method.channel === 'email' ? 'e-mail' : 'postal'} address of the subject.`,
          ['Serve by a method that somebody performs by hand.'],
        ),
      ]
    : [];
}
