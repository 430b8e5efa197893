import { functions, type CaseFunction } from '../regime/pack.ts';
import { personsOf } from './commands.ts';
import type { CaseEvent, CaseEventType } from './events.ts';
import type { CaseState } from './state.ts';

/** Persons in one function of a case; `ref` names the petition, the objection, ... that the function is about. */
export type Held = {
  readonly function: CaseFunction;
  readonly persons: readonly string[];
  readonly ref?: string;
};

/** What is the same function under another name: whoever amended the determination determined. */
const countsAs: Partial<Record<CaseEventType, CaseFunction>> = {
  'determination-amended': 'determination-recorded',
  'listing-refused': 'listing-approved',
  'consent-refused': 'consent-given',
  'petition-completed': 'petition-filed',
  'petition-rejected': 'petition-decided',
  'case-joined': 'case-withdrawn',
};

/** The function in which an event is recorded, if it is one that separation of duties looks at. */
export function functionOf(
  type: CaseEventType,
  { entry }: Pick<CaseState, 'entry'>,
): CaseFunction | undefined {
  const found = countsAs[type] ?? functions.find((each) => each === type);
  // Giving a case up is a function of its own only where that takes an entry off.
  return found === 'case-withdrawn' && entry === undefined ? undefined : found;
}

/**
 * The persons behind an event, each in the function that the event is of: who acts, whom a deputy stands in for, and
 * everybody who is named as acting too. The deployment itself holds no function.
 */
export function heldBy(event: CaseEvent, actor: string, before: Pick<CaseState, 'entry'>): Held[] {
  const persons = isDeployment(actor) ? [] : personsOf(actor);
  switch (event.type) {
    case 'entry-adopted':
      return [
        { function: 'determination-recorded', persons: event.approvedBy },
        { function: 'listing-approved', persons: event.approvedBy },
      ];
    case 'determination-recorded':
      return [{ function: 'determination-recorded', persons: [...persons, ...event.officers] }];
    case 'listing-approved':
      return [{ function: 'listing-approved', persons: [...persons, ...event.members] }];
    case 'hearing-noticed':
      return [{ function: 'hearing-held', persons: [event.chair] }];
    case 'recusal-requested':
    case 'recusal-decided':
      return [{ function: event.type, persons, ref: event.person }];
    case 'case-transferred':
    case 'transfer-accepted':
      return [{ function: event.type, persons, ref: event.to.id }];
    case 'interim-measure-imposed':
      return event.how === 'decision' ? [{ function: event.type, persons }] : [];
    case 'petition-decided':
      // What a court or a superior decided is no decision of the one who writes it down.
      return event.how === 'decision' ? [{ function: event.type, persons, ref: event.ref }] : [];
    default: {
      const held = functionOf(event.type, before);
      if (held === undefined || held === 'listing-remitted') return [];
      return [{ function: held, persons, ...('ref' in event && { ref: event.ref }) }];
    }
  }
}

const isDeployment = (actor: string): boolean => actor === 'clock' || actor === 'engine';

/** Who held which function, with what an event adds to it. Functions about one petition, objection, ... are kept apart by it. */
export function withHeld(acts: CaseState['acts'], held: readonly Held[]): CaseState['acts'] {
  return held.reduce((all, each) => {
    const key = keyOf(each);
    const known = all[key] ?? [];
    const added = each.persons.filter((person, index, persons) => {
      return !known.includes(person) && persons.indexOf(person) === index;
    });
    return added.length === 0 ? all : { ...all, [key]: [...known, ...added] };
  }, acts);
}

/** A decision is sent back to others than those whose decision it was. */
export function sentBack(acts: CaseState['acts']): CaseState['acts'] {
  const persons = [...(acts['listing-approved'] ?? []), ...(acts['consent-given'] ?? [])];
  return withHeld(acts, [{ function: 'listing-remitted', persons }]);
}

/** Who has held a function so far: in the case as a whole, and about the same petition, objection, ... as `ref`. */
export function holdersOf(acts: CaseState['acts'], held: CaseFunction, ref: string | undefined): string[] {
  return [...(acts[held] ?? []), ...(ref === undefined ? [] : (acts[keyOf({ function: held, ref })] ?? []))];
}

function keyOf({ function: held, ref }: Pick<Held, 'function' | 'ref'>): string {
  return ref === undefined ? held : `${held}#${ref}`;
}
