import type { CalendarError } from './calendar-error.ts';
import { calendarError } from './calendar-error.ts';
import { localDayOfMoment, notAMoment } from './moment.ts';
import type { PeriodRule, Unit } from './period.ts';
import type { Zone } from './zone.ts';

/** An extension granted on a day; one that was removed has no effect at all. */
export type Extension = {
  readonly on: string;
  readonly amount: number;
  readonly unit: Unit;
  readonly removedOn?: string | undefined;
};

const check = (extension: Extension, rule: PeriodRule, zone: Zone): CalendarError | undefined => {
  const { on, amount, unit, removedOn } = extension;
  if (!Number.isSafeInteger(amount) || amount < 0) {
    return calendarError(
      'bad-extension',
      `an extension of ${amount} ${unit} is not a whole number of at least 0`,
    );
  }
  if (unit !== rule.unit) {
    return calendarError('bad-extension', `an extension in ${unit} cannot lengthen a period in ${rule.unit}`);
  }
  const granted = localDayOfMoment(zone, on);
  if (granted === undefined) return notAMoment(on);
  if (removedOn === undefined) return undefined;
  const removed = localDayOfMoment(zone, removedOn);
  if (removed === undefined) return notAMoment(removedOn);
  return removed < granted
    ? calendarError(
        'bad-extension',
        `the extension of ${on} was removed before it was granted, on ${removedOn}`,
      )
    : undefined;
};

/** The amount of the one long period that the rule and its standing extensions make. */
export const extendedAmount = (
  rule: PeriodRule,
  extensions: readonly Extension[],
  zone: Zone,
): number | CalendarError => {
  let amount = rule.amount;
  for (const extension of extensions) {
    const error = check(extension, rule, zone);
    if (error !== undefined) return error;
    if (extension.removedOn === undefined) amount += extension.amount;
  }
  return amount;
};
