import type { Calendars } from '../calendar/calendar.ts';
import type { CommandOf } from '../case/commands.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { Authority, CivilDate, Subject } from '../case/state.ts';
import { adoptEntry } from '../measures/adopt-entry.ts';
import type { Ground, Pack } from '../regime/pack.ts';
import {
  cleanupReasons,
  formal,
  someOf,
  type CleanupReason,
  type Finding,
  type Findings,
} from './finding.ts';
import type { Mapping, MappingRule } from './mapping.ts';
import type { Values } from './read-values.ts';
import { termKey, termRule } from '../regime/term.ts';

/** A line that stands: the entry as the list carries it, under the law its mapping puts it under. */
export type Claim = {
  /** The number by which the list itself knows the entry. */
  readonly number: string;
  readonly authority: Authority & { readonly title: string };
  readonly subject: {
    readonly kind: Subject['kind'];
    readonly name: string;
    readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
    readonly address: string;
  };
  readonly ground: string;
  readonly measures: readonly string[];
  readonly from: CivilDate;
  readonly until: CivilDate | null;
};

/** What lines are judged by: how they are read, the law, and the days that count. */
export type Gate = {
  readonly mapping: Mapping;
  readonly pack: Pack;
  readonly calendars: Calendars;
  /** The day the list is of. */
  readonly asOf: CivilDate;
  /** The day on which the entries begin to live here: in virtual time it may lie in the past. */
  readonly today: CivilDate;
  /** The real day on which the list is brought in. */
  readonly takenOverOn: CivilDate;
};

export type Judgement =
  | { readonly kind: 'stands'; readonly claim: Claim }
  | { readonly kind: 'findings'; readonly findings: Findings };

/**
 * Judges one line: first whose law it belongs to, and only under the regime's own law its body, its subject and its
 * dates. What passes is ruled by the same decider that will rule its adoption.
 */
export function judgeLine(values: Values, gate: Gate): Judgement {
  const { mapping, pack } = gate;
  const rule = mapping.rules.find((each) => fits(each, values));
  if (rule === undefined)
    return found(formal('no-basis', 'No rule of the mapping tells which law this line rests on.'));
  if (rule.finds) return found(sorted(mapping, rule, rule.finds));
  const { takes } = rule;
  const ground = pack.grounds.find((each) => each.id === takes?.ground);
  if (takes === undefined || ground === undefined)
    return found(
      formal('no-basis', `The mapping names a ground that ${pack.regime} ${pack.version} does not have.`),
    );

  const body = mapping.body.known[values.text(mapping.body.column)];
  if (body === undefined) return found(unknownBody(mapping));
  const from = values.date(mapping.entry.from);
  const until = values.date(mapping.entry.until);
  const missing = [
    ...(typeof from === 'string' ? [] : [noStart(pack, ground)]),
    ...(until === undefined ? [noEnd(pack, ground)] : []),
  ];
  const some = someOf(missing);
  if (some || typeof from !== 'string')
    return { kind: 'findings', findings: some ?? [noStart(pack, ground)] };
  const claim: Claim = {
    number: values.text(mapping.entry.number),
    authority: { id: body.authority, level: body.level, title: body.title, regimes: [pack.regime] },
    subject: subjectOf(values, mapping),
    ground: ground.id,
    measures: takes.measures,
    from,
    until: until ?? null,
  };
  const refused = claimFindings(claim, gate);
  return refused ? { kind: 'findings', findings: refused } : { kind: 'stands', claim };
}

/** What in law stands in the way of taking a claim over; nothing where it stands. The decider's own word, in the list's. */
export function claimFindings(claim: Claim, gate: Omit<Gate, 'mapping'>): Findings | undefined {
  const { pack, calendars, today, asOf, takenOverOn } = gate;
  const context = {
    pack,
    calendars,
    at: `${today}T12:00:00.000Z`,
    today,
    actor: { kind: 'engine' as const },
  };
  const ruling = adoptEntry(
    adoption(claim, { ref: 'intake', takenOverOn, approvedBy: [] }, 'intake'),
    context,
  );
  const more = [...nameless(claim), ...ofTheList(claim, asOf, today)];
  return findingsOf(claim, ruling.kind === 'ruled' ? [] : ruling.refusals, pack, more);
}

/** The decider's refusals as findings, in the order in which reasons count. */
export function findingsOf(
  { ground }: Claim,
  refusals: readonly Refusal[],
  pack: Pack,
  more: readonly Finding[] = [],
): Findings | undefined {
  const of = pack.grounds.find(({ id }) => id === ground);
  const term = termKey(pack, of);
  const findings = [...refusals.map((refusal) => findingOf(refusal, term)), ...more];
  return someOf(
    findings.sort((one, other) => cleanupReasons.indexOf(one.reason) - cleanupReasons.indexOf(other.reason)),
  );
}

