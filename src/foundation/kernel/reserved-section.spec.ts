import { describe, expect, it } from '../../../test/support/runner.js';
import { plainSection, reservedSection, tokenOfSection } from './reserved-section.js';

describe('the name of reserved places', () => {
  it.each([
    ['babies', 'avip', 'babies~avip'],
    ['ma-71306:babies', 'commune:71306', 'ma-71306:babies~commune:71306'],
  ])('of %s for %s is %s', (section, owner, name) => {
    expect(reservedSection(section, owner)).toBe(name);
    expect([plainSection(name), tokenOfSection(name)]).toEqual([section, owner]);
  });

  it('is short for an employer with a long name, and another for another', () => {
    const [one, other] = ['a', 'b'].map((letter) => reservedSection('older', `employer:${letter.repeat(60)}`));
    expect(one).not.toBe(other);
    expect(one!.length).toBeLessThan(30);
  });

  it('is absent from places of everybody', () => {
    expect([plainSection('babies'), tokenOfSection('babies')]).toEqual(['babies', null]);
  });
});
