import { describe, expect, it } from '../../../../test/support/runner.js';
import { partCouple } from './couples.js';
import { isUnclear, partName, restoreCase, takeUnborn } from './names.js';
import { cutReturn, readSituations, shareSituations } from './situations.js';

describe('a name', () => {
  it.each([
    ['DA-SILVA', 'Da-Silva'],
    ['FRANÇOIS', 'François'],
    ['TRAORÉ', 'Traoré'],
    ["D'ARTAGNAN", "D'Artagnan"],
    ['léo', 'Léo'],
    ['McDonald', 'McDonald'],
    ['DE LA TOUR', 'De La Tour'],
    ['GUéRIN', 'Guérin'],
    ['DUPONt', 'Dupont'],
    ['da-SILVA', 'Da-Silva'],
    ['de la Tour', 'de la Tour'],
  ])('%s becomes %s', (text, name) => {
    expect(restoreCase(text)).toBe(name);
  });

  it.each([
    ['VNCENT', 'surnameFirst', null, 'Vncent'],
    ['DUPONT Noah', 'surnameFirst', 'Noah', 'Dupont'],
    ['DE LA TOUR Anne Lise', 'surnameFirst', 'Anne Lise', 'De La Tour'],
    ['Dupont Noah', 'surnameFirst', 'Noah', 'Dupont'],
    ['Rmy Lreoy', 'firstNameFirst', 'Rmy', 'Lreoy'],
    ['Elif Da-Silva', 'firstNameFirst', 'Elif', 'Da-Silva'],
    ['LEROY Romy', 'firstNameFirst', 'Romy', 'Leroy'],
    ['Blanc', 'firstNameFirst', null, 'Blanc'],
    ['DUPONT, Noah', 'firstNameFirst', 'Noah', 'Dupont'],
    ['GUéRIN Nour', 'surnameFirst', 'Nour', 'Guérin'],
    ['de OLIVEIRA Ana-Lucía', 'surnameFirst', 'Ana-Lucía', 'De Oliveira'],
    ['D ANGELO Léa', 'surnameFirst', 'Léa', 'D Angelo'],
    ['El Mansouri Yassine', 'surnameFirst', 'Yassine', 'El Mansouri'],
    ['Ana Lucía De Oliveira', 'firstNameFirst', 'Ana Lucía', 'De Oliveira'],
    ['Le Goff', 'firstNameFirst', null, 'Le Goff'],
    ['BEN ALI', 'surnameFirst', null, 'Ben Ali'],
  ] as const)('%s, %s, is first name %s and surname %s', (text, order, firstName, surname) => {
    expect(partName(text, { order })).toEqual({ firstName, surname });
  });

  it.each([
    ['Garcia Lopez Inès', 'surnameFirst', ['Garcia Lopez'], 'Inès', 'Garcia Lopez', false],
    ['Maria João Martin', 'firstNameFirst', ['Matrin'], 'Maria João', 'Martin', false],
    ['Maria João Martin', 'firstNameFirst', [], 'Maria', 'João Martin', true],
    ['Marin Martin', 'firstNameFirst', ['Martin'], 'Marin', 'Martin', false],
    ['Marin Martni', 'firstNameFirst', ['Martin'], 'Marin', 'Martni', false],
    ['Garcia Lopez', 'surnameFirst', ['Garcia Lopez'], null, 'Garcia Lopez', false],
  ] as const)(
    '%s, %s, beside %j, is first name %s and surname %s, unclear: %s',
    (text, order, known, firstName, surname, unclear) => {
      expect(partName(text, { order, known })).toEqual({ firstName, surname });
      expect(isUnclear(text, { order, known })).toBe(unclear);
    },
  );

  it.each([
    ['A NAITRE', '', true],
    ['LAMBERT à naître', 'LAMBERT', true],
    ['Bébé Lambert', 'Lambert', true],
    ['Anaïs', 'Anaïs', false],
    ['BB LAMBERT', 'LAMBERT', true],
    ['LAMBERT (à naître)', 'LAMBERT', true],
    ['A NAITRE (mars 2027)', '', true],
    ['futur bébé', '', true],
    ['?', '', false],
  ])('%s leaves %j, to be born: %s', (text, rest, unborn) => {
    expect(takeUnborn(text)).toEqual({ rest, unborn, twins: false });
  });

  it('of twins is not a name', () => {
    expect(takeUnborn('Jumeaux LAMBERT')).toEqual({ rest: 'LAMBERT', unborn: false, twins: true });
  });

  it.each([
    [
      'Mélanie et Antoine Lambert',
      [
        ['Mélanie', 'Lambert'],
        ['Antoine', 'Lambert'],
      ],
    ],
    ['Laura Ferreira', [['Laura', 'Ferreira']]],
    [
      'Laura Dupont & Paul Martin',
      [
        ['Laura', 'Dupont'],
        ['Paul', 'Martin'],
      ],
    ],
    [
      'M. et Mme Lambert',
      [
        [null, 'Lambert'],
        [null, 'Lambert'],
      ],
    ],
    [
      'Sonia et Marc',
      [
        ['Sonia', null],
        ['Marc', null],
      ],
    ],
    [
      'Mme DUPONT Marie / M. LEROY Paul',
      [
        ['Marie', 'Dupont'],
        ['Paul', 'Leroy'],
      ],
    ],
    [
      'Maman : Laura TRAORÉ\nPapa : Romain PETIT',
      [
        ['Laura', 'Traoré'],
        ['Romain', 'Petit'],
      ],
    ],
    [
      'Laura TRAORÉ (mère) et Romain',
      [
        ['Laura', 'Traoré'],
        ['Romain', 'Traoré'],
      ],
    ],
    [
      'Laura, Romain TRAORÉ',
      [
        ['Laura', 'Traoré'],
        ['Romain', 'Traoré'],
      ],
    ],
    ['M. DUPONT, Paul', [['Paul', 'Dupont']]],
    ['Famille LE GOFF', [[null, 'Le Goff']]],
  ])('%s', (text, people) => {
    expect(partCouple(text).people.map(({ firstName, surname }) => [firstName, surname])).toEqual(people);
  });

  it.each([
    ['Céline et José Luis', ['Traoré'], true],
    ['Céline et José Traoré', ['Traoér'], false],
    ['Laura, Romain et Paul TRAORÉ', [], true],
    ['Laura Traoré', ['Traoré'], false],
    ['Aminata', ['Ba'], true],
    ['Mme Diallo', ['Ba'], false],
    ['DIALLO', ['Ba'], false],
    ['Ba', ['Ba'], false],
  ])('%s beside %j is unclear: %s', (text, known, unclear) => {
    expect(partCouple(text, { known }).isUnclear).toBe(unclear);
  });
});

