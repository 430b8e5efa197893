import { found, ids, type Inconsistency } from './inconsistency.ts';
import type { ClockRule, Pack } from './pack.ts';
import { termKey } from './term.ts';

type Path = Inconsistency['path'];

/** Where the clocks of a pack contradict each other, or what names them. */
export function clockProblems(pack: Pack): Inconsistency[] {
  return [...references(pack), ...rules(pack)];
}

/** Every clock that something else in the pack names. */
function references(pack: Pack): Inconsistency[] {
  const named: [Path, string | undefined][] = [
    [['entry', 'term'], pack.entry.term],
    [['entry', 'reviewEvery'], pack.entry.reviewEvery],
    [['publication', 'delay'], pack.publication.delay],
    [['notice', 'hearing', 'requestBy'], pack.notice.hearing?.requestBy],
    [['interim', 'term'], pack.interim?.term],
    [['interim', 'byDecision', 'term'], pack.interim?.byDecision?.term],
    ...pack.grounds.map(({ term }, index): [Path, string | undefined] => [['grounds', index, 'term'], term]),
    ...Object.entries(pack.clocks).map(([key, { before }]): [Path, string | undefined] => [
      ['clocks', key, 'before'],
      before,
    ]),
    ...pack.measures.map(({ term }, index): [Path, string | undefined] => [
      ['measures', index, 'term'],
      term === 'entry' ? undefined : term,
    ]),
  ];
  return named.flatMap(([path, key]) =>
    key === undefined || key in pack.clocks ? [] : [found('clocks', path, `there is no clock "${key}"`)],
  );
}

function rules(pack: Pack): Inconsistency[] {
  const terms = new Set([pack.entry.term, ...pack.grounds.map((ground) => termKey(pack, ground))]);
  const problems = Object.entries(pack.clocks).flatMap(([key, rule]) => [
    ...lengthOf(pack, key, rule),
    ...extensionOf(pack, key, rule),
    ...(rule.before !== undefined && !sameStart(rule, pack.clocks[rule.before])
      ? [
          found(
            'clocks.before',
            ['clocks', key, 'before'],
            'is no clock with an end that the same events arm',
          ),
        ]
      : []),
    ...conditionsOf(pack, key, rule),
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
  const standsStill = Object.values(pack.clocks).some(({ lapse }) => lapse.effect === 'standstill-ends');
  if ((pack.review.standstill !== undefined) !== standsStill)
    problems.push(
      found('review.standstill', ['review'], 'a standstill and the clock that ends it go together'),
    );
  const every = pack.entry.reviewEvery;
  if (every !== undefined && pack.clocks[every]?.metBy.join() !== 'entry-review-held')
    problems.push(
      found('entry.reviewEvery', ['entry', 'reviewEvery'], `"${every}" is not met by a review of the entry`),
    );
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

function lengthOf(pack: Pack, key: string, rule: ClockRule): Inconsistency[] {
  const { amount, unit, termOf, tollingCap } = rule;
  const path = ['clocks', key, 'amount'];
  if ((unit === 'actual-term-of') !== (termOf !== undefined))
    return [
      found(
        'clocks.termOf',
        ['clocks', key, 'unit'],
        'the actual term of what? `actual-term-of` and `termOf` go together',
      ),
    ];
  const carrier = pack.measures.find(({ id }) => id === termOf);
  if (termOf !== undefined && (carrier === undefined || carrier.term === 'entry' || carrier.term === key))
    return [
      found(
        'clocks.termOf',
        ['clocks', key, 'termOf'],
        `"${termOf}" is not a measure with a term of its own`,
      ),
    ];
  if (tollingCap !== undefined && (unit === 'hours' || rule.tolling.length === 0))
    return [
      found(
        'clocks.tollingCap',
        ['clocks', key, 'tollingCap'],
        'nothing stops this clock that could be capped in days',
      ),
    ];
  if (rule.postedInTime !== undefined && rule.against !== 'subject')
    return [
      found(
        'clocks.postedInTime',
        ['clocks', key, 'postedInTime'],
        'only what the subject posts is in time by its posting',
      ),
    ];
  if (lengthless.includes(unit) && amount !== 0)
    return [found('clocks.amount', path, `"${unit}" has no length: the amount must be 0`)];
  if (!lengthless.includes(unit) && amount === 0)
    return [found('clocks.amount', path, 'a clock of no length')];
  if (unit === 'day-of-next-month' && amount > 31)
    return [found('clocks.amount', path, `there is no day ${amount} in a month`)];
  return [];
}

function extensionOf(pack: Pack, key: string, { longer, chosen }: ClockRule): Inconsistency[] {
  const path = ['clocks', key, 'longer'];
  if (longer === undefined) return [];
  return [
    ...(chosen
      ? [found('clocks.longer', path, 'a term is chosen within bounds, or extended: not both')]
      : []),
    ...(longer.least > longer.most ? [found('clocks.longer', path, 'the least is more than the most')] : []),
    ...longer.onlyWith
      .filter((id) => !ids(pack.factors.weigh).includes(id))
      .map((id) => found('clocks.longer', path, `"${id}" is not among the factors`)),
  ];
}

function sameStart(rule: ClockRule, other: ClockRule | undefined): boolean {
  return other !== undefined && !lengthless.includes(other.unit) && rule.from.join() === other.from.join();
}

function conditionsOf(pack: Pack, key: string, rule: ClockRule): Inconsistency[] {
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
