import { defineConfig } from 'vitest/config';

/** Real programs on two cores: one file after the other, and time for a cold start. */
export default defineConfig({
  test: {
    include: ['test/peers/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 150_000,
    hookTimeout: 300_000,
    teardownTimeout: 20_000,
  },
});
