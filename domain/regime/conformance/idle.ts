import type { Measure, Pack } from '../pack.ts';
import type { Path } from './probe.ts';
import { valueAt } from './variation.ts';

/** Why a value of a pack can make no difference there, whatever it says; undefined where it does. */
export function idle(pack: Pack, path: Path, others: readonly Pack[]): string | undefined {
  const key = path.at(-1);
  const holder = valueAt(pack, path.slice(0, -1));
  const unit = typeof holder === 'object' && holder !== null && 'unit' in holder ? holder.unit : undefined;
  if (unit === 'until-event' && lengths.some((each) => each === key)) return 'a clock without length';
  if (path.slice(-2).join('.') === 'lapse.effect' && lengthless(pack, path)) return 'a clock without length';
  if (key === 'roll' && (unit === 'working-days' || unit === 'hours'))
    return 'it ends on a working day anyway';
  if (key === 'startOn' && typeof holder === 'object' && holder !== null && 'before' in holder)
    return 'it counts back from the end of another clock';
  if (key === 'statute') return 'its unit stands without it, and the loader holds the two together';
  if (key === 'ends') return 'no pack closes business before the day is over';
  if (weights.some((weight) => weight === key) && others.every((other) => weighsTheSame(pack, other)))
    return 'no other measure of its grounds is weighed against it';
  if (key === 'longestOf' && pack.measures.every(({ term }) => term === 'entry'))
    return 'no measure has a term of its own';
  if (path[0] === 'recipients' && key === 'kind' && pack.recipients[Number(path[1])]?.relation === 'informed')
    return 'whoever is only informed may be anybody';
  return undefined;
}

const lengths = ['start', 'roll', 'ends', 'unit'] as const;

function lengthless(pack: Pack, path: Path): boolean {
  return pack.clocks[String(path[1])]?.unit === 'until-event';
}

export const weights = ['class', 'bindingness', 'severity'] as const;

const order: readonly string[] = [
  'information',
  'management',
  'rights-derogating',
  'informational',
  'discretionary',
  'mandatory',
];

/** Whether one measure weighs no more than another in any respect. Said again here, so that the engine is not its own judge. */
export function weighsNoMore(one: Measure, other: Measure): boolean {
  return (
    order.indexOf(one.class) <= order.indexOf(other.class) &&
    order.indexOf(one.bindingness) <= order.indexOf(other.bindingness) &&
    one.severity <= other.severity
  );
}

/** Pairs of measures that one ground allows, so that one could take the place of the other. */
export function exchangeable(pack: Pack): { ground: string; one: Measure; other: Measure }[] {
  return pack.grounds.flatMap((ground) => {
    const measures = pack.measures.filter(({ id }) => ground.measures.includes(id));
    return measures.flatMap((one) =>
      measures.filter((other) => other.id !== one.id).map((other) => ({ ground: ground.id, one, other })),
    );
  });
}

function weighsTheSame(pack: Pack, other: Pack): boolean {
  const weighed = (of: Pack): string =>
    JSON.stringify(exchangeable(of).map(({ one, other: left }) => weighsNoMore(one, left)));
  return weighed(pack) === weighed(other);
}
