import { describe, expect, it } from '../../../../test/support/runner.js';
import { recogniseColumns } from './columns.js';
import { readRow, type RequestReading } from './read-row.js';

const ESTABLISHMENTS = [
  { id: 'ma-blanzy', name: 'Multi-accueil de Blanzy', establishmentKind: 'multi_accueil', communeCode: '71040' },
  { id: 'ma-montceau', name: 'Crèche du Plessis', establishmentKind: 'multi_accueil', communeCode: '71306' },
] as const;
const CONTEXT = {
  communes: [
    { inseeCode: '71040', name: 'Blanzy', postalCodes: ['71450'] },
    { inseeCode: '71306', name: 'Montceau-les-Mines', postalCodes: ['71300'] },
  ],
  establishments: ESTABLISHMENTS,
  importedOn: '2026-11-30',
  sourceProviderId: null,
};
const CHILD = { Nom: 'DUPONT', Prénom: 'Noah', 'Né le': '12/03/2026', 'Parent 1': 'Aurélie Dupont' };

function readWith(more: Record<string, string>): RequestReading {
  const cells = { ...CHILD, ...more };
  const row = { line: 2, cells, raw: Object.values(cells).join(';'), blank: false, reason: null, isTitle: false };
  const reading = readRow(recogniseColumns(Object.keys(cells)), row, CONTEXT);
  if (reading.kind !== 'request') throw new Error(`read as ${reading.kind}`);
  return reading;
}
const childOf = (more: Record<string, string>): RequestReading['form']['children'][number] =>
  readWith(more).form.children[0]!;

describe('a column of brothers and sisters', () => {
  it.each([
    ['Fratrie', 'un frère à la crèche du Plessis', true, 'ma-montceau'],
    ['Fratrie', 'crèche du Plessis', true, 'ma-montceau'],
    ['Fratrie accueillie (O/N)', 'oui', true, null],
    ['Frère/sœur déjà accueilli', 'Oui : multi-accueil de Blanzy', true, 'ma-blanzy'],
    ['Fratrie dans la structure', 'N', false, null],
    ['Fratrie', 'aucun', false, null],
    ['Fratrie', 'fille unique', false, null],
    ['Fratrie', '0', false, null],
  ])('%s: %s', (header, cell, siblingReceived, siblingProviderId) =>
    expect(childOf({ [header]: cell })).toMatchObject({ siblingReceived, siblingProviderId }),
  );

  it.each(['oui', '2', 'un frère', 'grande sœur à l’école', 'sera à la crèche de Blanzy', '?', '-'])(
    'Fratrie: %s does not say that one is received',
    (cell) => expect(childOf({ Fratrie: cell })).toMatchObject({ siblingReceived: null, siblingProviderId: null }),
  );

  it('keeps in the note what is more than yes or no', () => {
    expect(readWith({ Fratrie: '2 frères' }).note).toBe('Fratrie : 2 frères');
    expect(readWith({ Fratrie: 'oui' }).note).toBe('Fratrie : oui');
    expect(readWith({ Fratrie: 'non' }).note).toBe(null);
    expect(readWith({ 'Fratrie accueillie': 'oui' }).note).toBe(null);
  });

  it('keeps nothing of health', () => {
    const reading = readWith({ Fratrie: 'frère autiste' });
    expect(reading.note).toBe(null);
    expect(reading.problems).toEqual([{ field: 'child.siblingReceived', value: '', reason: 'health_detail_not_kept' }]);
  });
});

describe('a column of who cares for the child now', () => {
  it.each([
    ['Garde actuelle', 'nounou', 'childminder'],
    ['Mode de garde actuel', 'Assistante maternelle', 'childminder'],
    ['Mode d’accueil actuel', 'MAM', 'childminder'],
    ['Garde actuelle', 'grands-parents', 'family'],
    ['Gardé par', 'la grand-mère', 'family'],
    ['Garde actuelle', 'maman', 'parent'],
    ['Garde actuelle', 'congé parental', 'parent'],
    ['Garde actuelle', 'multi-accueil de Blanzy', 'establishment'],
    ['Garde actuelle', 'garde à domicile', 'other'],
    ['Garde actuelle', 'aucune', 'none'],
  ])('%s: %s', (header, cell, care) => expect(childOf({ [header]: cell }).need.currentCare).toBe(care));

  it.each(['nounou et mamie en alternance', '?', 'voisine'])('leaves %s to a person', (cell) =>
    expect(childOf({ 'Garde actuelle': cell }).need.currentCare).toBe(null),
  );
});

describe('columns about the home', () => {
  it.each([
    ['Famille monoparentale', 'oui', { loneParent: true }],
    ['Parent isolé (O/N)', 'N', { loneParent: false }],
    ['Situation familiale', 'monoparentale', { loneParent: true }],
    ['Situation familiale', 'Mariés', { loneParent: false }],
    ['Situation familiale', 'en concubinage', { loneParent: false }],
    ['Situation familiale', 'séparés', { loneParent: null }],
    ['Garde alternée', 'oui', { custody: 'alternating' }],
    ['Garde alternée', 'non', { custody: null }],
    ['Nb enfants à charge', '3', { dependentChildren: 3 }],
    ['Nombre d’enfants à charge', '2 enfants', { dependentChildren: 2 }],
  ])('%s: %s', (header, cell, household) => {
    const { form, problems } = readWith({ [header]: cell });
    expect(form.household).toMatchObject(household);
    expect(problems).toEqual([]);
  });

  it.each([
    ['Nb enfants à charge', 'plusieurs', 'household.dependentChildren', 'not_a_number_of_children'],
    ['Nb enfants à charge', '0', 'household.dependentChildren', 'not_a_number_of_children'],
    ['Monoparental', 'peut-être', 'household.loneParent', 'not_yes_or_no'],
  ])('%s: %s is asked', (header, value, field, reason) =>
    expect(readWith({ [header]: value }).problems).toEqual([{ field, value, reason }]),
  );

  it('asks where a lone parent lives as a couple', () => {
    const { form, problems } = readWith({ Monoparental: 'oui', 'Situation familiale': 'en couple' });
    expect(form.household.loneParent).toBe(true);
    expect(problems).toEqual([]);
    const remark = readWith({ Observations: 'maman solo', 'Situation familiale': 'en couple' });
    expect(remark.form.household.loneParent).toBe(null);
    expect(remark.problems).toMatchObject([{ field: 'household.loneParent', reason: 'lone_beside_another' }]);
  });

  it('tells twins', () => expect(childOf({ 'Jumeaux (O/N)': 'O' }).multipleBirth).toBe(true));
});
