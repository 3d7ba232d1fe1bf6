/** What needs a server that was not named is left out: its name says which, and no other suite may need one. */
const absent = [
  ...(process.env.TEST_DATABASE_URL ? [] : ['\\.postgres\\.spec\\.ts$']),
  ...(process.env.TEST_DATABASE_URL && process.env.TEST_REDIS_URL ? [] : ['\\.redis\\.spec\\.ts$']),
];

/** One configuration; suites are chosen by path (see package.json scripts). */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*(?<!\\.json))\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest'],
    // Fastify's plugins require these ESM-only packages: turn them into CommonJS.
    'node_modules/(cookie|content-disposition)/.+\\.js$': [
      '@swc/jest',
      { swcrc: false, module: { type: 'commonjs' }, jsc: { target: 'es2022' } },
    ],
  },
  transformIgnorePatterns: ['node_modules/(?!(cookie|content-disposition)/)'],
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...absent],
  // Every core: the process that hands out suites does little itself.
  maxWorkers: '100%',
  globalSetup: '<rootDir>/test/support/templates.setup.js',
  globalTeardown: '<rootDir>/test/support/templates.teardown.js',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.stryker-tmp'],
  // Generous: a machine that runs several things at once is no reason to fail; what hangs still ends.
  testTimeout: 120000,
  // Modules of a test file are never quite let go of: a worker that has grown is replaced before it spends its time
  // collecting.
  workerIdleMemoryLimit: '1GB',
};
