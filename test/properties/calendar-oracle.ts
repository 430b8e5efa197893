import type { CalendarYear } from '../../domain/calendar/calendar.ts';
import type { Period } from '../../domain/calendar/deadline.ts';

/**
 * The semantics of docs/calendar.md once more, day by day over the platform's own dates, sharing no code with domain/calendar:
 * slow, plain, and wrong in other ways if it is wrong.
 */

const MILLISECONDS = 86_400_000;

const plus = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * MILLISECONDS).toISOString().slice(0, 10);

const isoWeekday = (date: string): number => new Date(date).getUTCDay() || 7;

export const worksOn = (date: string, years: readonly CalendarYear[]): boolean => {
  const year = years.find((each) => each.year === Number(date.slice(0, 4)));
  const nearest = years.toSorted(
    (a, b) => Math.abs(a.year - Number(date.slice(0, 4))) - Math.abs(b.year - Number(date.slice(0, 4))),
  )[0];
  if (year?.working.some((each) => each.date === date) === true) return true;
  if (year?.nonWorking.some((each) => each.date === date) === true) return false;
  return !(year ?? nearest)?.weekend.includes(isoWeekday(date));
};

const monthsAfter = (date: string, months: number): { readonly day: string; readonly exists: boolean } => {
  const from = new Date(date);
  const month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const day = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), from.getUTCDate()));
  const exists = day.getUTCMonth() === month.getUTCMonth();
  const last = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0));
  return { day: (exists ? day : last).toISOString().slice(0, 10), exists };
};

type Expected = {
  readonly due: string | null;
  readonly remainingAtPause: readonly number[];
  readonly provisional: boolean;
};

/** What a period forward from a plain date, with closed or running pauses, must come to. */
export const expectedOf = (period: Period, years: readonly CalendarYear[]): Expected => {
  const { rule, from, tolling = [], extensions = [] } = period;
  const amount =
    rule.amount + extensions.reduce((sum, each) => sum + (each.removedOn === undefined ? each.amount : 0), 0);
  const asked = new Set<number>();
  const works = (date: string): boolean => {
    asked.add(Number(date.slice(0, 4)));
    return worksOn(date, years);
  };
  const first = rule.start === 'inclusive' ? from : plus(from, 1);
  let budget = amount;
  if (rule.unit === 'weeks') budget = amount * 7;
  if (rule.unit === 'months' || rule.unit === 'years') {
    const { day, exists } = monthsAfter(from, rule.unit === 'years' ? amount * 12 : amount);
    const last = rule.start === 'inclusive' && exists ? plus(day, -1) : day;
    budget = 0;
    for (let at = first; at <= last; at = plus(at, 1)) budget += 1;
  }
  const isTolled = (date: string): boolean =>
    tolling.some((toll) => toll.from <= date && (toll.to === null || date < toll.to));
  const remainingAtPause: number[] = [];
  let at = plus(first, -1);
  let wasTolled = false;
  while (budget > 0) {
    at = plus(at, 1);
    if (isTolled(at)) {
      if (!wasTolled) remainingAtPause.push(budget);
      wasTolled = true;
      if (tolling.some((toll) => toll.to === null && toll.from <= at)) {
        return { due: null, remainingAtPause, provisional: isUnknown(asked, years) };
      }
      continue;
    }
    wasTolled = false;
    if (rule.unit !== 'working-days' || works(at)) budget -= 1;
  }
  if (rule.roll === 'next-working-day') while (!works(at)) at = plus(at, 1);
  return { due: at, remainingAtPause, provisional: isUnknown(asked, years) };
};

const isUnknown = (asked: ReadonlySet<number>, years: readonly CalendarYear[]): boolean =>
  [...asked].some((year) => !years.some((each) => each.year === year));
