import { fill, type Moment } from './fill.ts';
import { findOperation, similar, type Operations } from './operations.ts';
import { parametersOf } from './parameters.ts';
import type { ScenarioFile } from './read-scenario.ts';

// Whatever the day and the lists of the regime are: what does not fit, does not fit on any day.
const anyMoment: Moment = { today: '2000-01-01', shift: (day) => day, idsAt: () => [] };

/** What a scenario asks that the API does not have: operations, fields, parameters. Told with file and line. */
export function misfits({ file, scenario, lineOf }: ScenarioFile, operations: Operations): string[] {
  const found: string[] = [];
  const tell = (path: readonly PropertyKey[], message: string): void =>
    void found.push(`${file}:${lineOf(path)} ${message}`);
  const asked = [
    { path: ['opening'], act: scenario.opening },
    ...scenario.steps.flatMap((act, index) => ('do' in act ? [{ path: ['steps', index], act }] : [])),
  ];
  for (const { path, act } of asked) {
    const operation = findOperation(operations, act.do);
    if (operation === undefined) {
      const near = similar(operations, act.do).join(', ');
      tell([...path, 'do'], `the API has no operation "${act.do}"${near === '' ? '' : `; similar: ${near}`}`);
      continue;
    }
    for (const problem of fill(operation, act.with ?? {}, anyMoment).problems)
      tell([...path, 'with', ...problem.path], problem.message);
    const told = 'at' in act ? (act.at ?? {}) : {};
    for (const name of parametersOf(operation, told, undefined, undefined).unknown) {
      const has = [...operation.parameters, ...operation.query].join(', ') || 'none';
      tell([...path, 'at', name], `${act.do} has no parameter "${name}"; its parameters are: ${has}`);
    }
  }
  return found;
}
