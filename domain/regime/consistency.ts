import { procedure } from '../case/procedure.ts';
import { zoneOf } from '../calendar/zone.ts';
import { disclosureProblems } from './disclosure.ts';
import { practiceProblems } from './practice.ts';
import type { ClockRule, Pack } from './pack.ts';

/** Something in a pack that contradicts itself, or that the engine could never enforce. */
export type Inconsistency = {
  readonly path: readonly (string | number)[];
  readonly rule: string;
  readonly message: string;
};

type Path = Inconsistency['path'];

/** What the schema cannot say: references that must lead somewhere, ids given once, rules that could never apply. */
export function inconsistencies(pack: Pack, calendars: readonly string[]): Inconsistency[] {
  return [
    ...identity(pack, calendars),
    ...uniqueIds(pack, []),
    ...languages(pack, pack.languages, []),
    ...grounds(pack),
    ...measures(pack),
    ...recipients(pack),
    ...service(pack),
    ...review(pack),
    ...clockReferences(pack),
    ...clocks(pack),
    ...disclosureProblems(pack),
    ...practiceProblems(pack),
  ];
}

function found(rule: string, path: Path, message: string): Inconsistency {
  return { rule, path, message };
}

function identity(pack: Pack, calendars: readonly string[]): Inconsistency[] {
  const problems: Inconsistency[] = [];
  const { from, until } = pack.effective;
  if (pack.version !== from)
    problems.push(
      found(
        'version',
        ['effective', 'from'],
        `the version ${pack.version} must be the day it takes effect, ${from}`,
      ),
    );
  if (until !== null && until < from)
    problems.push(
      found('effective', ['effective', 'until'], `ends on ${until}, before it begins on ${from}`),
    );
  if (!calendars.includes(pack.calendar))
    problems.push(
      found(
        'calendar',
        ['calendar'],
        `there is no calendar "${pack.calendar}"; known: ${calendars.join(', ')}`,
      ),
    );
  if (zoneOf(pack.timezone) === undefined)
    problems.push(found('timezone', ['timezone'], `"${pack.timezone}" is not an IANA time zone`));
  const { levels, competent } = pack.authorities;
  for (const level of competent)
    if (!levels.includes(level))
      problems.push(found('authorities', ['authorities', 'competent'], `"${level}" is not among the levels`));
  for (const level of pack.review.consent?.levels ?? [])
    if (!levels.includes(level))
      problems.push(
        found('authorities', ['review', 'consent', 'levels'], `"${level}" is not among the levels`),
      );
  if (pack.factors.atLeast > pack.factors.weigh.length)
    problems.push(
      found(
        'factors',
        ['factors', 'atLeast'],
        `${pack.factors.atLeast} of ${pack.factors.weigh.length} factors`,
      ),
    );
  return problems;
}

/** An id names one thing in its list. */
function uniqueIds(value: unknown, path: Path): Inconsistency[] {
  if (Array.isArray(value)) {
    const seen = new Set<string>();
    return value.flatMap((each, index): Inconsistency[] => {
      const at = [...path, index];
      const id = idOf(each);
      const twice = id !== undefined && seen.has(id);
      if (id !== undefined) seen.add(id);
      return [...(twice ? [found('id', at, `"${id}" is given twice`)] : []), ...uniqueIds(each, at)];
    });
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => uniqueIds(each, [...path, key]));
}

function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('id' in value && typeof value.id === 'string') return value.id;
  return 'forum' in value && typeof value.forum === 'string' ? value.forum : undefined;
}

/** Whatever has a title has it in every language of the regime. */
function languages(value: unknown, wanted: readonly string[], path: Path): Inconsistency[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, each]) => {
    const at = [...path, key];
    if (key === 'title' && typeof each === 'object' && each !== null)
      return wanted
        .filter((language) => !(language in each))
        .map((language) => found('languages', at, `has no "${language}"`));
    return languages(each, wanted, at);
  });
}

function grounds(pack: Pack): Inconsistency[] {
  const known = ids(pack.measures);
  return pack.grounds.flatMap((ground, index) =>
    ground.measures
      .filter((id) => !known.includes(id))
      .map((id) =>
        found('grounds.measures', ['grounds', index, 'measures'], `"${id}" is not on the list of measures`),
      ),
  );
}

function measures(pack: Pack): Inconsistency[] {
  const problems: Inconsistency[] = [];
  const used = new Set(pack.grounds.flatMap((ground) => ground.measures));
  if (pack.interim) used.add(pack.interim.measure);
  for (const [index, measure] of pack.measures.entries()) {
    if (!used.has(measure.id))
      problems.push(
        found(
          'measures',
          ['measures', index],
          `no ground allows "${measure.id}", so it can never be imposed`,
        ),
      );
    for (const id of measure.implementers) {
      const path = ['measures', index, 'implementers'];
      const recipient = pack.recipients.find((each) => each.id === id);
      if (recipient === undefined)
        problems.push(found('measures.implementers', path, `"${id}" is not a recipient`));
      else if (recipient.relation !== 'instructed')
        problems.push(
          found(
            'measures.implementers',
            path,
            `"${id}" is only informed; it may never be told to carry out a measure`,
          ),
        );
    }
  }
  if (pack.interim && !ids(pack.measures).includes(pack.interim.measure))
    problems.push(
      found(
        'interim.measure',
        ['interim', 'measure'],
        `"${pack.interim.measure}" is not on the list of measures`,
      ),
    );
  return problems;
}

const neverInstructed: readonly string[] = [
  'financial-institution',
  'credit-service',
  'association',
  'media',
];

