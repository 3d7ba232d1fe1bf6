import { describe, expect, it } from '../../../../test/support/runner.js';
import { LONGEST_PART, readableUrl } from './readable-url.js';

describe('an address', () => {
  // @asvs 1.1.1 1.2.2
  it.each([
    ['that can be read stays as it is', '/suivre/a%20b?vers=offre', '/suivre/a%20b?vers=offre'],
    ['cut within an escape is read letter by letter', '/suivre/%E0%A4', '/suivre/%25E0%25A4'],
    [
      'with a part that is too long is cut there',
      `/suivre/${'a'.repeat(5000)}/x?y=1`,
      `/suivre/${'a'.repeat(LONGEST_PART)}/x?y=1`,
    ],
    ['with a part of too many escapes too', `/suivre/${'%25'.repeat(5000)}`, `/suivre/${'25'.repeat(66)}2`],
    ['with a lone per cent sign too', '/rpe/100%?x=%E0', '/rpe/100%25?x=%E0'],
  ])('%s', (_, url, read) => expect(readableUrl(url)).toBe(read));
});
