/** What needs a server that was not named is left out: its name says which, and no other suite may need one. */
const absent = [
  ...(process.env.TEST_DATABASE_URL ? [] : ['\\.postgres\\.spec\\.ts$']),
  ...(process.env.TEST_DATABASE_URL && process.env.TEST_REDIS_URL ? [] : ['\\.redis\\.spec\\.ts$']),
];

/** One configuration; suites are chosen by path (see package.json scripts). */
export default {
  // Bare Node processes, one for each core, which load the application once each (docs/decisions/0168).
  runner: 'jest-light-runner/child-process',
  maxWorkers: '100%',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/.stryker-tmp/', ...absent],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.stryker-tmp/', '<rootDir>/bench/'],
  setupFiles: ['<rootDir>/test/support/held-process.js'],
  globalSetup: '<rootDir>/test/support/templates.setup.js',
  globalTeardown: '<rootDir>/test/support/templates.teardown.js',
};
