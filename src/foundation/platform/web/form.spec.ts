import { IsOptional, IsString, Matches } from 'class-validator';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { checkForm, LONGEST_TEXT } from './form.js';

class HomeForm {
  @IsString({ message: 'home.street' }) street: string;
  @IsOptional() @Matches(/^\d{5}$/, { message: 'home.postalCode' }) postalCode?: string;
}
const LONG = 'x'.repeat(LONGEST_TEXT + 1);

describe('a form', () => {
  // @asvs 15.3.3
  it.each<[string, Record<string, string>, string[]]>([
    ['that is right', { street: '3 rue X', postalCode: '71300' }, []],
    ['left empty', { street: ' ' }, ['street home.street']],
    ['of nothing that can be seen', { street: ' \u200b\u2800\u202e\ufeff\u3164 ' }, ['street home.street']],
    ['of a joined sign alone', { street: '👩\u200d👧' }, []],
    ['with one text too long: it is said once', { street: LONG }, ['street web.errors.tooLong']],
    [
      'with what is wrong beside it too',
      { street: LONG, postalCode: '-1' },
      ['street web.errors.tooLong', 'postalCode home.postalCode'],
    ],
    [
      'with every text too long',
      { street: LONG, postalCode: LONG },
      ['street web.errors.tooLong', 'postalCode web.errors.tooLong'],
    ],
    ['with a field of nobody', { street: '3 rue X', admin: 'yes' }, ['admin web.errors.unknownField']],
  ])('%s', (_, body, errors) => {
    const checked = checkForm(HomeForm, body);
    expect(checked.ok ? [] : checked.errors.map(({ field, message }) => `${field} ${message}`)).toEqual(errors);
  });
});
