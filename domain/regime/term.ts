import type { Calendars } from '../calendar/calendar.ts';
import { deriveDeadline } from '../calendar/deadline.ts';
import { against, type Refusal } from '../case/refusal.ts';
import type { CivilDate } from '../case/state.ts';
import type { Bound, ClockRule, Ground, Pack } from './pack.ts';

/**
 * The term of an entry against its bounds. Lengths are compared by the days on which they end, counted by the calendar
 * from the day the term begins: 782 working days are no "three years" in any other way.
 */

/** From which day a term counts, under which law and calendars. */
export type TermStart = {
  readonly pack: Pack;
  readonly ground: Ground;
  readonly from: CivilDate;
  readonly calendars: Calendars;
};

/** Which clock carries the term of an entry on a ground. */
export function termKey({ entry }: Pack, ground: Ground | undefined): string {
  return ground?.term ?? entry.term;
}

/** The clock that carries the term of an entry on a ground. */
export function termRule(pack: Pack, ground: Ground): { readonly key: string; readonly rule: ClockRule } {
  const key = termKey(pack, ground);
  const rule = pack.clocks[key];
  if (rule === undefined) throw new Error(`${pack.regime} ${pack.version} has no clock "${key}"`);
  return { key, rule };
}

const lengthless: readonly string[] = ['life', 'until-event', 'actual-term-of', 'day-of-next-month'];

/** The last day of a length; null where it has none. */
function lastDay(length: Bound, { pack, ground, from, calendars }: TermStart): CivilDate | null {
  const { rule } = termRule(pack, ground);
  const { start, roll, ends } = rule;
  const derived = deriveDeadline(
    { rule: { ...length, start, roll, ends, calendar: pack.calendar, timezone: pack.timezone }, from },
    calendars,
  );
  if (derived.kind === 'calendar-error')
    throw new Error(`a term of ${inWords(length)} under ${pack.regime}: ${derived.message}`);
  return derived.due === null ? null : derived.due.slice(0, 'YYYY-MM-DD'.length);
}

/** The last day that the rule allows a term to reach; null where it sets none. */
export function lastLawfulDay(of: TermStart): CivilDate | null {
  const { rule } = termRule(of.pack, of.ground);
  return lastDay(mostOf(rule), of);
}

/** Whether one term ends after another. None stated is without end where the law lets it be, otherwise the law's own. */
export function endsLater(left: Bound | null, right: Bound | null, of: TermStart): boolean {
  const [one, other] = [left, right].map((term) => endOfTerm(term, of));
  if (one === other || one === undefined || other === undefined) return false;
  return one === null || (other !== null && one > other);
}

/** The last day of the term that a decision states, or of the law's own; null where it has none. */
export function endOfTerm(term: Bound | null, of: TermStart): CivilDate | null {
  if (term !== null) return lastDay(term, of);
  const { rule } = termRule(of.pack, of.ground);
  return rule.chosen?.indefinite === true ? null : lastDay({ amount: rule.amount, unit: rule.unit }, of);
}

/**
 * The term that a decision states lies within the bounds of the rule that carries the entry; `found` are the factors that
 * the determination found, by which some laws let it be longer.
 */
export function termWithinBounds(term: Bound | null, of: TermStart, found: readonly string[]): Refusal[] {
  const { key, rule } = termRule(of.pack, of.ground);
  if (rule.longer) return term === null ? [] : longerOnlyWith(term, of, found);
  const law = inWords(rule);
  if (rule.chosen === undefined)
    return term === null
      ? []
      : [
          against(key, rule, `The term is fixed by law at ${law}; a decision cannot choose another.`, [
            `State no term: it is ${law}.`,
          ]),
        ];
  const lawful = [`A term of at most ${law}.`];
  if (term === null)
    return rule.chosen.indefinite
      ? []
      : [against(key, rule, `The decision must state the term; it may be at most ${law}.`, lawful)];
  if (term.amount === 0 || lengthless.includes(term.unit))
    return [against(key, rule, `"${inWords(term)}" is not the length of a term.`, lawful)];
  const [end, most] = [lastDay(term, of), lastLawfulDay(of)];
  if (end !== null && most !== null && end > most)
    return [
      against(
        key,
        rule,
        `From ${of.from} a term of ${inWords(term)} ends on ${end}, later than the most allowed, ${law}, on ${most}.`,
        lawful,
      ),
    ];
  const { least } = rule.chosen;
  const soonest = least ? lastDay(least, of) : null;
  if (least && end !== null && soonest !== null && end < soonest)
    return [
      against(
        key,
        rule,
        `From ${of.from} a term of ${inWords(term)} ends on ${end}, sooner than the least allowed, ${inWords(least)}, on ${soonest}.`,
        [`A term from ${inWords(least)} to ${law}.`],
      ),
    ];
  return [];
}

/** The law's own term, or longer by what it allows where one of the factors that it names was found. */
function longerOnlyWith(term: Bound, of: TermStart, found: readonly string[]): Refusal[] {
  const { key, rule } = termRule(of.pack, of.ground);
  const { amount, unit, longer: law } = rule;
  const end = lastDay(term, of);
  if (law === undefined || end === lastDay({ amount, unit }, of)) return [];
  const lawful = [
    `${amount} ${unit}`,
    `From ${amount + law.least} to ${amount + law.most} ${unit} with: ${law.onlyWith.join(', ')}`,
  ];
  const refused = (detail: string): Refusal[] => [against(`${key}.longer`, law, detail, lawful)];
  if (!law.onlyWith.some((factor) => found.includes(factor)))
    return refused(`Nothing was found that lets the term differ from ${amount} ${unit}.`);
  const least = lastDay({ amount: amount + law.least, unit }, of);
  const most = lastLawfulDay(of);
  return end !== null && least !== null && most !== null && end >= least && end <= most
    ? []
    : refused(`A term of ${inWords(term)} is not within the extension.`);
}

/** The dates of an entry that an existing list carries reach no further than the rule for the ground allows. */
export function datesWithinBounds(until: CivilDate | null, of: TermStart): Refusal[] {
  const { key, rule } = termRule(of.pack, of.ground);
  const last = lastLawfulDay(of);
  if (last === null || (until === null && rule.chosen?.indefinite === true)) return [];
  const law = inWords(mostOf(rule));
  if (until === null)
    return [
      against(
        key,
        rule,
        `The entry has no last day; from ${of.from} the most allowed, ${law}, ends on ${last}.`,
        [`A last day not after ${last}.`],
      ),
    ];
  return until <= last
    ? []
    : [
        against(
          key,
          rule,
          `From ${of.from} to ${until} is longer than the most allowed, ${law}, which ends on ${last}.`,
          [`A last day not after ${last}.`],
        ),
      ];
}

/** The longest term that a rule allows at all. */
export function mostOf({ amount, unit, longer }: ClockRule): Bound {
  return { amount: amount + (longer?.most ?? 0), unit };
}

/** A length as it is written, for people. */
export function inWords({ amount, unit }: Bound): string {
  return `${amount} ${unit}`;
}
