import { describe, expect, it } from '../../../../test/support/runner.js';
import { recogniseColumns } from './columns.js';
import { saysHidden } from './hidden-address.js';
import { readRow, type RequestReading } from './read-row.js';

const CONTEXT = {
  communes: [{ inseeCode: '71040', name: 'Blanzy', postalCodes: ['71450'] }],
  establishments: [],
  importedOn: '2026-11-30',
  sourceProviderId: null,
};
const CHILD = {
  Nom: 'DUPONT',
  Prénom: 'Noah',
  'Né le': '12/03/2026',
  'Parent 1': 'Aurélie Dupont',
  Commune: 'Blanzy',
  Adresse: '3 rue Haute',
};

function readWith(more: Record<string, string>): RequestReading {
  const cells = { ...CHILD, ...more };
  const row = { line: 2, cells, raw: Object.values(cells).join(';'), blank: false, reason: null, isTitle: false };
  const reading = readRow(recogniseColumns(Object.keys(cells)), row, CONTEXT);
  if (reading.kind !== 'request') throw new Error(`read as ${reading.kind}`);
  return reading;
}
const adultsOf = (more: Record<string, string>) =>
  readWith(more).form.adults.map(({ addressProtected, addressLine }) => [addressProtected === true, addressLine]);

describe('an address that nobody may know, in a list', () => {
  it.each([
    ['a column', { 'Adresse confidentielle': 'oui' }, [[true, '3 rue Haute']]],
    ['a cross in another column', { 'Coordonnées confidentielles': 'X' }, [[true, '3 rue Haute']]],
    ['a column that says no', { 'Adresse confidentielle': 'non' }, [[false, '3 rue Haute']]],
    ['nothing', {}, [[false, '3 rue Haute']]],
    ['a remark', { Observations: 'Attention, adresse confidentielle' }, [[true, '3 rue Haute']]],
    [
      'a remark against a column',
      { 'Adresse confidentielle': 'non', Observations: 'adresse protégée' },
      [[true, '3 rue Haute']],
    ],
    ['words in the place of a street', { Adresse: 'Adresse confidentielle' }, [[true, null]]],
    [
      'words behind a street',
      { Adresse: '3 rue Haute (adresse confidentielle)' },
      [[true, '3 rue Haute (adresse confidentielle)']],
    ],
    [
      'both adults, whose address it is',
      { 'Parent 2': 'Marc Petit', 'Adresse confidentielle': 'oui' },
      [
        [true, '3 rue Haute'],
        [true, null],
      ],
    ],
  ])('%s', (_, more, adults) => expect(adultsOf(more)).toEqual(adults));

  it('asks a person what a cell says that is neither yes nor no', () =>
    expect(readWith({ 'Adresse confidentielle': 'à voir' }).problems).toEqual([
      { field: 'adult.addressProtected', value: 'à voir', reason: 'not_yes_or_no' },
    ]));

  it.each([
    ['Adresse à ne pas communiquer au père', true],
    ['Ne pas divulguer l’adresse', true],
    ['ne jamais donner ses coordonnées', true],
    ['coordonnées strictement confidentielles', true],
    ['domicile protégé', true],
    ['adresse à confirmer', false],
    ['nouvelle adresse depuis mai', false],
    ['ne pas rappeler avant 18 h', false],
    ['emploi protégé', false],
    ['Adresse : 3 rue Haute. Ne pas donner de lait', false],
    ['nouvelle adresse, ne pas donner d’arachide', false],
  ])('%s: %s', (words, hidden) => expect(saysHidden(words)).toBe(hidden));
});
