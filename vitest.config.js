import { transform } from '@swc/core';
import { configDefaults, defineConfig } from 'vitest/config';

/** What needs a server that was not named is left out: its name says which, and no other suite may need one. */
const absent = [
  ...(process.env.TEST_DATABASE_URL ? [] : ['**/*.postgres.spec.ts']),
  ...(process.env.TEST_DATABASE_URL && process.env.TEST_REDIS_URL ? [] : ['**/*.redis.spec.ts']),
];

/** Tests run what the build makes: the same compiler with the same settings (.swcrc). */
const asTheBuildDoes = {
  name: 'swc',
  enforce: 'pre',
  transform: (code, id) => (/\.ts$/.test(id) ? transform(code, { filename: id }) : undefined),
};

/** One configuration; suites are chosen by path (see package.json scripts). */
export default defineConfig({
  plugins: [asTheBuildDoes],
  oxc: false,
  test: {
    include: ['src/**/*.spec.ts', 'test/**/*.spec.ts'],
    exclude: [...configDefaults.exclude, 'dist/**', '.stryker-tmp/**', ...absent],
    // The modules of the application are loaded once by each process, not once by each file (docs/decisions/0063).
    pool: 'forks',
    isolate: false,
    // Every core: the process that hands out suites does little itself.
    maxWorkers: '100%',
    // Requests and promises make much that lives for a moment: with room for it, a third less is collected again and again.
    execArgv: ['--max-semi-space-size=64'],
    // What the compiler made of a source is kept until the source changes, as Jest did.
    experimental: { fsModuleCache: true },
    globalSetup: ['test/support/templates.setup.js'],
    // Generous: a machine that runs several things at once is no reason to fail; what hangs still ends.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 120_000,
  },
});
