import { unitOfDays } from '../calendar/day-convention.ts';

/**
 * A pack as it is written, with every length of `days` under a statute given the unit that the statute's convention makes
 * of its number. What no convention explains stays as it is, and the schema refuses it.
 */
export function withUnitsOfDays(written: unknown): unknown {
  const conventions = conventionsIn(written);
  return resolved(written, conventions);
}

type Conventions = ReadonlyMap<unknown, readonly number[]>;

function resolved(value: unknown, conventions: Conventions): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(each, conventions));
  if (!isRecord(value)) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, resolved(each, conventions)]),
  );
  const { unit, amount, statute } = value;
  const workingDayNumbers = conventions.get(statute);
  if (unit !== 'days' || typeof amount !== 'number' || workingDayNumbers === undefined) return copy;
  return { ...copy, unit: unitOfDays(amount, { workingDayNumbers }) };
}

function conventionsIn(written: unknown): Conventions {
  const stated = isRecord(written) ? written['dayConventions'] : undefined;
  if (!Array.isArray(stated)) return new Map();
  return new Map(
    stated.filter(isRecord).flatMap((each): [unknown, readonly number[]][] => {
      const { statute, workingDayNumbers } = each;
      return Array.isArray(workingDayNumbers)
        ? [[statute, workingDayNumbers.filter((number) => typeof number === 'number')]]
        : [];
    }),
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
