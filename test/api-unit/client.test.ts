import { hc } from 'hono/client';
import { describe, expectTypeOf, it } from 'vitest';
import type { AppType } from '../../api/app.ts';

describe('a typed client of the API', () => {
  const client = hc<AppType>('http://localhost');

  it('knows what a request needs', () => {
    type Approval = Parameters<(typeof client.v1.cases)[':caseId']['listing']['approval']['$post']>[0];
    expectTypeOf<Approval['param']>().toEqualTypeOf<{ caseId: string }>();
    expectTypeOf<Approval['json']['measures']>().toEqualTypeOf<string[]>();
    expectTypeOf<Approval['header']>().toEqualTypeOf<{ 'idempotency-key': string }>();
  });

  it('knows what comes back, problems included', () => {
    type Answer = Awaited<ReturnType<typeof client.v1.register.$get>>;
    expectTypeOf<Answer['status']>().toEqualTypeOf<200 | 400 | 500 | 503>();
  });
});
