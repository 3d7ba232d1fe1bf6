import { describe, expect, it } from '../../../../test/support/runner.js';
import { EMPTY_ADULT, EMPTY_FORM, type AdultForm, type HouseholdForm } from './dossier-form.js';
import { apartAfter, describedByOther, isOfAnotherHome, liveApart, mayReadContact, withoutContact } from './homes.js';

const at = (addressLine: string | null, more: Partial<AdultForm> = {}): AdultForm => ({
  ...EMPTY_ADULT,
  addressLine,
  ...more,
});
const family = (adults: AdultForm[], household: Partial<HouseholdForm> = {}) => ({
  adults,
  household: { ...EMPTY_FORM.household, ...household },
});
const HERE = at('3 rue Haute');
const THERE = at('8 rue Basse');

describe('Two homes', () => {
  it.each([
    ['one adult', family([HERE]), false],
    ['one address', family([HERE, at('3, rue Haute.')]), false],
    ['a second adult without an address', family([HERE, at(null)]), false],
    ['two addresses', family([HERE, THERE]), true],
    ['weeks with each parent', family([HERE, at(null)], { custody: 'alternating' }), true],
    ['one address that nobody may know', family([HERE, at('3 rue Haute', { addressProtected: true })]), true],
  ])('%s', (_, answers, apart) => expect(liveApart(answers)).toBe(apart));

  const together = family([HERE, HERE]);
  it.each([
    ['who empties its own address', family([HERE, at(null)]), false, true],
    ['who writes the address of the other', together, false, true],
    ['a desk that removes an address', family([HERE, at(null)]), true, true],
    ['a desk that writes the same address twice', together, true, false],
    ['a desk that takes the second adult out', family([HERE]), true, true],
  ])('stay two homes, or not, by %s', (_, next, byDesk, apart) =>
    expect(apartAfter(true, family([HERE, THERE]), next, byDesk)).toBe(apart),
  );
  it('are remembered where they were never written down', () =>
    expect(apartAfter(false, family([HERE, THERE]), together, false)).toBe(true));

  it.each([
    [true, 1, 1, true],
    [true, 1, 2, false],
    [true, null, 1, false],
    [false, null, 1, true],
    [false, 2, 1, true],
  ])('apart %s, adult %s reads adult %s: %s', (apart, reader, rank, may) =>
    expect(mayReadContact(apart, reader, rank)).toBe(may),
  );

  it('hide where an adult lives and how it is reached, and nothing else', () => {
    const adult = at('8 rue Basse', {
      firstName: 'Nadia',
      phone: '0612345678',
      email: 'n@exemple.fr',
      postalCode: '71300',
      communeCode: '71306',
      workplaceCommune: 'Blanzy',
      situation: 'working',
    });
    expect(JSON.stringify(withoutContact(adult))).not.toMatch(/Basse|0612|exemple|71300|71306|Blanzy/);
    expect(withoutContact(adult)).toMatchObject({ firstName: 'Nadia', situation: 'working' });
    const said = describedByOther(adult, at('1 rue Fausse', { firstName: 'X', email: 'mine@x.fr', situation: 'none' }));
    expect(said).toMatchObject({ ...adult, situation: 'none' });
  });

  it.each([
    ['adult.2.phone', true],
    ['adult.2.name', true],
    ['adult.2', true],
    ['adult.2.situation', false],
    ['adult.1.phone', false],
    ['household.custody', false],
  ])('a proposed answer %s is the other home’s: %s', (field, other) =>
    expect([isOfAnotherHome(field, true, 1), isOfAnotherHome(field, false, 1)]).toEqual([other, false]),
  );
});
