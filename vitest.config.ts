import { defineConfig } from 'vitest/config';

// Thousands of sequences, and commands run as a user runs them: no server either, but not a matter of seconds.
const thorough = ['test/properties/**/*.test.ts', 'test/regimes/cli.test.ts'];

// unit and replay need no server; the others start the embedded stack once (test/support/stack.ts).
const servers = {
  globalSetup: ['test/support/stack.ts'],
  testTimeout: 120_000,
  hookTimeout: 300_000,
  pool: 'forks' as const,
  maxWorkers: 2,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'test/{domain,regimes,cli,api-unit}/**/*.test.ts',
            'test/{change,intake}/unit/**/*.test.ts',
          ],
          exclude: thorough,
          testTimeout: 60_000,
        },
      },
      { test: { name: 'thorough', include: thorough, testTimeout: 300_000 } },
      { test: { name: 'replay', include: ['test/replay/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'db', include: ['test/db/**/*.test.ts'], ...servers } },
      { test: { name: 'api', include: ['test/api/**/*.test.ts'], ...servers } },
      { test: { name: 'workflows', include: ['test/workflows/**/*.test.ts'], ...servers } },
      { test: { name: 'documents', include: ['test/documents/**/*.test.ts'], ...servers, maxWorkers: 1 } },
      { test: { name: 'intake', include: ['test/intake/*.test.ts'], ...servers, maxWorkers: 1 } },
      { test: { name: 'change', include: ['test/change/*.test.ts'], ...servers, maxWorkers: 1 } },
      { test: { name: 'faults', include: ['test/faults/**/*.test.ts'], ...servers, maxWorkers: 1 } },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], ...servers, maxWorkers: 1 } },
    ],
  },
});
