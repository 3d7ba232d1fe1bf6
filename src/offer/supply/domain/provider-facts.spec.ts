import { describe, expect, it } from '../../../../test/support/runner.js';
import { changedFacts, factsOn, undoneFacts } from './provider-facts.js';

const ROW = { name: 'Les Lutins', phone: null as string | null, places: 20 };
const renamed = { from: '2027-01-01', facts: { name: { before: 'Les Lutins', after: 'Les Farfadets' } } };
const again = { from: '2027-09-01', facts: { name: { before: 'Les Farfadets', after: 'Les Elfes' } } };

describe('the facts of a provider on a day', () => {
  it.each([
    ['before any change', '2026-12-31', 'Les Lutins'],
    ['on the day of a change', '2027-01-01', 'Les Farfadets'],
    ['after two', '2028-01-01', 'Les Elfes'],
  ])('%s', (_, day, name) => expect(factsOn(ROW, [renamed, again], day)).toEqual({ ...ROW, name }));

  it('turns a change round', () =>
    expect(undoneFacts(renamed.facts)).toEqual({ name: { before: 'Les Farfadets', after: 'Les Lutins' } }));

  it('says which facts differ, with both values', () => {
    expect(changedFacts(ROW, { name: 'Les Lutins', phone: '01', places: 18 })).toEqual({
      phone: { before: null, after: '01' },
      places: { before: 20, after: 18 },
    });
    expect(changedFacts(ROW, { phone: null })).toEqual({});
  });
});
