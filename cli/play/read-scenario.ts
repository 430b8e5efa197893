import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { memberOf } from './json-value.ts';
import { scenarioSchema, stepKinds, type Scenario } from './scenario.ts';
import { strangers, type Told } from './strangers.ts';

/** What is wrong with a scenario, where its author finds it. */
type ScenarioProblem = { readonly file: string; readonly line: number; readonly message: string };

type LineOf = (path: readonly PropertyKey[]) => number;

/** A scenario as it was read, and where each of its values stands. */
export type ScenarioFile = {
  readonly file: string;
  readonly scenario: Scenario;
  readonly lineOf: LineOf;
};

export type ReadScenario =
  | { readonly kind: 'read'; readonly read: ScenarioFile }
  | { readonly kind: 'broken'; readonly problems: readonly ScenarioProblem[] };

/** Parses the text of a scenario, strictly, at an instant: none begins in the future. Every problem names its line. */
export function parseScenario(text: string, file: string, now = new Date()): ReadScenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0)
    return {
      kind: 'broken',
      problems: broken.map(({ pos, message }) => ({ file, line: lines.linePos(pos[0]).line, message })),
    };
  const lineOf: LineOf = (path) => lines.linePos(offsetOf(document, path)).line;
  const written: unknown = document.toJS();
  const parsed = scenarioSchema.safeParse(written);
  if (!parsed.success) {
    const problems = toldOf(parsed.error.issues, written).map(({ path, message }) => ({
      file,
      line: lineOf(path),
      message: path.length > 0 ? `${nameOf(path)}: ${message}` : message,
    }));
    return { kind: 'broken', problems };
  }
  const scenario = parsed.data;
  const problems = strangers(scenario, now).map(({ path, message }) => ({
    file,
    line: lineOf(path),
    message,
  }));
  return problems.length > 0
    ? { kind: 'broken', problems }
    : { kind: 'read', read: { file, scenario, lineOf } };
}

/** The offset of the deepest value on the path that the file holds; of a member of a map, that of its key. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent: unknown = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const last = path[depth - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === last)
      : undefined;
    const node: unknown = pair === undefined ? document.getIn(path.slice(0, depth), true) : pair.key;
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** The issues of a scenario as its author wants to read them: of a step, those of the kind of step that was meant. */
function toldOf(issues: readonly z.core.$ZodIssue[], written: unknown): Told[] {
  const steps = new Set(
    issues.flatMap(({ path: [first, index] }) => (first === 'steps' ? (index ?? []) : [])),
  );
  return [
    ...issues
      .filter(({ path }) => path[0] !== 'steps' || path.length < 2)
      .flatMap((issue) => told(issue, [])),
    ...[...steps].flatMap((index) => {
      const step = memberOf(memberOf(written, 'steps'), String(index));
      const [, meant] = Object.entries(stepKinds).find(([name]) => memberOf(step, name) !== undefined) ?? [];
      const parsed = (meant ?? stepKinds.note).safeParse(step);
      return (parsed.error?.issues ?? []).flatMap((issue) => told(issue, ['steps', index]));
    }),
  ];
}

/** An issue, where it is; of several shapes a value may have, that of the one that was nearest. */
function told(issue: z.core.$ZodIssue, before: readonly PropertyKey[]): Told[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: `"${key}" is not a field here` }));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = [...issue.errors].sort((left, right) => weight(left) - weight(right))[0] ?? [];
    return nearest.flatMap((each) => told(each, path));
  }
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return [{ path, message: missing ? 'is missing' : issue.message }];
}

/** How far a value is from a shape: each missing or unknown field counts. */
function weight(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce(
    (sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length + 1 : 1),
    0,
  );
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? `${part + 1}` : String(part))).join('.');
}
