/** Why a date could not be computed. The codes are stable; the message is for people. */
export type CalendarErrorCode =
  | 'bad-date'
  | 'bad-instant'
  | 'bad-amount'
  | 'bad-rule'
  | 'bad-tolling'
  | 'bad-extension'
  | 'unknown-calendar'
  | 'unknown-timezone'
  | 'out-of-range';

/** A refusal of the calendar: the question has no answer, and a guess would be worse than none. */
export type CalendarError = {
  readonly kind: 'calendar-error';
  readonly code: CalendarErrorCode;
  readonly message: string;
};

export const calendarError = (code: CalendarErrorCode, message: string): CalendarError => ({
  kind: 'calendar-error',
  code,
  message,
});

/** Whether `value` is a refusal of the calendar. */
export const isCalendarError = (value: object): value is CalendarError =>
  'kind' in value && value.kind === 'calendar-error';
