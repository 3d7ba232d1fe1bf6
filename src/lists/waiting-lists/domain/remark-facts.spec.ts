import { describe, expect, it } from '../../../../test/support/runner.js';
import { readRemark, withoutLone } from './remark-facts.js';

const establishments = [
  { id: 'ma-blanzy', name: 'Multi-accueil de Blanzy', establishmentKind: 'multi_accueil', communeCode: '71040' },
  { id: 'mc-gourdon', name: 'Micro-crèche de Gourdon', establishmentKind: 'micro_creche_paje', communeCode: '71222' },
];
const context = (sourceProviderId: string | null = null): Parameters<typeof readRemark>[1] => ({
  communes: [
    { inseeCode: '71040', name: 'Blanzy' },
    { inseeCode: '71222', name: 'Gourdon' },
  ],
  establishments,
  importedOn: '2026-11-30',
  sourceProviderId,
});
const read = (text: string, owner: string | null = null): ReturnType<typeof readRemark> =>
  readRemark(text, context(owner));

describe('a parent alone', () => {
  it.each([
    'maman solo',
    'Mère seule',
    'papa seul',
    'parent isolé',
    'famille monoparentale',
    'monoparental',
    'maman seule avec 3 enfants',
    'élève seule ses enfants',
    'rappeler le soir, maman solo',
  ])('is told by %s', (text) => expect(read(text).loneParent).toBe(true));

  it.each(['maman seule le mercredi', 'veuve', 'parents séparés', 'RSA, seule', 'plus maman solo', 'enfant seul', ''])(
    'is nobody’s guess in %j',
    (text) => expect(read(text).loneParent).toBe(null),
  );

  it.each([
    ['maman solo, CDI', 'CDI'],
    ['CDI / mère seule', 'CDI'],
    ['maman seule le mercredi', 'maman seule le mercredi'],
  ])('is cut from %s', (text, rest) => expect(withoutLone(text)).toBe(rest));
});

describe('a brother or sister who goes to an establishment', () => {
  it.each<[string, string | null, string | null]>([
    ['aîné à la crèche de Blanzy', null, 'ma-blanzy'],
    ['sœur à la micro-crèche de Gourdon', null, 'mc-gourdon'],
    ['frère à la crèche', 'ma-blanzy', 'ma-blanzy'],
    ['frère à la crèche', null, null],
    ['frère Nathan à la crèche depuis 2025', 'ma-blanzy', 'ma-blanzy'],
    ['grand frère ici', 'mc-gourdon', 'mc-gourdon'],
    ['sa grande sœur Lison est chez nous', 'mc-gourdon', 'mc-gourdon'],
    ['fratrie : grand frère déjà accueilli à la crèche', 'ma-blanzy', 'ma-blanzy'],
  ])('%s, on the list of %s: at %s', (text, owner, providerId) => {
    expect(read(text, owner).sibling).toEqual({ providerId });
  });

  it.each([
    'frère sera à la crèche',
    'sœur était à la crèche de Blanzy',
    'frère à l’école',
    'sœur chez nounou',
    'aîné aussi en demande à la crèche',
    'frère à la crèche en 2019',
    'grand frère ici',
    'frère 4 ans',
    'crèche de Blanzy',
  ])('is nobody’s guess in %s', (text) => expect(read(text).sibling).toBe(null));
});

describe('who looks after the child today', () => {
  it.each([
    ['assistante maternelle actuellement', 'childminder'],
    ['gardé par sa grand-mère', 'family'],
    ['garde : mamie pour l’instant', 'family'],
    ['actuellement à la crèche', 'establishment'],
    ['en ce moment gardée par maman', 'parent'],
  ])('%s: %s', (text, care) => expect(read(text).currentCare).toBe(care));

  it.each(['assistante maternelle', 'sera gardé par mamie', 'gardé par mamie le mercredi', 'crèche ou nounou'])(
    'is nobody’s guess in %s',
    (text) => expect(read(text).currentCare).toBe(null),
  );
});

describe('the rest of the family', () => {
  it.each<[string, object]>([
    ['ouvrier 3x8', { atypicalHours: { role: null } }],
    ['ouvrier 3x8 (papa)', { atypicalHours: { role: 'father' } }],
    ['horaires décalés', { atypicalHours: { role: null } }],
    ['travaille de nuit', { atypicalHours: { role: null } }],
    ['infirmière', { atypicalHours: null }],
    ['horaires décalés possibles', { atypicalHours: null }],
    ['garde alternée', { custody: 'alternating' }],
    ['garde alternée à confirmer', { custody: null }],
    ['3 enfants à charge', { dependentChildren: 3 }],
    ['3 enfants', { dependentChildren: null }],
  ])('%s', (text, facts) => expect(read(text)).toMatchObject(facts));
});
