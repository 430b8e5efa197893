/** Something in a pack that contradicts itself, or that the engine could never enforce. */
export type Inconsistency = {
  readonly path: readonly (string | number)[];
  readonly rule: string;
  readonly message: string;
};

/** One thing found. */
export function found(rule: string, path: Inconsistency['path'], message: string): Inconsistency {
  return { rule, path, message };
}

/** The ids of a list, in its order. */
export function ids(list: readonly { readonly id: string }[]): string[] {
  return list.map(({ id }) => id);
}
