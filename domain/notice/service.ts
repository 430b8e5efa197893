import { localDate } from '../calendar/local-time.ts';
import { deemedServedOn } from '../calendar/service.ts';
import type { Context } from '../case/handler.ts';
import { against, daysToCome, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState, CivilDate, Duty, Instant, TextRef } from '../case/state.ts';
import type { Pack } from '../regime/pack.ts';

export type Method = Pack['notice']['methods'][number];

/** Whether a document may be served by a method now: on the regime's ladder, with consent where it is needed. */
export function methodAllowed(
  pack: Pack,
  asked: { readonly method: string },
  of: 'notice' | 'decision',
  { serviceConsents, failedMethods }: Pick<CaseState, 'serviceConsents' | 'failedMethods'>,
): { readonly method: Method | undefined; readonly refusals: readonly Refusal[] } {
  const method = pack.notice.methods.find((each) => each.id === asked.method);
  if (method === undefined) {
    const detail = `"${asked.method}" is not a method of service of ${pack.regime}.`;
    const lawful = [`One of: ${pack.notice.methods.map((each) => each.id).join(', ')}`];
    return { method, refusals: [onPrinciple('notice.methods', promises.law, detail, lawful)] };
  }
  const refusals: Refusal[] = [];
  if (method.consent && !serviceConsents.some((each) => each.method === method.id))
    refusals.push(
      against(
        'notice.methods.consent',
        method,
        `Service by "${method.id}" needs the subject's recorded consent.`,
        [
          'record-service-consent',
          `Serve by: ${pack.notice.methods
            .filter((each) => !each.consent)
            .map((each) => each.id)
            .join(', ')}`,
        ],
      ),
    );
  if (method.afterFailureOf && !method.afterFailureOf.some((id) => failedMethods[of].includes(id)))
    refusals.push(
      against(
        'notice.methods.ladder',
        method,
        `"${method.id}" is a last resort: no other service of the ${of} has failed yet.`,
        [`First: ${method.afterFailureOf.join(', ')}`],
      ),
    );
  return { method, refusals };
}

/** The duty to send, for a method that the deployment itself performs. */
export function sendingDuty(state: CaseState, method: Method, what: string, document: TextRef): Duty[] {
  if (method.channel !== 'email' && method.channel !== 'post') return [];
  return [
    { id: `${state.caseId}.serve.${what}.${state.seq}`, kind: 'serve', method: method.channel, document },
  ];
}

/** Whether a service had effect by its dispatch, whatever comes back later. */
export function standsThoughReturned(pack: Pack, sent: { readonly method: string } | undefined): boolean {
  const method = pack.notice.methods.find((each) => each.id === sent?.method);
  return method?.deemed.basis === 'dispatch';
}

export type ServiceProof = {
  readonly method: string;
  readonly actOn: string;
  readonly proof: { readonly kind: string; readonly digest: string };
  readonly accessed: boolean;
};

type Proven =
  | { readonly kind: 'proven'; readonly method: Method; readonly effectiveOn: CivilDate }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] };

/** Proves one service: by the method by which the document was sent, with the proof the regime accepts, on a possible day. */
export function proven(
  sent: { readonly method: string; readonly sentAt: Instant } | undefined,
  command: ServiceProof,
  { pack, calendars, today }: Context,
): Proven {
  const refusals: Refusal[] = [];
  const method = pack.notice.methods.find((each) => each.id === command.method);
  if (method === undefined || sent === undefined || sent.method !== command.method)
    refusals.push(
      onPrinciple(
        'notice.methods',
        promises.notice,
        `The document was sent by "${sent?.method ?? 'no method'}", not by "${command.method}".`,
        ['Prove service by the method by which it was sent, or send it again.'],
      ),
    );
  else if (!method.proof.includes(command.proof.kind))
    refusals.push(
      against(
        'notice.methods.proof',
        method,
        `"${command.proof.kind}" does not prove service by "${method.id}".`,
        [`One of: ${method.proof.join(', ')}`],
      ),
    );
  const actOn = localDate(command.actOn, pack.timezone);
  refusals.push(...daysToCome('notice.served-on', promises.notice, actOn, today));
  if (sent && actOn < localDate(sent.sentAt, pack.timezone))
    refusals.push(
      onPrinciple(
        'notice.served-on',
        promises.notice,
        `Service on ${command.actOn} lies before the document was sent.`,
      ),
    );
  const [first, ...rest] = refusals;
  if (first) return { kind: 'refused', refusals: [first, ...rest] };
  if (method === undefined || sent === undefined)
    return {
      kind: 'refused',
      refusals: [onPrinciple('notice.sent', promises.notice, 'Nothing has been sent yet.')],
    };
  // What has effect with its dispatch has it on the day it was sent, whenever that is proven.
  const act = method.deemed.basis === 'dispatch' ? sent.sentAt : command.actOn;
  const served = deemedServedOn(method.deemed, act, {
    calendar: pack.calendar,
    timezone: pack.timezone,
    calendars,
    sentAt: command.accessed ? sent.sentAt : undefined,
  });
  return served.kind === 'calendar-error'
    ? { kind: 'refused', refusals: [against('notice.methods.deemed', method, served.message)] }
    : { kind: 'proven', method, effectiveOn: served.date };
}
