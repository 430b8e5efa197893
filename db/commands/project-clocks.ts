import { changesClock } from '../../domain/case/clock-change.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseState, Clock, Instant } from '../../domain/case/state.ts';
import type { Row, Rows } from './project-ruling.ts';

/** The clocks of one case: a row for each arming, with how it ended. */
export class ClockRows {
  readonly #rows: Rows;
  readonly #caseId: string;
  readonly #before: CaseState['clocks'];
  /** The row of each clock that this ruling has armed or changed: a statement can touch a row once. */
  readonly #touched = new Map<string, Row>();

  constructor(rows: Rows, caseId: string, before: CaseState | null) {
    this.#rows = rows;
    this.#caseId = caseId;
    this.#before = before?.clocks ?? {};
  }

  follow(event: CaseEvent, seq: number, at: Instant, state: CaseState): void {
    if (changesClock(event)) {
      this.#change(event.key, seq, derived(event.clock));
      return;
    }
    switch (event.type) {
      case 'clock-armed': {
        const { key, rule, against, effect } = event.clock;
        const row = {
          case_id: this.#caseId,
          key,
          armed_seq: seq,
          rule,
          against,
          effect,
          ...derived(event.clock),
          armed_at: at,
          ended_at: null,
          outcome: null,
        };
        this.#rows.armedClocks.push(row);
        this.#touched.set(key, row);
        return;
      }
      case 'clock-met':
      case 'clock-stopped':
        this.#change(event.key, seq, { outcome: event.type.slice('clock-'.length), ended_at: at });
        return;
      case 'clock-lapsed':
        // An obligation that ran out stays armed and overdue until it is met.
        this.#change(
          event.key,
          seq,
          event.effect === 'escalate' && state.clocks[event.key]
            ? { lapsed_at: event.dueAt }
            : { lapsed_at: event.dueAt, outcome: 'lapsed', ended_at: at },
        );
        return;
      default:
    }
  }

  #change(key: string, seq: number, change: Row): void {
    const touched = this.#touched.get(key);
    if (touched) {
      Object.assign(touched, change);
      return;
    }
    const clock = this.#before[key];
    const row = { case_id: this.#caseId, key, armed_seq: seq, ...(clock && derived(clock)), ...change };
    this.#touched.set(key, row);
    this.#rows.changedClocks.push(row);
  }
}

/** What follows from a clock as it is. It is found by the calendars it rests on, and by those it was weighed against. */
function derived({ due, end, provisional, calendars, weighed, lapsedAt }: Clock): Row {
  const others = (weighed?.calendars ?? []).filter((other) =>
    calendars.every(({ year, version }) => year !== other.year || version !== other.version),
  );
  return {
    due,
    ends_at: end,
    provisional,
    calendars: [...calendars, ...others],
    lapsed_at: lapsedAt ?? null,
  };
}
