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
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.stryker-tmp'],
  // Generous: a machine that runs several things at once is no reason to fail; what hangs still ends.
  testTimeout: 120000,
  // Modules of a test file are never quite let go of: a worker that has grown is replaced before it spends its time
  // collecting.
  workerIdleMemoryLimit: '1GB',
};
