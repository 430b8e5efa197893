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

// unit and replay need no server; the others start the embedded stack once (test/support/stack.ts).
const servers = {
  globalSetup: ['test/support/stack.ts'],
  testTimeout: 120_000,
  hookTimeout: 300_000,
  pool: 'forks' as const,
  maxWorkers: 2,
  // Servers are killed and come back in these; a machine that stalls for a moment is not a finding.
  retry: 2,
};

// Each project is a group of its own, one after the other: two cores, and figures that can be compared.
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
      { test: { name: 'db', sequence: { groupOrder: 3 }, include: ['test/db/**/*.test.ts'], ...servers } },
      { test: { name: 'api', sequence: { groupOrder: 4 }, include: ['test/api/**/*.test.ts'], ...servers } },
      {
        test: {
          name: 'workflows',
          sequence: { groupOrder: 5 },
          include: ['test/workflows/**/*.test.ts'],
          ...servers,
        },
      },
      {
        test: {
          name: 'documents',
          sequence: { groupOrder: 6 },
          include: ['test/documents/**/*.test.ts'],
          ...servers,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'intake',
          sequence: { groupOrder: 7 },
          include: ['test/intake/*.test.ts'],
          ...servers,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'change',
          sequence: { groupOrder: 8 },
          include: ['test/change/*.test.ts'],
          ...servers,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'faults',
          sequence: { groupOrder: 9 },
          include: ['test/faults/**/*.test.ts'],
          ...servers,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'sequences',
          sequence: { groupOrder: 10 },
          include: ['test/sequences/**/*.test.ts'],
          ...servers,
          // A seed that fails is a finding, however often another try goes well.
          retry: 0,
        },
      },
      {
        test: {
          name: 'e2e',
          sequence: { groupOrder: 11 },
          include: ['test/e2e/**/*.test.ts'],
          ...servers,
          maxWorkers: 1,
        },
      },
    ],
  },
});
