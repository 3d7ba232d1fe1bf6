import { describe, expect, it } from '../../../../test/support/runner.js';
import { dossierNumberIn, newDossierNumber } from './dossier-number.js';

describe('a dossier number', () => {
  it.each<[string, string | null]>([
    ['K7MX-42PD', 'K7MX-42PD'],
    [' k7mx-42pd ', 'K7MX-42PD'],
    ['K7MX', null],
    ['K7MX-42P', null],
    ['K7MX 42PD', 'K7MX-42PD'],
    ['k7mx42pd', 'K7MX-42PD'],
    ['Léa-Lou', null],
    ['ANNE-LISE', null],
    ['', null],
  ])('typed as « %s » is %s', (text, expected) => {
    expect(dossierNumberIn(text)).toBe(expected);
  });

  it('is known again as it was drawn', () => {
    const number = newDossierNumber();
    expect(dossierNumberIn(number)).toBe(number);
  });
});
