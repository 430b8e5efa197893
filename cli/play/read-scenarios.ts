import { readFileSync } from 'node:fs';
import { reasonOf, StackFailure } from '../stack/failure.ts';
import { parseScenario, type ScenarioFile } from './read-scenario.ts';

/** Reads scenario files, all before any is played. What is wrong with them is told with file and line. */
export function readScenarios(files: readonly string[]): readonly ScenarioFile[] {
  const problems: string[] = [];
  const read = files.flatMap((file): ScenarioFile[] => {
    const parsed = parseScenario(textOf(file), file);
    if (parsed.kind === 'read') return [parsed.read];
    problems.push(...parsed.problems.map(({ line, message }) => `${file}:${line} ${message}`));
    return [];
  });
  if (problems.length > 0) throw new StackFailure(problems.join('\n'));
  return read;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new StackFailure(`${file} cannot be read: ${reasonOf(thrown)}`);
  }
}
