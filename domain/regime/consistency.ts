import { unitOfDays } from '../calendar/day-convention.ts';
import { zoneOf } from '../calendar/zone.ts';
import { clockProblems } from './clock-consistency.ts';
import { disclosureProblems } from './disclosure.ts';
import { unfounded } from './foundation.ts';
import { found, ids, type Inconsistency } from './inconsistency.ts';
import type { Jurisdiction } from './jurisdiction.ts';
import type { Pack } from './pack.ts';

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
    ...clockProblems(pack),
    ...removals(pack),
    ...disclosureProblems(pack),
  ];
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
