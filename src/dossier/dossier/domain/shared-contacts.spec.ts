import { describe, expect, it } from '../../../../test/support/runner.js';
import { leftOnlyContactsOf } from './shared-contacts.js';

const MAIL = { email: 'laura@exemple.fr', phone: null };
const PHONE = { email: null, phone: '+33612345678' };
const BOTH = { ...MAIL, phone: PHONE.phone };
const OTHER = { email: 'karim@exemple.fr', phone: null };

describe('who left only the contacts of another family', () => {
  it.each([
    ['the same mail', [MAIL], [BOTH], true],
    ['the same mail, in capitals', [{ ...MAIL, email: 'Laura@Exemple.fr' }], [BOTH], true],
    ['the contacts of both adults', [MAIL, PHONE], [BOTH], true],
    ['one more', [BOTH], [MAIL], false],
    ['another adult beside', [MAIL, OTHER], [BOTH], false],
    ['none', [{ email: null, phone: null }], [BOTH], false],
    ['nobody', [], [BOTH], false],
  ])('%s: %j of %j is %s', (_, adults, others, expected) => {
    expect(leftOnlyContactsOf(adults, others)).toBe(expected);
  });
});
