/** What needs a server that was not named is left out: its name says which, and no other suite may need one. */
const absent = [
  ...(process.env.TEST_DATABASE_URL ? [] : ['\\.postgres\\.spec\\.js$']),
  ...(process.env.TEST_DATABASE_URL && process.env.TEST_REDIS_URL ? [] : ['\\.redis\\.spec\\.js$']),
];

/** One configuration; suites are chosen by path (see package.json scripts). `scripts/run-suites.js` compiles them. */
export default {
  // Bare Node processes, one for each core, which load the application once each (docs/decisions/0168).
  runner: 'jest-light-runner/child-process',
  maxWorkers: '100%',
  roots: ['<rootDir>/var/suites'],
  testMatch: ['**/*.spec.js'],
  testPathIgnorePatterns: ['/node_modules/', ...absent],
  setupFiles: ['<rootDir>/var/suites/test/support/held-process.js'],
  globalTeardown: '<rootDir>/var/suites/test/support/templates.teardown.js',
};
