/** The part of moment-business-days that the bench compares; the package brings no types. */
declare module 'moment-business-days' {
  type Moment = { businessAdd(days: number): { format(form: string): string } };
  const moment: {
    (date: string): Moment;
    updateLocale(locale: string, settings: object): void;
  };
  export default moment;
}
