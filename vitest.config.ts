import { defineConfig } from 'vitest/config';

// Thousands of sequences, and commands run as a user runs them: no server either, but not a matter of seconds.
const thorough = [
  'test/properties/**/*.test.ts',
  'test/regimes/cli.test.ts',
  'test/regimes/conformance.test.ts',
  'test/change/unit/properties.test.ts',
  'test/domain/documents-print.test.ts',
  'test/intake/unit/dry-run.test.ts',
];

// unit and replay need no server; the others start the embedded stack once (test/support/stack.ts), two files at a time:
// much of what they do is waiting.
const servers = {
  sequence: { groupOrder: 3 },
  globalSetup: ['test/support/stack.ts'],
  testTimeout: 120_000,
  hookTimeout: 300_000,
  pool: 'forks' as const,
  maxWorkers: 2,
  // Servers are killed and come back in these; a machine that stalls for a moment is not a finding.
  retry: 2,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: [
            'test/{domain,regimes,cli,api-unit}/**/*.test.ts',
            'test/{change,intake}/unit/**/*.test.ts',
          ],
          exclude: thorough,
          testTimeout: 60_000,
          // Pure code: what one file has loaded serves the next.
          isolate: false,
        },
      },
      { test: { name: 'thorough', sequence: { groupOrder: 1 }, include: thorough, testTimeout: 300_000 } },
      {
        test: {
          name: 'replay',
          sequence: { groupOrder: 2 },
          include: ['test/replay/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      { test: { name: 'db', include: ['test/db/**/*.test.ts'], ...servers } },
      { test: { name: 'api', include: ['test/api/**/*.test.ts'], ...servers } },
      { test: { name: 'workflows', include: ['test/workflows/**/*.test.ts'], ...servers } },
      { test: { name: 'documents', include: ['test/documents/**/*.test.ts'], ...servers } },
      { test: { name: 'intake', include: ['test/intake/*.test.ts'], ...servers } },
      { test: { name: 'change', include: ['test/change/*.test.ts'], ...servers } },
      { test: { name: 'faults', include: ['test/faults/**/*.test.ts'], ...servers } },
      {
        test: {
          name: 'sequences',
          include: ['test/sequences/**/*.test.ts'],
          ...servers,
          // A seed that fails is a finding, however often another try goes well.
          retry: 0,
        },
      },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], ...servers } },
    ],
  },
});
