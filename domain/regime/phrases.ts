import type { Bound, ClockEvent, ClockRule, LapseEffect, Pack } from './pack.ts';

/** A title in the language asked for, or in the first that there is. */
export function titleIn(title: Pack['title'], language: string): string {
  return title[language] ?? Object.values(title)[0] ?? '';
}

/** A length of time as people say it: "5 working days", "1 year". */
export function lengthText({ amount, unit }: Bound): string {
  const whole = wholeLengths[unit];
  if (whole !== undefined) return whole;
  if (unit === 'day-of-next-month') return `by day ${amount} of the next month`;
  const word = unit.replace('-', ' ');
  return `${amount} ${amount === 1 ? word.replace(/s$/, '') : word}`;
}

/** By how much a clock may be extended, where the law says so. */
export function extensionText(most: Bound | undefined): string {
  return most ? lengthText(most) : 'what is needed';
}

const wholeLengths: { readonly [U in Bound['unit']]?: string } = {
  life: 'for life',
  'until-event': 'until an event',
  'actual-term-of': 'as long as its basis',
};

/** How long a clock runs, with what makes it special. */
export function durationText(rule: ClockRule): string {
  const special = [
    rule.start === 'inclusive' && 'the first day counted',
    rule.roll === 'next-working-day' && 'a last day off moves on',
    typeof rule.ends === 'object' && `to ${rule.ends.closeOfBusiness}`,
    rule.startOn !== 'event' && `counted from the ${rule.startOn}`,
  ].filter((part) => part !== false);
  const length = rule.chosen ? chosenText(rule) : `${lengthText(rule)}${longerText(rule)}`;
  return [length, ...special].join(', ');
}

function longerText({ unit, longer }: ClockRule): string {
  return longer
    ? `, ${longer.least} to ${lengthText({ amount: longer.most, unit })} more with ${longer.onlyWith.join(' or ')}`
    : '';
}

function chosenText({ amount, unit, chosen }: ClockRule): string {
  const most = lengthText({ amount, unit });
  const range = chosen?.least ? `${lengthText(chosen.least)} to ${most}` : `up to ${most}`;
  return chosen?.indefinite ? `${range}, or without end, as decided` : `${range}, as decided`;
}

/** Events as people say them: "the notice is served". */
export function eventText(event: ClockEvent): string {
  return event.replaceAll('-', ' ');
}

/** What the end of a clock does. */
export function effectText(effect: LapseEffect): string {
  return effectWords[effect];
}

const effectWords: Record<LapseEffect, string> = {
  none: 'nothing by itself',
  escalate: 'overdue, escalated',
  'record-closes': 'the record closes',
  'case-lapses': 'the case lapses',
  'term-ends': 'the entry ends',
  'minimum-ends': 'the least term is over',
  'measure-ends': 'the measure ends',
  'deemed-accepted': 'taken as accepted',
  'deemed-granted': 'taken as granted',
  'deemed-refused': 'taken as refused',
  'deemed-abandoned': 'taken as abandoned',
  'interim-ends': 'the interim measure ends',
  'standstill-ends': 'the entry may be made',
};

/** What the end of a clock does, with the exception while nothing was served. */
export function lapseText({ lapse }: ClockRule): string {
  return lapse.unserved === undefined
    ? effectText(lapse.effect)
    : `${effectText(lapse.effect)}; not served: ${effectText(lapse.unserved)}`;
}