function recipients(pack: Pack): Inconsistency[] {
  return pack.recipients.flatMap((recipient, index) =>
    recipient.relation === 'instructed' && neverInstructed.includes(recipient.kind)
      ? [
          found(
            'recipients.relation',
            ['recipients', index, 'relation'],
            `a ${recipient.kind} may be informed, and never be made to act on an entry`,
          ),
        ]
      : [],
  );
}

function service(pack: Pack): Inconsistency[] {
  return pack.notice.methods.flatMap(({ deemed }, index) => {
    const periodic = deemed.basis === 'fixed-period' || deemed.basis === 'earlier-of-access-or-period';
    const given = deemed.amount !== undefined && deemed.unit !== undefined;
    if (periodic === given) return [];
    const message = periodic
      ? `"${deemed.basis}" needs an amount and a unit`
      : `"${deemed.basis}" has no period of its own`;
    return [found('notice.methods.deemed', ['notice', 'methods', index, 'deemed'], message)];
  });
}

function review(pack: Pack): Inconsistency[] {
  const acts = new Set(Object.values(procedure).flatMap((handler) => handler.records ?? []));
  return pack.review.separation.flatMap((rule, index) =>
    [rule.act, ...rule.notBy].flatMap((act) =>
      [...acts].some((each) => each === act)
        ? []
        : [
            found(
              'review.separation',
              ['review', 'separation', index],
              `"${act}" is not recorded by any act of the procedure, so nobody would be kept apart by it`,
            ),
          ],
    ),
  );
}

/** Every clock that something else in the pack names. */
function clockReferences(pack: Pack): Inconsistency[] {
  const named: [Path, string | undefined][] = [
    [['entry', 'term'], pack.entry.term],
    [['entry', 'reviewEvery'], pack.entry.reviewEvery],
    [['publication', 'delay'], pack.publication.delay],
    [['notice', 'hearing', 'requestBy'], pack.notice.hearing?.requestBy],
    [['review', 'standstill', 'clock'], pack.review.standstill?.clock],
    [['interim', 'term'], pack.interim?.term],
    [['interim', 'byDecision', 'term'], pack.interim?.byDecision?.term],
    ...pack.grounds.map(({ term }, index): [Path, string | undefined] => [['grounds', index, 'term'], term]),
    ...pack.measures.map(({ term }, index): [Path, string | undefined] => [
      ['measures', index, 'term'],
      term === 'entry' ? undefined : term,
    ]),
  ];
  return named.flatMap(([path, key]) =>
    key === undefined || key in pack.clocks ? [] : [found('clocks', path, `there is no clock "${key}"`)],
  );
}

function clocks(pack: Pack): Inconsistency[] {
  const terms = new Set([pack.entry.term, ...pack.grounds.flatMap(({ term }) => term ?? [])]);
  const problems = Object.entries(pack.clocks).flatMap(([key, rule]) => [
    ...clockLength(key, rule),
    ...clockConditions(pack, key, rule),
    ...(rule.lapse.effect === 'term-ends' && !terms.has(key)
      ? [found('clocks.term', ['clocks', key], 'no entry ever runs for this term')]
      : []),
  ]);
  for (const key of terms) {
    const rule = pack.clocks[key];
    if (rule && rule.lapse.effect !== 'term-ends' && !pack.entry.endIsMinimum)
      problems.push(
        found(
          'clocks.term',
          ['clocks', key, 'lapse'],
          'the term of an entry ends it: the effect must be term-ends',
        ),
      );
  }
  const window = Object.values(pack.clocks).some(
    (rule) =>
      rule.against === 'subject' &&
      rule.from.includes('notice-served') &&
      rule.lapse.effect === 'record-closes',
  );
  if (!window)
    problems.push(
      found(
        'clocks.response',
        ['clocks'],
        'no clock gives the subject time to respond from proven service of the notice',
      ),
    );
  if (!Object.values(pack.clocks).some((rule) => rule.from.includes('basis-review-began')))
    problems.push(
      found(
        'clocks.basis-review',
        ['clocks'],
        'no clock runs from "basis-review-began": what rests on law that fell would wait for ever to be looked at',
      ),
    );
  return problems;
}

const lengthless: readonly string[] = ['life', 'until-event', 'actual-term-of'];

function clockLength(key: string, { amount, unit }: ClockRule): Inconsistency[] {
  const path = ['clocks', key, 'amount'];
  if (lengthless.includes(unit) && amount !== 0)
    return [found('clocks.amount', path, `"${unit}" has no length: the amount must be 0`)];
  if (!lengthless.includes(unit) && amount === 0)
    return [found('clocks.amount', path, 'a clock of no length')];
  if (unit === 'day-of-next-month' && amount > 31)
    return [found('clocks.amount', path, `there is no day ${amount} in a month`)];
  return [];
}

function clockConditions(pack: Pack, key: string, rule: ClockRule): Inconsistency[] {
  const kinds = pack.grounds.flatMap((ground) => ground.instruments.map(({ kind }) => kind));
  const path = ['clocks', key, 'when'];
  return [
    ...(rule.when?.grounds ?? [])
      .filter((id) => !ids(pack.grounds).includes(id))
      .map((id) => found('clocks.when', path, `"${id}" is not a ground`)),
    ...(rule.when?.instruments ?? [])
      .filter((kind) => !kinds.includes(kind))
      .map((kind) => found('clocks.when', path, `"${kind}" is not an instrument of any ground`)),
  ];
}

function ids(list: readonly { readonly id: string }[]): string[] {
  return list.map(({ id }) => id);
}
