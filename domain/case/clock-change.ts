import type { CaseEvent } from './events.ts';
import type { Clock } from './state.ts';

type ClockChange = Extract<CaseEvent, { readonly key: string; readonly clock: Clock }>;

/** Whether an event gives an armed clock other dates: those that do name it, and tell it as it is from then on. */
export function changesClock(event: CaseEvent): event is ClockChange {
  return 'key' in event && 'clock' in event;
}
