import type { ZodError } from 'zod';
import type { FieldError } from './problems.ts';

const places: Readonly<Record<string, FieldError['in']>> = {
  json: 'body',
  form: 'body',
  param: 'path',
  query: 'query',
  header: 'header',
};

/** What does not fit, by JSON pointer. The messages name what was expected, never the value that was sent. */
export function fieldErrors(target: string, error: ZodError): FieldError[] {
  return error.issues.map((issue) => ({
    in: places[target] ?? 'body',
    at: pointer(issue.path),
    detail: issue.message,
  }));
}

/** Whether the one thing amiss is that a write came without its Idempotency-Key. */
export function isKeyMissing(target: string, error: ZodError): boolean {
  const [issue] = error.issues;
  return target === 'header' && issue?.code === 'invalid_type' && issue.path[0] === 'idempotency-key';
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