/** The command that takes a claim over. */
export function adoption(
  claim: Claim,
  {
    ref,
    takenOverOn,
    approvedBy,
  }: { readonly ref: string } & Pick<CommandOf<'adopt-entry'>, 'takenOverOn' | 'approvedBy'>,
  source: string,
): CommandOf<'adopt-entry'> {
  const { authority, ground, measures, from, until, subject } = claim;
  const { id, level, regimes, territory } = authority;
  return {
    type: 'adopt-entry',
    authority: { id, level, regimes, ...(territory !== undefined && { territory }) },
    subject: {
      ref,
      kind: subject.kind,
      identifiers: subject.identifiers.map(({ scheme }) => scheme),
      minor: false,
    },
    ground,
    measures,
    from,
    until,
    source,
    takenOverOn,
    approvedBy,
  };
}

const found = (finding: Finding): Judgement => ({ kind: 'findings', findings: [finding] });

function fits({ when }: MappingRule, values: Values): boolean {
  return Object.entries(when).every(([column, some]) => some.includes(values.text(column)));
}

function sorted(mapping: Mapping, rule: MappingRule, finds: NonNullable<MappingRule['finds']>): Finding {
  const law = { cite: rule.cite, status: rule.status };
  return { reason: finds.reason, refusal: against(`${mapping.mapping}.${rule.id}`, law, finds.says) };
}

function unknownBody({ mapping, body }: Mapping): Finding {
  return {
    reason: 'unknown-body',
    refusal: against(`${mapping}.body`, body, 'The mapping does not know the body that made this line.', [
      'The body, with its authority, in the mapping.',
    ]),
  };
}

function subjectOf(values: Values, { subject }: Mapping): Claim['subject'] {
  const joined = (columns: readonly string[]): string =>
    columns
      .map((column) => values.text(column))
      .filter(Boolean)
      .join(' ');
  return {
    kind: subject.kind.person.includes(values.text(subject.kind.column)) ? 'person' : 'organisation',
    name: subject.name.map(joined).find(Boolean) ?? '',
    identifiers: subject.identifiers.flatMap(({ scheme, column }) => {
      const value = values.text(column);
      return value === '' ? [] : [{ scheme, value }];
    }),
    address: joined(subject.address),
  };
}

/** The rules of the gate that the reasons have a word of their own for; the term's rule is that of the ground. */
const reasonOf: Readonly<Record<string, CleanupReason>> = {
  identity: 'unidentified',
  'entry.from': 'not-begun',
  'entry.until': 'contradictory-dates',
  'review.onceForTheSameFacts': 'possible-duplicate',
};

function findingOf(refusal: Refusal, termKey: string): Finding {
  const reason = refusal.rule === termKey ? 'term-longer-than-allowed' : reasonOf[refusal.rule];
  return { reason: reason ?? 'unlawful', refusal };
}

function nameless({ subject }: Claim): Finding[] {
  const detail = 'The line does not name its subject.';
  return subject.name === '' ? [principle('unidentified', 'identity', promises.persons, detail)] : [];
}

/** What the list says of itself: an entry that it carries beyond its own last day, or before it was made. */
function ofTheList({ from, until }: Claim, asOf: CivilDate, today: CivilDate): Finding[] {
  if (from > asOf && from <= today)
    return [
      principle(
        'not-begun',
        'entry.from',
        promises.law,
        `The entry begins on ${from}; the list is of ${asOf}.`,
      ),
    ];
  return until !== null && until >= from && until < asOf
    ? [
        principle(
          'term-past',
          'entry.until',
          promises.dates,
          `The last day was ${until}; the list is of ${asOf}.`,
        ),
      ]
    : [];
}

function noEnd(pack: Pack, ground: Ground): Finding {
  const detail = 'The line states neither a last day nor that there is none.';
  return under('term-longer-than-allowed', pack, ground, detail);
}

function noStart(pack: Pack, ground: Ground): Finding {
  return under(
    'no-start',
    pack,
    ground,
    'The line does not say when the entry began, so that its term cannot be counted.',
    ['The day on which the exclusion took effect, from the decision.'],
  );
}

/** A finding that rests on the rule that carries the entry's term. */
function under(
  reason: CleanupReason,
  pack: Pack,
  ground: Ground,
  detail: string,
  lawful: readonly string[] = [],
): Finding {
  const { key, rule } = termRule(pack, ground);
  return { reason, refusal: against(key, rule, detail, lawful) };
}

function principle(reason: CleanupReason, rule: string, promise: string, detail: string): Finding {
  const refusal: Refusal = onPrinciple(rule, promise, detail);
  return { reason, refusal };
}
