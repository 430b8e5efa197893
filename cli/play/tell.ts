import { daysBetween, localDate } from '../../domain/calendar/local-time.ts';
import type { Refusal } from '../../domain/case/refusal.ts';
import { listOf, memberOf, textOf } from './json-value.ts';
import { lengthText, type Regime } from './regime.ts';
import type { Change, Moment } from './story.ts';

/** An event of the record, as the API shows it. */
export type PlayedEvent = {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly actor: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** What a moment is told with: the regime for titles and law, and the names of persons. */
export type Telling = {
  readonly regime: Regime;
  readonly nameOf: (actor: string) => string;
  /** The duties that were opened, by id, so that their performance can be told. */
  readonly duties: Map<string, { readonly kind: string; readonly recipient: string | undefined }>;
  /** The clocks that were armed, by key. */
  readonly armed: Map<string, { readonly due: string | null }>;
};

/** The day and time of an instant; midnight is the end of the day before. */
export function dayOf(at: string, timezone: string): { readonly on: string; readonly time: string } {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
  return time === '00:00'
    ? { on: localDate(new Date(Date.parse(at) - 1000).toISOString(), timezone), time: '24:00' }
    : { on: localDate(at, timezone), time };
}

/** Words for an id: `record-closes` becomes `record closes`. */
export const words = (id: string): string => id.replaceAll(/[-_]/gu, ' ');

const effects: Readonly<Record<string, string>> = {
  none: 'nothing follows',
  escalate: 'overdue, escalated',
  'record-closes': 'the record closes',
  'case-lapses': 'the case lapses',
  'term-ends': 'the entry is over',
  'measure-ends': 'the measure is over',
};

/** What follows when a clock runs out, in words. */
export const effectText = (effect: string): string => effects[effect] ?? words(effect);

/** Tells events as moments: those of one actor at one instant together. `act` names what the person asked for. */
export function tellEvents(
  events: readonly PlayedEvent[],
  act: { readonly by: string; readonly what: string } | undefined,
  telling: Telling,
): Moment[] {
  const groups: PlayedEvent[][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    if (group !== undefined && first?.at === event.at && first.actor === event.actor) group.push(event);
    else groups.push([event]);
  }
  return groups.flatMap((group) => momentOf(group, act, telling));
}

/** Tells an act that was refused. */
export function tellRefusal(
  at: string,
  act: { readonly by: string; readonly what: string },
  refusals: readonly Refusal[],
  { regime, nameOf }: Telling,
): Moment {
  const { on, time } = dayOf(at, regime.timezone);
  return {
    kind: 'refused',
    at,
    on,
    time,
    who: nameOf(act.by),
    what: act.what,
    facts: [],
    changes: [],
    refusals,
  };
}

function momentOf(
  group: readonly PlayedEvent[],
  act: { readonly by: string; readonly what: string } | undefined,
  telling: Telling,
): Moment[] {
  const [first] = group;
  if (first === undefined) return [];
  const { at, actor } = first;
  const { on, time } = dayOf(at, telling.regime.timezone);
  const base = { at, on, time, who: telling.nameOf(actor), refusals: [] };
  const byPerson = actor !== 'clock' && actor !== 'engine';
  if (byPerson) {
    const [, ...rest] = group;
    const changes = folded([
      ...dutiesFirst(first, telling),
      ...rest.flatMap((event) => changesOf(event, telling)),
    ]);
    return [
      {
        ...base,
        kind: 'act',
        what: act?.by === actor ? act.what : sentence(words(first.type)),
        facts: factsOf(first),
        changes,
      },
    ];
  }
  const [head, ...changes] = folded(group.flatMap((event) => changesOf(event, telling)));
  if (head === undefined) return [];
  return [{ ...base, kind: 'itself', what: headingOf(head), facts: [], changes }];
}

/** The first event of an act is told by its name; duties that it opens are told all the same. */
function dutiesFirst(event: PlayedEvent, telling: Telling): Change[] {
  return event.type.startsWith('duties-') || event.type.startsWith('clock-') ? changesOf(event, telling) : [];
}

function headingOf(change: Change): string {
  switch (change.kind) {
    case 'ran-out':
      return `${change.title}: time has run out${change.effect === undefined ? '' : `, ${change.effect}`}`;
    case 'told':
      return `${change.title}: ${change.tells} is told, ${change.rung}`;
    case 'armed':
      return `${change.title} begins to run`;
    case 'met':
      return `${change.title}: met`;
    case 'stopped':
      return `Stopped: ${change.titles.join('; ')}`;
    case 'fact':
      return change.text;
  }
}

function changesOf({ type, payload, at }: PlayedEvent, telling: Telling): Change[] {
  const key = textOf(payload['key']);
  const rule = key?.split('#')[0] ?? '';
  const law = telling.regime.clock(rule);
  const title = law?.title ?? rule;
  switch (type) {
    case 'clock-armed':
      return armedOf(payload['clock'], telling);
    case 'clock-met': {
      const due = key === undefined ? undefined : telling.armed.get(key)?.due;
      const on = dayOf(at, telling.regime.timezone).on;
      const overdue = payload['overdue'] === true;
      return [
        { kind: 'met', title, overdue, spare: due && !overdue ? Math.max(0, daysBetween(on, due)) : null },
      ];
    }
    case 'clock-stopped':
      return [{ kind: 'stopped', titles: [title] }];
    case 'clock-lapsed': {
      const effect = textOf(payload['effect']) ?? '';
      return [
        {
          kind: 'ran-out',
          title,
          // What else follows is told by its own events, if it does.
          effect: effect === 'escalate' ? 'overdue' : undefined,
          law: law ?? { citation: 'unknown', status: 'unverified' },
        },
      ];
    }
    case 'rung-reached':
      return [
        {
          kind: 'told',
          title,
          tells: words(textOf(payload['tells']) ?? ''),
          rung: telling.regime.rung(textOf(payload['rung']) ?? ''),
          count: 1,
        },
      ];
    case 'duties-opened':
      return dutiesOpened(payload['duties'], telling);
    case 'duties-performed':
      return dutiesPerformed(payload['duties'], telling);
    case 'retraction-sent':
      // Told with the duties that sent them.
      return [];
    default: {
      const facts = factsOf({ payload });
      return [{ kind: 'fact', text: `${words(type)}${facts.length > 0 ? `: ${facts.join(', ')}` : ''}` }];
    }
  }
}

function armedOf(clock: unknown, telling: Telling): Change[] {
  const key = textOf(memberOf(clock, 'key'));
  const rule = textOf(memberOf(clock, 'rule'));
  if (key === undefined || rule === undefined) return [];
  const law = telling.regime.clock(rule);
  const due = textOf(memberOf(clock, 'due')) ?? null;
  telling.armed.set(key, { due });
  const chosen = memberOf(clock, 'chosen');
  const amount = memberOf(chosen, 'amount');
  const unit = memberOf(chosen, 'unit');
  return [
    {
      kind: 'armed',
      title: law?.title ?? rule,
      length:
        typeof amount === 'number' && typeof unit === 'string'
          ? lengthText({ amount, unit })
          : (law?.length ?? ''),
      due,
      count: 1,
      provisional: memberOf(clock, 'provisional') === true,
      law: law ?? { citation: 'unknown', status: 'unverified' },
    },
  ];
}

function dutiesOpened(duties: unknown, telling: Telling): Change[] {
  const owed = new Map<string, string[]>();
  for (const duty of listOf(duties)) {
    const kind = textOf(memberOf(duty, 'kind')) ?? 'perform';
    const recipient = textOf(memberOf(duty, 'recipient'));
    const id = textOf(memberOf(duty, 'id'));
    if (id !== undefined) telling.duties.set(id, { kind, recipient });
    owed.set(kind, [...(owed.get(kind) ?? []), recipient ?? '']);
  }
  return [...owed].map(([kind, recipients]) => ({
    kind: 'fact',
    text: `owed: to ${words(kind)}${recipients.length > 1 ? `, ${recipients.length} recipients` : ` ${named(recipients)}`.trimEnd()}`,
  }));
}

function dutiesPerformed(duties: unknown, telling: Telling): Change[] {
  const done = new Map<string, string[]>();
  for (const duty of listOf(duties)) {
    const opened = telling.duties.get(textOf(memberOf(duty, 'id')) ?? '');
    const kind = opened?.kind ?? 'duty';
    done.set(kind, [...(done.get(kind) ?? []), opened?.recipient ?? '']);
  }
  return [...done].map(([kind, recipients]) => ({
    kind: 'fact',
    text: `${performances[kind] ?? `Performs: ${words(kind)}`} ${named(recipients)}`.trim(),
  }));
}

const performances: Readonly<Record<string, string>> = {
  deliver: 'Delivers the entry',
  retract: 'Sends the retraction',
  serve: 'Sends the document',
};

const named = (recipients: readonly string[]): string => {
  const known = recipients.filter((each) => each !== '');
  return known.length > 0 ? `to ${known.join(', ')}` : '';
};

/** Joins changes that say the same of several recipients or clocks. */
function folded(changes: readonly Change[]): Change[] {
  const joined: Change[] = [];
  for (const change of changes) {
    const index = joined.findIndex((each) => isAlike(each, change));
    const before = joined[index];
    if (before === undefined) joined.push(change);
    else if (before.kind === 'armed') joined[index] = { ...before, count: before.count + 1 };
    else if (before.kind === 'told') joined[index] = { ...before, count: before.count + 1 };
    else if (before.kind === 'stopped' && change.kind === 'stopped')
      joined[index] = { kind: 'stopped', titles: [...new Set([...before.titles, ...change.titles])] };
  }
  return joined;
}

function isAlike(one: Change, other: Change): boolean {
  if (one.kind === 'armed' && other.kind === 'armed')
    return one.title === other.title && one.due === other.due;
  if (one.kind === 'told' && other.kind === 'told')
    return one.title === other.title && one.rung === other.rung;
  return one.kind === 'stopped' && other.kind === 'stopped';
}

const OPAQUE = /^(?:[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f-]{27})$/u;
// What every opening says of the law is said in the heading of the timeline.
const untold: readonly string[] = ['regime', 'version', 'entry', 'documentDigest'];
/** Fields whose value says enough by itself. */
const plain: readonly string[] = ['how', 'cause', 'outcome', 'ref'];
const LONG = 40;

/** The short facts of an event: names, dates and lists, never digests or ids of sealed texts. */
function factsOf({ payload }: Pick<PlayedEvent, 'payload'>): string[] {
  return Object.entries(payload).flatMap(([name, value]): string[] => {
    const said = untold.includes(name) ? undefined : factOf(value);
    if (said === undefined) return [];
    return [
      plain.includes(name)
        ? said
        : said.startsWith('#')
          ? `${said.slice(1)} ${spaced(name)}`
          : `${spaced(name)} ${said}`,
    ];
  });
}

/** A value in a few words; a number of things begins with `#`; undefined where it is not for reading. */
function factOf(value: unknown): string | undefined {
  if (typeof value === 'string') return OPAQUE.test(value) || value.length > LONG ? undefined : value;
  if (typeof value === 'number') return String(value);
  if (value === true) return '';
  if (Array.isArray(value)) {
    const texts = listOf(value).flatMap((each) => textOf(each) ?? []);
    if (texts.length === 0 || texts.length < value.length) return undefined;
    const all = texts.join(', ');
    return all.length > LONG ? `#${texts.length}` : all;
  }
  const [amount, unit] = [memberOf(value, 'amount'), memberOf(value, 'unit')];
  if (typeof amount === 'number' && typeof unit === 'string') return lengthText({ amount, unit });
  const id = textOf(memberOf(value, 'kind')) ?? textOf(memberOf(value, 'id'));
  return id === undefined ? undefined : factOf(id);
}

/** `effectiveOn` as people write it: `effective on`. */
const spaced = (name: string): string => name.replaceAll(/([A-Z])/gu, (letter) => ` ${letter.toLowerCase()}`);

const sentence = (said: string): string => said.charAt(0).toUpperCase() + said.slice(1);
