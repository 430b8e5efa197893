import type { CaseEvent } from './events.ts';
import type { Recorded } from './evolve.ts';
import type { Clock, Instant } from './state.ts';

/** An event of a record with its place in it, from 1. */
export type Numbered = Recorded & { readonly seq: number };

/** One clock from its arming on, as the record tells it: nothing of it is stored besides. */
export type ClockLife = {
  /** As it is, or as it was when it ended. */
  readonly clock: Clock;
  /** The version of the regime that it ran under last. */
  readonly version: string;
  readonly armedAt: Instant;
  /** The event that started it. */
  readonly start: Numbered | null;
  /** What happened to it since, in order: granted, changed, paused, counted again, reached, run out. */
  readonly changes: readonly Numbered[];
  readonly lapsedAt: Instant | null;
  readonly ended: { readonly at: Instant; readonly how: 'met' | 'stopped' | 'lapsed' } | null;
};

/** All clocks of a record, in the order in which they were armed; a key that was armed again has several lives. */
export function clockLives(record: readonly Recorded[]): readonly ClockLife[] {
  const lives: ClockLife[] = [];
  const running = new Map<string, number>();
  let version = '';
  const events = record.map((recorded, index): Numbered => ({ ...recorded, seq: index + 1 }));
  for (const each of events) {
    const { event, at } = each;
    if (event.type === 'case-opened' || event.type === 'entry-adopted') version = event.version;
    if (event.type === 'version-adopted') version = event.to;
    if (event.type === 'clock-armed') {
      end(event.clock.key, at, 'stopped');
      running.set(event.clock.key, lives.length);
      const start = startOf(event.clock, each, events);
      const armed = { clock: event.clock, version, armedAt: at, start };
      lives.push({ ...armed, changes: [], lapsedAt: null, ended: null });
      continue;
    }
    if (!isAboutClock(event)) continue;
    const index = running.get(event.key);
    const life = index === undefined ? undefined : lives[index];
    if (index === undefined || life === undefined) continue;
    lives[index] = changed(life, each, event, version);
    if (event.type === 'clock-met') end(event.key, at, 'met');
    if (event.type === 'clock-stopped') end(event.key, at, 'stopped');
    // An obligation that ran out stays armed and overdue until it is met.
    if (event.type === 'clock-lapsed' && life.clock.effect !== 'escalate') end(event.key, at, 'lapsed');
  }
  return lives;

  function end(key: string, at: Instant, how: 'met' | 'stopped' | 'lapsed'): void {
    const index = running.get(key);
    const life = index === undefined ? undefined : lives[index];
    if (index === undefined || life === undefined) return;
    lives[index] = { ...life, ended: { at, how } };
    running.delete(key);
  }
}

type AboutClock = Extract<CaseEvent, { key: string }>;

const isAboutClock = (event: CaseEvent): event is AboutClock => 'key' in event;

function changed(life: ClockLife, each: Numbered, event: AboutClock, version: string): ClockLife {
  return {
    ...life,
    version,
    clock: 'clock' in event ? event.clock : life.clock,
    changes: [...life.changes, each],
    ...(event.type === 'clock-lapsed' && { lapsedAt: event.dueAt }),
    ...((event.type === 'clock-tolled' || event.type === 'clock-resumed') && {
      lapsedAt: event.clock.lapsedAt ?? null,
    }),
  };
}

/** The latest event of the kind that started the clock, before it was armed. */
function startOf({ startedBy }: Clock, armed: Numbered, events: readonly Numbered[]): Numbered | null {
  return events.findLast(({ seq, event }) => seq < armed.seq && event.type === startedBy) ?? null;
}

/** What proves an event: the kind of proof or document, and its digest. */
export type Proof = { readonly kind: string; readonly digest: string };

/** The proof or document that an event of the record rests on, if it names one. */
export function proofOf(event: CaseEvent): Proof | null {
  if ('proof' in event) return event.proof;
  if ('instrument' in event && event.instrument !== null)
    return { kind: event.instrument.kind, digest: event.instrument.documentDigest };
  if ('documentDigest' in event) return { kind: 'document', digest: event.documentDigest };
  if ('document' in event)
    return {
      kind: 'document',
      digest: typeof event.document === 'string' ? event.document : event.document.digest,
    };
  if ('statement' in event) return { kind: 'statement', digest: event.statement.digest };
  if ('reasons' in event && event.reasons !== null && typeof event.reasons === 'object')
    return { kind: 'reasons', digest: event.reasons.digest };
  return null;
}