describe('the situations of a home', () => {
  const share = (text: string, adults: number): unknown => {
    const said = readSituations(text);
    const shared = said.ok ? shareSituations(said.value, adults) : said;
    return shared.ok ? shared.value : shared.reason;
  };
  it.each([
    ['2 emplois', 2, ['working', 'working']],
    ['2 emplois', 1, ['working']],
    ['1 emploi', 1, ['working']],
    ['formation', 1, ['studying']],
    ['sans emploi', 2, ['none', 'none']],
    ['congé parental', 1, ['parental_leave']],
    ['en congé maternité', 1, ['maternity_leave']],
    ['congé mat', 1, ['maternity_leave']],
    ['congé de paternité', 1, ['paternity_leave']],
    ['1 emploi', 2, 'which_adult'],
    ['formation', 2, 'which_adult'],
    ['1 emploi, 1 recherche', 2, 'which_adult'],
    ['1 emploi, 1 recherche', 1, 'which_adult'],
    ['voir dossier', 1, 'unknown_situation'],
    ['deux emplois', 2, ['working', 'working']],
    ['les deux travaillent', 2, ['working', 'working']],
    ['2emplois', 2, ['working', 'working']],
    ['CDI temps partiel', 1, ['working']],
    ["en recherche d'emploi", 1, ['job_seeking']],
    ['formaiton', 1, ['studying']],
    ['mère au foyer', 1, ['none']],
    ['CDI / congé parental', 2, 'which_adult'],
    ['1 emploi 1 recherche', 2, 'which_adult'],
  ])('%s with %i named: %j', (text, adults, expected) => {
    expect(share(text, adults)).toEqual(expected);
  });
});

describe('the day back from leave, in the cell of the situation', () => {
  it.each<[string, string, string, boolean]>([
    ['congé maternité', 'congé maternité', '', false],
    ['congé maternité jusqu’au 30/09/2027', 'congé maternité', '30/09/2027', true],
    ["congé parental, jusqu'au 30 septembre 2027", 'congé parental', '30 septembre 2027', true],
    ['congé parental (retour le 1/10/2027)', 'congé parental', '1/10/2027', false],
    ['congé mat - reprise 01.10.27', 'congé mat', '01.10.27', false],
    ['congé parental, reprise prévue en octobre 2027', 'congé parental', 'octobre 2027', false],
    ['congé parental, retour au travail le 1er octobre 2027', 'congé parental', '1er octobre 2027', false],
    ['emploi', 'emploi', '', false],
  ])('%s', (text, situation, returns, lastDay) => expect(cutReturn(text)).toEqual({ situation, returns, lastDay }));
});
