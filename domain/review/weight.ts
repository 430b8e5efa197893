import type { Measure, Pack } from '../regime/pack.ts';

const classes: readonly Measure['class'][] = ['information', 'management', 'rights-derogating'];
const bindings: readonly Measure['bindingness'][] = ['informational', 'discretionary', 'mandatory'];

/**
 * The measures of a decision that weigh more than what the subject was told of. A measure that was named may stay or
 * go. One that was not may only take the place of a named one that goes, and weighs no more than that one in any
 * respect: neither by its class, nor by how far it binds, nor by its severity.
 */
export function heavierMeasures(
  pack: Pack,
  decided: readonly string[],
  named: readonly string[],
): readonly string[] {
  const gone = named.filter((id) => !decided.includes(id));
  return decided.filter((id) => {
    if (named.includes(id)) return false;
    const place = gone.findIndex((other) => noHeavier(pack, id, other));
    if (place < 0) return true;
    gone.splice(place, 1);
    return false;
  });
}

function noHeavier({ measures }: Pack, one: string, other: string): boolean {
  const [left, right] = [one, other].map((id) => measures.find((each) => each.id === id));
  return (
    left !== undefined &&
    right !== undefined &&
    classes.indexOf(left.class) <= classes.indexOf(right.class) &&
    bindings.indexOf(left.bindingness) <= bindings.indexOf(right.bindingness) &&
    left.severity <= right.severity
  );
}
