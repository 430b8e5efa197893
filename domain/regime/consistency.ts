import { unitOfDays } from '../calendar/day-convention.ts';
import { zoneOf } from '../calendar/zone.ts';
import { disclosureProblems } from './disclosure.ts';
import { unfounded } from './foundation.ts';
import type { Jurisdiction } from './jurisdiction.ts';
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
export function inconsistencies(
  pack: Pack,
  calendars: readonly string[],
  jurisdictions: readonly Jurisdiction[],
): Inconsistency[] {
  return [
    ...identity(pack, calendars),
    ...unfounded(pack, jurisdictions),
    ...statutes(pack, [], pack),
    ...uniqueIds(pack, []),
    ...languages(pack, pack.languages, []),
    ...grounds(pack),
    ...measures(pack),
    ...recipients(pack),
    ...service(pack),
    ...clockReferences(pack),
    ...clocks(pack),
    ...removals(pack),
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

/** A statute named with a length has a convention, and a unit that is written out agrees with it. */
function statutes(pack: Pack, path: Path, value: unknown): Inconsistency[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  const own = 'statute' in value && 'unit' in value ? [...statuteOf(pack, path, value)] : [];
  return [...own, ...entries.flatMap(([key, each]) => statutes(pack, [...path, key], each))];
}

function statuteOf(
  pack: Pack,
  path: Path,
  { statute, unit, amount }: { statute: unknown; unit: unknown; amount?: unknown },
): Inconsistency[] {
  const convention = pack.dayConventions.find((each) => each.statute === statute);
  if (convention === undefined)
    return [found('dayConventions', [...path, 'statute'], `no convention of "${String(statute)}" is stated`)];
  const meant = unitOfDays(Number(amount), convention);
  return unit === meant
    ? []
    : [
        found(
          'dayConventions',
          [...path, 'unit'],
          `${String(amount)} days of "${convention.statute}" are ${meant}, by ${convention.cite}`,
        ),
      ];
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
  const implementing = new Set(pack.measures.flatMap(({ implementers }) => implementers));
  return pack.recipients.flatMap(({ id, relation, kind }, index) => {
    const at = ['recipients', index, 'relation'];
    if (relation !== 'instructed') return [];
    return [
      ...(neverInstructed.includes(kind)
        ? [
            found(
              'recipients.relation',
              at,
              `a ${kind} may be informed, and never be made to act on an entry`,
            ),
          ]
        : []),
      ...(implementing.has(id)
        ? []
        : [
            found(
              'recipients.relation',
              at,
              `no measure gives "${id}" anything to carry out: it is informed`,
            ),
          ]),
    ];
  });
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

/** Every clock that something else in the pack names. */
function clockReferences(pack: Pack): Inconsistency[] {
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

function clocks(pack: Pack): Inconsistency[] {
  const terms = new Set([pack.entry.term, ...pack.grounds.flatMap(({ term }) => term ?? [])]);
  const problems = Object.entries(pack.clocks).flatMap(([key, rule]) => [
    ...clockLength(pack, key, rule),
    ...clockExtension(pack, key, rule),
    ...(rule.before !== undefined && !sameStart(rule, pack.clocks[rule.before])
      ? [
          found(
            'clocks.before',
            ['clocks', key, 'before'],
            'is no clock with an end that the same events arm',
          ),
        ]
      : []),
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

/** What takes an entry off, and what bars it from coming back. */
function removals(pack: Pack): Inconsistency[] {
  const { triggers } = pack.removal;
  return [
    ...triggers.flatMap(({ grounds: only = [] }, index) =>
      only
        .filter((id) => !ids(pack.grounds).includes(id))
        .map((id) =>
          found('removal.triggers', ['removal', 'triggers', index, 'grounds'], `"${id}" is not a ground`),
        ),
    ),
    ...(pack.relisting.ifRemovedBy ?? [])
      .filter((id) => !ids(triggers).includes(id))
      .map((id) => found('relisting', ['relisting', 'ifRemovedBy'], `"${id}" takes no entry off`)),
    ...(pack.relisting.ifRemovedBy && pack.relisting.barredFor === undefined
      ? [found('relisting', ['relisting', 'ifRemovedBy'], 'no bar follows from it')]
      : []),
    ...(pack.delivery.upon === 'decision-served' && pack.review.standstill
      ? [
          found(
            'delivery',
            ['delivery', 'upon'],
            'the decision is served before there is an entry to deliver',
          ),
        ]
      : []),
  ];
}

const lengthless: readonly string[] = ['life', 'until-event', 'actual-term-of'];

function clockLength(pack: Pack, key: string, rule: ClockRule): Inconsistency[] {
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

function clockExtension(pack: Pack, key: string, { longer, chosen }: ClockRule): Inconsistency[] {
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
