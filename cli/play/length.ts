/** A length of time as people write it. */
export type Length = readonly { readonly amount: number; readonly unit: LengthUnit }[];
type LengthUnit = 'hours' | 'calendar-days' | 'working-days' | 'weeks' | 'months' | 'years';

const units: Readonly<Record<string, LengthUnit>> = {
  hour: 'hours',
  day: 'calendar-days',
  'calendar day': 'calendar-days',
  'working day': 'working-days',
  week: 'weeks',
  month: 'months',
  year: 'years',
};

const part = /^(\d{1,6}) ([a-z]+(?: [a-z]+)?)$/u;

/** Reads `5 working days`, `1 year 2 days`; undefined for anything else. */
export function parseLength(text: string): Length | undefined {
  const parts = text.trim().split(/,? +(?=\d)/u);
  const length: { amount: number; unit: LengthUnit }[] = [];
  for (const each of parts) {
    const [, amount, name] = part.exec(each) ?? [];
    const unit = name === undefined ? undefined : units[name.replace(/s$/u, '')];
    if (unit === undefined) return undefined;
    length.push({ amount: Number(amount), unit });
  }
  return length;
}
