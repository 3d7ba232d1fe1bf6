/** The fast tests of what `npm run mutation` changes; every outcome of every small instance would take a day. */
import config from './vitest.config.js';

export default {
  ...config,
  test: {
    ...config.test,
    include: [
      'src/matching/deferred-acceptance/*.spec.ts',
      'src/matching/fairness-check/*.spec.ts',
      'test/truth/engine-examples.spec.ts',
      'test/truth/engine-bytes.spec.ts',
    ],
    exclude: [],
  },
};
