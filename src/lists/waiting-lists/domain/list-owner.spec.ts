import { describe, expect, it } from '../../../../test/support/runner.js';
import { listName, ownerOfList } from './list-owner.js';

const COMMUNES = [
  { code: '71040', name: 'Blanzy' },
  { code: '71306', name: 'Montceau-les-Mines' },
  { code: '71320', name: 'Mont-Saint-Vincent' },
  { code: '71486', name: 'Saint-Vallier' },
  { code: '71477', name: 'Saint-Romain-sous-Gourdon' },
  { code: '71222', name: 'Gourdon' },
];
const at = (id: string, establishmentKind: string, communeCode: string) => ({ id, establishmentKind, communeCode });
const ESTABLISHMENTS = [
  at('ma-71306', 'multi_accueil', '71306'),
  at('cf-71306', 'creche_familiale', '71306'),
  at('ma-71040', 'multi_accueil', '71040'),
  at('ma-71486', 'multi_accueil', '71486'),
  at('mc-psu-71486', 'micro_creche_psu', '71486'),
  at('mc-paje-71222', 'micro_creche_paje', '71222'),
];

describe('whose list a file is', () => {
  it.each([
    ['montceau.csv', 'ma-71306'],
    ['data/waiting-lists/blanzy.csv', 'ma-71040'],
    ['saint-vallier.csv', 'ma-71486'],
    ['C:\\listes\\Liste Saint-Vallier 2026.CSV', 'ma-71486'],
    ['Gourdon.csv', 'mc-paje-71222'],
    ['Liste attente MONTCEAU 2026-2027.csv', 'ma-71306'],
    ['mont-saint-vincent.csv', null],
    ['saint.csv', null],
    ['liste.csv', null],
    ['.csv', null],
    ['blanzy et saint-vallier.csv', null],
  ])('%s → %s', (file, owner) => {
    expect(ownerOfList(file, COMMUNES, ESTABLISHMENTS)).toBe(owner);
  });

  it('calls a file by its name alone', () => {
    expect(listName('/a/b.c/montceau.csv')).toBe('montceau');
  });
});
