import type { EvidenceStatus } from './cited.ts';
import type { Bound, ClockEvent, ClockRule, Pack } from './pack.ts';
import { lengthText } from './phrases.ts';

/** A part of the procedure before it is laid out: its steps on a grid, and the ways between them. */
export type Sketch = {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly Step[];
  readonly ways: readonly Way[];
};

export type Who = 'subject' | 'authority' | 'above' | 'recipients';

/**
 * receive: something that comes from outside is waited for, and so is what `catch` and `timer` stand for. gateway: one way is
 * taken, by what was decided. choice: one way is taken, by what happens first. Nothing else has more than one way out.
 */
export type NodeKind =
  | 'start'
  | 'end'
  | 'task'
  | 'receive'
  | 'timer'
  | 'catch'
  | 'event'
  | 'gateway'
  | 'choice';

/** Where a step stands: its lane, its column, and its row within the lane. */
export type Step = {
  readonly id: string;
  readonly kind: NodeKind;
  readonly who: Who;
  readonly name: string;
  readonly at: number;
  readonly row?: number;
  readonly clock?: Law | undefined;
};

export type Way = {
  readonly from: string;
  readonly to: string;
  readonly name?: string;
  readonly leave?: 'up' | 'down';
};

/** A clock as it stands beside a step. */
export type Law = {
  readonly text: string;
  readonly length: Bound;
  readonly cite: string;
  readonly status: EvidenceStatus;
  readonly practice: boolean;
};

export function lawOf(rule: Pick<ClockRule, 'amount' | 'unit' | 'cite' | 'status' | 'practice'>): Law {
  const { amount, unit, cite, status, practice } = rule;
  return { text: lengthText(rule), length: { amount, unit }, cite, status, practice: practice === true };
}

const notObligations: readonly string[] = [
  'term-ends',
  'minimum-ends',
  'measure-ends',
  'none',
  'standstill-ends',
  'interim-ends',
];

/** The obligation that runs while a step is done: the clock that one of the events starts. */
export function running(pack: Pack, events: readonly ClockEvent[], named?: string): Law | undefined {
  for (const event of events)
    for (const [key, rule] of Object.entries(pack.clocks))
      if (
        rule.from.includes(event) &&
        !notObligations.includes(rule.lapse.effect) &&
        (named === undefined || key.endsWith(named))
      )
        return lawOf(rule);
  return undefined;
}

/** Steps and ways as they are put down one after the other. */
export class Drawing {
  readonly steps: Step[] = [];
  readonly ways: Way[] = [];
  /** The column of the last step on the line. */
  #at = 0;
  /** Where the line has come to, and what the next way from there is called. */
  #from: string | undefined;
  #called: string | undefined;

  /** Goes on with a step in the next column. */
  next(step: Omit<Step, 'at'>): this {
    if (this.steps.length > 0) this.#at += 1;
    this.beside(step, 0);
    if (this.#from !== undefined) this.way(this.#from, step.id, this.#called);
    return this.on(step.id);
  }

  /** Puts a step down so many columns from the line, and leads no way to it. */
  beside(step: Omit<Step, 'at'>, columns = 0): this {
    this.steps.push({ ...step, at: this.#at + columns });
    return this;
  }

  /** Goes on so many columns further on. */
  ahead(columns: number): this {
    this.#at += columns;
    return this;
  }

  way(from: string, to: string, name?: string, leave?: 'up' | 'down'): this {
    this.ways.push({ from, to, ...(name !== undefined && { name }), ...(leave && { leave }) });
    return this;
  }

  /** Lets the line go on from a step. */
  on(from: string, called?: string): this {
    this.#from = from;
    this.#called = called;
    return this;
  }
}
