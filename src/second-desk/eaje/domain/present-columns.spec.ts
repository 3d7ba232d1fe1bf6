import { describe, expect, it } from '../../../../test/support/runner.js';
import { presentColumns } from './present-columns.js';

describe('the columns of a list of present children', () => {
  it.each([
    [
      ['Nom', 'Prénom', 'Né(e) le', 'Section', 'Jours', 'Depuis le', 'Date de sortie'],
      ['surname', 'firstName', 'birthDate', 'section', 'days', 'from', 'to'],
    ],
    [
      ['NOM Prénom', 'DDN', 'Groupe', 'L', 'M', 'M', 'J', 'V', 'Du', 'Au'],
      ['surnameFirst', 'birthDate', 'section', 'mon', 'tue', 'wed', 'thu', 'fri', 'from', 'to'],
    ],
    [
      ['Prénom', 'Lundi matin', 'Lundi après-midi', 'mar. am', 'Date d’arrivée', 'Fin de contrat', 'Allergies'],
      ['firstName', 'mon-am', 'mon-pm', 'tue-am', 'from', 'to', 'ignore'],
    ],
  ])('%j', (headers, uses) => {
    expect(presentColumns(headers, {})).toEqual(uses);
  });

  it('a person may say otherwise', () => {
    expect(presentColumns(['Nom', 'Allergies'], { 1: 'section' })).toEqual(['surname', 'section']);
  });
});
