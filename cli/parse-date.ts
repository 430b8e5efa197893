import { InvalidArgumentError } from 'commander';

/** Takes a date `YYYY-MM-DD` that exists, as the value of an option. */
export function parseDate(text: string): string {
  const isDate =
    /^\d{4}-\d{2}-\d{2}$/u.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  if (!isDate) throw new InvalidArgumentError('It is not a date YYYY-MM-DD.');
  return text;
}
