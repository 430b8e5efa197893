import { deriveDeadline } from '../calendar/deadline.ts';
import type { Calendars } from '../calendar/calendar.ts';
import type { CommandOf } from '../case/commands.ts';
import { decideOpening } from '../case/decide.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { Authority, CivilDate, Subject } from '../case/state.ts';
import { termWithinBounds } from '../regime/legality.ts';
import type { Ground, Pack } from '../regime/pack.ts';
import { formal, someOf, type CleanupReason, type Finding, type Findings } from './finding.ts';
import type { Mapping, MappingRule } from './mapping.ts';
import type { Values } from './read-values.ts';

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

/** What lines are judged by: how they are read, the law, the day the list is of, and the day it is brought in. */
export type Gate = {
  readonly mapping: Mapping;
  readonly pack: Pack;
  readonly calendars: Calendars;
  readonly asOf: CivilDate;
  readonly today: CivilDate;
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
    ...identity(values, mapping),
    ...(typeof from === 'string' ? [] : [noStart(pack, ground)]),
    ...(until === undefined ? [noEnd(pack, ground)] : []),
  ];
  const some = someOf(missing);
  if (some || typeof from !== 'string')
    return { kind: 'findings', findings: some ?? [noStart(pack, ground)] };
  const claim: Claim = {
    number: values.text(mapping.entry.number),
    authority: { id: body.authority, level: body.level, title: body.title },
    subject: subjectOf(values, mapping),
    ground: ground.id,
    measures: takes.measures,
    from,
    until: until ?? null,
  };
  const refused = claimFindings(claim, gate);
  return refused ? { kind: 'findings', findings: refused } : { kind: 'stands', claim };
}

/** What in law stands in the way of taking a claim over; nothing where it stands. */
export function claimFindings(claim: Claim, gate: Omit<Gate, 'mapping'>): Findings | undefined {
  const ground = gate.pack.grounds.find(({ id }) => id === claim.ground);
  const own = ground === undefined ? [] : dates(claim, gate, ground);
  return someOf(own.length > 0 ? own : unlawful(claim, gate));
}

/** The command that takes a claim over. */
export function adoption(
  claim: Claim,
  subject: { readonly ref: string },
  source: string,
): CommandOf<'adopt-entry'> {
  const { authority, ground, measures, from, until } = claim;
  return {
    type: 'adopt-entry',
    authority: { id: authority.id, level: authority.level },
    subject: {
      ref: subject.ref,
      kind: claim.subject.kind,
      identifiers: claim.subject.identifiers.map(({ scheme }) => scheme),
      minor: false,
    },
    ground,
    measures,
    from,
    until,
    source,
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

function identity(values: Values, mapping: Mapping): Finding[] {
  const { name, identifiers } = subjectOf(values, mapping);
  const { identifiersAtLeast } = mapping.subject;
  if (name !== '' && identifiers.length >= identifiersAtLeast) return [];
  const detail = `The line binds its subject by ${identifiers.length} identifier(s) of ${identifiersAtLeast}; a name is none.`;
  return [
    { reason: 'unidentified', refusal: onPrinciple('entry.identifiersAtLeast', promises.proportion, detail) },
  ];
}

function dates({ from, until }: Claim, gate: Omit<Gate, 'mapping'>, ground: Ground): Finding[] {
  const { asOf, today } = gate;
  if (from > today)
    return [
      principle('not-begun', 'entry.from', promises.law, `The entry begins on ${from}, after ${today}.`),
    ];
  if (until !== null && until < from)
    return [
      principle(
        'contradictory-dates',
        'entry.until',
        promises.dates,
        `The entry ends on ${until}, before it begins on ${from}.`,
      ),
    ];
  const past =
    until !== null && until < asOf
      ? [
          principle(
            'term-past',
            'entry.until',
            promises.dates,
            `The last day was ${until}; the list is of ${asOf}.`,
          ),
        ]
      : [];
  return [...tooLong(from, until, gate, ground), ...past];
}

const lengthless: readonly string[] = ['life', 'until-event', 'actual-term-of'];

/** The term is no longer than the most that the rule allows for the ground, counted by the rule itself. */
function tooLong(
  from: CivilDate,
  until: CivilDate | null,
  { pack, calendars }: Omit<Gate, 'mapping'>,
  ground: Ground,
): Finding[] {
  const key = ground.term ?? pack.entry.term;
  const rule = pack.clocks[key];
  if (
    rule === undefined ||
    lengthless.includes(rule.unit) ||
    (until === null && rule.chosen?.indefinite === true)
  )
    return [];
  const most = `${rule.amount} ${rule.unit}`;
  if (until === null) {
    const [refusal] = termWithinBounds(pack, ground, null, []);
    return [
      refusal
        ? { reason: 'term-longer-than-allowed', refusal }
        : under('term-longer-than-allowed', pack, ground, `The line has no last day; the term is ${most}.`),
    ];
  }
  const period = { rule: { ...rule, calendar: pack.calendar, timezone: pack.timezone }, from };
  const last = deriveDeadline(period, calendars);
  if (last.kind === 'calendar-error' || last.due === null || until <= last.due) return [];
  const detail = `From ${from} to ${until} is longer than the most allowed, ${most}, which ends on ${last.due}.`;
  return [under('term-longer-than-allowed', pack, ground, detail, [`A last day not after ${last.due}.`])];
}

function unlawful(claim: Claim, { pack, calendars, today }: Omit<Gate, 'mapping'>): Finding[] {
  const context = {
    pack,
    calendars,
    at: `${today}T12:00:00.000Z`,
    today,
    actor: { kind: 'engine' as const },
  };
  const decision = decideOpening('intake', adoption(claim, { ref: 'intake' }, 'intake'), context);
  return decision.kind === 'ruled'
    ? []
    : decision.refusals.map((refusal) => ({ reason: 'unlawful' as const, refusal }));
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
  const key = ground.term ?? pack.entry.term;
  const rule = pack.clocks[key] ?? ground;
  return { reason, refusal: against(key, rule, detail, lawful) };
}

function principle(reason: CleanupReason, rule: string, promise: string, detail: string): Finding {
  const refusal: Refusal = onPrinciple(rule, promise, detail);
  return { reason, refusal };
}
