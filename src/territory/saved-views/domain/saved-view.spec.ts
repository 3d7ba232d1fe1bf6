import { describe, expect, it } from '../../../../test/support/runner.js';
import { isListAddress, listOf } from './saved-view.js';

describe('the address of a view', () => {
  it.each([
    ['/rpe?state=in_triage&commune=71306', true],
    ['/eaje/ma-71306/demandes?premier=yes&avant=2027-03-01', true],
    ['/rpe', false],
    ['//elsewhere.example?x=1', false],
    ['https://elsewhere.example/rpe?x=1', false],
    ['/rpe?x=1\r\nSet-Cookie: y', false],
    ['/rpe?x="><script>', false],
    ['/../admin?x=1', false],
    ['/rpe?x=' + 'a'.repeat(500), false],
  ])('%s: %s', (address, accepted) => expect(isListAddress(address)).toBe(accepted));

  it('says which list it is of', () => expect(listOf('/eaje/a/demandes?premier=yes')).toBe('/eaje/a/demandes'));
});
