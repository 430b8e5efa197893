import { namesIn } from './kept.ts';
import { FIRST, openings, type Scenario, type Step } from './scenario.ts';

/** What is wrong at a place of a scenario. */
export type Told = { readonly path: readonly PropertyKey[]; readonly message: string };

/** What a scenario names and does not introduce: persons, authorities, cases, kept values, and a beginning in the future. */
export function strangers(scenario: Scenario, now: Date): Told[] {
  return [...ofPersons(scenario), ...ofSteps(scenario), ...inTheFuture(scenario, now)];
}

function inTheFuture({ startsAt }: Scenario, now: Date): Told[] {
  // A day begins somewhere up to fourteen hours before it does in Greenwich.
  const begins =
    startsAt === undefined ? 0 : Date.parse(startsAt) - (startsAt.includes('T') ? 0 : 14 * 3_600_000);
  return begins > now.getTime()
    ? [
        {
          path: ['startsAt'],
          message: `${startsAt} is in the future: a case opens today or earlier, and then lives on`,
        },
      ]
    : [];
}

function ofPersons({ persons, authorities }: Scenario): Told[] {
  const found: Told[] = [];
  for (const [name, { authority, is, onBehalfOf }] of Object.entries(persons)) {
    if (authority !== undefined && !authorities.some((each) => each.id === authority))
      found.push({
        path: ['persons', name, 'authority'],
        message: `"${authority}" is not one of the authorities`,
      });
    for (const [field, other] of Object.entries({ is, onBehalfOf }))
      if (other === name) found.push({ path: ['persons', name, field], message: 'is somebody else' });
      else if (other !== undefined && persons[other] === undefined)
        found.push({ path: ['persons', name, field], message: notOne(other, persons) });
    if (is !== undefined && is !== name && persons[is]?.is !== undefined)
      found.push({
        path: ['persons', name, 'is'],
        message: `"${is}" is said to be "${persons[is].is}": name that one`,
      });
  }
  return found;
}

function ofSteps({ persons, opening, steps }: Scenario): Told[] {
  const found: Told[] = [];
  const mustBePerson = (name: string, path: readonly PropertyKey[]): void => {
    if (persons[name] === undefined) found.push({ path, message: notOne(name, persons) });
  };
  const cases = new Set<string>([FIRST]);
  const kept = new Set<string>(Object.keys(opening.keep ?? {}));
  mustBePerson(opening.by, ['opening', 'by']);
  for (const name of namesIn(opening.with ?? {}))
    if (!kept.has(name)) found.push({ path: ['opening', 'with'], message: notKept(name) });
  for (const [index, step] of steps.entries()) {
    const path = ['steps', index];
    if ('by' in step) mustBePerson(step.by, [...path, 'by']);
    const of = 'case' in step ? step.case : undefined;
    if (of !== undefined && !cases.has(of))
      found.push({ path: [...path, 'case'], message: `no step before has opened a case "${of}"` });
    if (!('open' in step) && 'do' in step && openings.some((id) => id === step.do))
      found.push({ path: [...path, 'do'], message: 'a further case is opened by `open: <a short name>`' });
    if ('open' in step) {
      if (cases.has(step.open))
        found.push({ path: [...path, 'open'], message: `there is a case "${step.open}" already` });
      cases.add(step.open);
    }
    for (const actor of Object.keys(expected(step)?.actions ?? {}))
      mustBePerson(actor, [...path, 'expect', 'actions', actor]);
    const own = 'keep' in step ? Object.keys(step.keep ?? {}) : [];
    for (const field of ['with', 'at', 'keep', 'expect'] as const) {
      const value: unknown = Object.entries(step).find(([name]) => name === field)?.[1];
      for (const name of namesIn(value))
        if (!kept.has(name) && !cases.has(name) && !(field === 'expect' && own.includes(name)))
          found.push({ path: [...path, field], message: notKept(name) });
    }
    for (const name of own) kept.add(name);
  }
  return found;
}

const expected = (step: Step): { readonly actions?: object | undefined } | undefined =>
  'expect' in step ? step.expect : undefined;

const notOne = (name: string, persons: Scenario['persons']): string =>
  `"${name}" is not one of the persons: ${Object.keys(persons).join(', ')}`;

const notKept = (name: string): string =>
  `\${${name}}: no step before has kept that, and no case is called so`;
