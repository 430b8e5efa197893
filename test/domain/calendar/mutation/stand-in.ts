import { chai, JestChaiExpect, JestExtend } from '@vitest/expect';

/**
 * What the tests of domain/calendar need of vitest, collected into a list of functions to call. For the mutation runner, which
 * bundles the tests with this in place of vitest.
 */

chai.use(JestExtend);
chai.use(JestChaiExpect);

export const { expect } = chai;

type Body = (...values: readonly unknown[]) => unknown;

/** Every test in the order of the files, by its full name. */
export const program: { readonly name: string; readonly run: () => unknown }[] = [];

const path: string[] = [];

const asArray = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : [row]);

export const it = (name: string, body: Body): void => {
  program.push({ name: `${path.join(' > ')} > ${name} #${program.length}`, run: body });
};

it.each =
  (table: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const row of table) it(name, () => body(...asArray(row)));
  };

export const describe = (name: string, body: Body): void => {
  path.push(name);
  body();
  path.pop();
};

describe.each =
  (table: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const row of table) describe(name, () => body(...asArray(row)));
  };
