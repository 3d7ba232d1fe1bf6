/** The fast tests of what `npm run mutation` changes; every outcome of every small instance would take a day. */
import config from './jest.config.js';

export default {
  ...config,
  testMatch: [
    '<rootDir>/src/matching/deferred-acceptance/*.spec.ts',
    '<rootDir>/src/matching/fairness-check/*.spec.ts',
    '<rootDir>/test/truth/engine-examples.spec.ts',
    '<rootDir>/test/truth/engine-bytes.spec.ts',
  ],
};
