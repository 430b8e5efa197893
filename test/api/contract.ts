import { expect } from 'vitest';
import type { createApp } from '../../api/app.ts';
import { registry, typeOf, type ProblemSlug } from '../../api/problems.ts';
import type { Reply } from './world.ts';

/** Checks one reply against what the operation declares: its status, its body, its problem type. */
export type Contract = (method: string, path: string, reply: Reply) => void;

const anywhere: readonly ProblemSlug[] = ['not-found', 'method-not-allowed'];

/** The contract that an app declares, as a check on every reply that a test gets from it. */
export function contractOf(app: ReturnType<typeof createApp>): Contract {
  const routes = app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route'
      ? [
          {
            ...definition.route,
            matches: new RegExp(`^${definition.route.path.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u'),
          },
        ]
      : [],
  );
  return (method, path, { status, headers, body }) => {
    const pathname = path.split('?')[0] ?? path;
    const literal = routes.find((route) => route.method.toUpperCase() === method && route.path === pathname);
    const route =
      literal ?? routes.find((each) => each.method.toUpperCase() === method && each.matches.test(pathname));
    const type = headers.get('content-type') ?? '';
    if (type.startsWith('application/problem+json')) {
      const slug = Object.keys(registry).find(
        (each) => typeOf(each as ProblemSlug) === body.type,
      ) as ProblemSlug;
      expect(registry[slug], `${method} ${path} answered an unregistered problem`).toMatchObject({ status });
      if (anywhere.includes(slug)) return;
      const declared = route?.responses[status];
      expect(
        declared && 'description' in declared ? declared.description : '',
        `${method} ${path} does not declare ${slug}`,
      ).toContain(typeOf(slug));
      return;
    }
    if (route === undefined) return;
    const declared = route.responses[status];
    expect(declared, `${method} ${path} does not declare ${status}`).toBeDefined();
    const content = declared && 'content' in declared ? declared.content?.['application/json'] : undefined;
    if (content && 'schema' in content && 'parse' in content.schema) content.schema.parse(body);
  };
}
