import chineseDays from 'chinese-days';
import Table from 'cli-table3';
import { addBusinessDays } from 'date-fns';
import moment from 'moment-business-days';
import type { Calendars } from '../domain/calendar/calendar.ts';
import type { Period } from '../domain/calendar/deadline.ts';
import { deriveDeadline } from '../domain/calendar/deadline.ts';
import { explainDeadline } from '../domain/calendar/explanation.ts';
import type { PeriodRule } from '../domain/calendar/period.ts';
import { loadCalendars, readCalendarYears } from '../regimes/load-calendars.ts';

type Case = { readonly from: string; readonly amount: number };

/** How one contender does all cases, what it answers, and whether its answer carries the end of the day. */
type Contender = {
  readonly name: string;
  readonly job: string;
  readonly answer: (each: Case) => string;
  readonly run: (each: Case) => unknown;
};

type Result = {
  readonly group: string;
  readonly name: string;
  readonly job: string;
  readonly perSecond: number;
  readonly equal: number;
  readonly cases: number;
};

const MILLISECONDS_A_DAY = 86_400_000;
const MEASURE_FOR = 1000;

/** Starts spread over three years with published schedules, amounts as procedures have them. */
const cases: readonly Case[] = Array.from({ length: 3000 }, (_, i) => ({
  from: new Date(Date.UTC(2022, 11, 1) + ((i * 37) % 1000) * MILLISECONDS_A_DAY).toISOString().slice(0, 10),
  amount: [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60][i % 11] ?? 1,
}));

const ruleOf = (calendar: string, amount: number): PeriodRule => ({
  amount,
  unit: 'working-days',
  start: 'exclusive',
  roll: 'none',
  calendar,
  timezone: 'Asia/Shanghai',
});

const localDate = (date: string): Date => new Date(`${date}T00:00:00`);

const dateText = (date: Date): string =>
  new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

const own = (calendar: string, calendars: Calendars): readonly Contender[] => {
  const periods = new Map(
    cases.map((each): [Case, Period] => [each, { rule: ruleOf(calendar, each.amount), from: each.from }]),
  );
  const periodOf = (each: Case): Period =>
    periods.get(each) ?? { rule: ruleOf(calendar, each.amount), from: each.from };
  const answer = (each: Case): string => {
    const deadline = deriveDeadline(periodOf(each), calendars);
    return deadline.kind === 'deadline' ? (deadline.due ?? '') : deadline.message;
  };
  return [
    {
      name: 'amends',
      job: 'day, end in UTC, versions',
      answer,
      run: (each) => deriveDeadline(periodOf(each), calendars),
    },
    {
      name: 'amends, explained',
      job: 'the same with every day',
      answer,
      run: (each) => explainDeadline(periodOf(each), calendars),
    },
  ];
};

const weekendPeers = (): readonly Contender[] => {
  const dates = new Map(cases.map((each): [Case, Date] => [each, localDate(each.from)]));
  const add = (each: Case): Date => addBusinessDays(dates.get(each) ?? localDate(each.from), each.amount);
  return [
    {
      name: 'date-fns addBusinessDays',
      job: 'Date to Date, nothing read or written',
      answer: (each) => dateText(add(each)),
      run: add,
    },
    {
      name: 'date-fns, from and to text',
      job: 'day',
      answer: (each) => dateText(addBusinessDays(localDate(each.from), each.amount)),
      run: (each) => dateText(addBusinessDays(localDate(each.from), each.amount)),
    },
  ];
};

const holidayPeers = (): readonly Contender[] => {
  const add = (each: Case): string => moment(each.from).businessAdd(each.amount).format('YYYY-MM-DD');
  // findWorkday counts a start that is a working day as day 0 and any other as not begun, as the exclusive rule does.
  const find = (each: Case): string => chineseDays.findWorkday(each.amount, each.from);
  return [
    { name: 'chinese-days findWorkday', job: 'day', answer: find, run: find },
    { name: 'moment-business-days', job: 'day; it has no make-up days', answer: add, run: add },
  ];
};

const measure = (group: string, contender: Contender, truth: readonly string[]): Result => {
  const equal = cases.filter((each, i) => contender.answer(each) === truth[i]).length;
  for (const each of cases) contender.run(each);
  let done = 0;
  const begin = performance.now();
  let now = begin;
  while (now - begin < MEASURE_FOR) {
    for (const each of cases) contender.run(each);
    done += cases.length;
    now = performance.now();
  }
  const perSecond = Math.round((done / (now - begin)) * 1000);
  return { group, name: contender.name, job: contender.job, perSecond, equal, cases: cases.length };
};

/** How often the schedule of chinese-days and the published calendar disagree about a day. */
const differingDays = (calendars: Calendars): number => {
  let differing = 0;
  for (let at = Date.UTC(2019, 0, 1); at < Date.UTC(2027, 0, 1); at += MILLISECONDS_A_DAY) {
    const date = new Date(at).toISOString().slice(0, 10);
    const next = deriveDeadline({ rule: { ...ruleOf('CN', 1), start: 'inclusive' }, from: date }, calendars);
    const isWorked = next.kind === 'deadline' && next.due === date;
    if (isWorked !== chineseDays.isWorkday(date)) differing += 1;
  }
  return differing;
};

/**
 * Derivations a second on one core, with and without explanation, beside packages for working days on the cases that they
 * can do, with a check that the answers are equal. Prints a table; with `json` the last line is the results as JSON.
 */
export async function calendarBench(options: { json: boolean }): Promise<void> {
  const calendars = loadCalendars();
  const schedule = readCalendarYears().filter(({ calendar }) => calendar === 'CN');
  moment.updateLocale('en', {
    workingWeekdays: [1, 2, 3, 4, 5],
    holidays: schedule.flatMap((year) => (year.year > 2020 ? year.nonWorking.map(({ date }) => date) : [])),
    holidayFormat: 'YYYY-MM-DD',
  });
  const groups = [
    { group: 'weekends only', contenders: [...own('WEEKEND', calendars), ...weekendPeers()] },
    {
      group: 'CN, holidays and make-up days',
      contenders: [...own('CN', calendars), ...holidayPeers()],
    },
  ];
  const table = new Table({
    style: { compact: true },
    head: ['calendar', 'contender', 'answers with', 'a second', 'times', 'equal answers'],
  });
  const results: Result[] = [];
  for (const { group, contenders } of groups) {
    const [first] = contenders;
    if (first === undefined) continue;
    const truth = cases.map(first.answer);
    const measured = contenders.map((contender) => measure(group, contender, truth));
    const base = measured[0]?.perSecond ?? 1;
    for (const { name, job, perSecond, equal, cases: all } of measured) {
      table.push([
        group,
        name,
        job,
        perSecond.toLocaleString('en'),
        (perSecond / base).toFixed(3),
        `${equal} of ${all}`,
      ]);
    }
    results.push(...measured);
  }
  const differing = differingDays(calendars);
  console.log(table.toString());
  console.log(
    `days of 2019 to 2026 on which chinese-days and the published CN calendar differ: ${differing}`,
  );
  if (options.json) console.log(JSON.stringify({ bench: 'calendar', results, differingDays: differing }));
}
