import { expect, it } from '../../../../test/support/runner.js';
import type { Instance, Place } from '../../matching/index.js';
import { movedCases } from './moved-cases.js';

const MONDAY: Place = { at: 'ma-1', section: 'babies', slots: ['mon-am@2027-01-04', 'mon-pm@2027-01-04'] };
const TUESDAY: Place = { ...MONDAY, slots: ['tue-am@2027-01-04'] };
const instance = { children: { a: {}, b: {} } } as unknown as Instance;
const of = (a: Place | null, b: Place | null) => ({ instance, places: { a, b } });

it.each<[string, ReturnType<typeof of>, ReturnType<typeof of>, string[]]>([
  ['nothing changes', of(MONDAY, null), of({ ...MONDAY, slots: [...MONDAY.slots].reverse() }, null), []],
  ['one loses what another gains', of(MONDAY, null), of(null, MONDAY), ['a', 'b']],
  ['other half-days', of(MONDAY, TUESDAY), of(TUESDAY, TUESDAY), ['a']],
  ['another section', of(MONDAY, null), of({ ...MONDAY, section: 'toddlers' }, null), ['a']],
])('%s', (_, before, after, moved) => expect(movedCases(before, after, ['a', 'b'])).toEqual(moved));
