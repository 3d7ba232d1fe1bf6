import { expect, it } from '../../../test/support/runner.js';
import { whoMay } from '../../../test/support/actors.js';
import { maySetSchoolHolidays } from './school-calendar.policy.js';

it('school holidays are replaced by who plans for every body', () => {
  expect(whoMay(maySetSchoolHolidays)).toEqual(['coordinator']);
});
