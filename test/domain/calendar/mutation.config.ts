import { defineConfig } from 'vitest/config';

// What mutants of domain/calendar are run against: examples and vectors, which fail fast; not the properties.
export default defineConfig({
  test: {
    include: ['test/domain/calendar/**/*.test.ts'],
    testTimeout: 20_000,
    isolate: false,
  },
});
