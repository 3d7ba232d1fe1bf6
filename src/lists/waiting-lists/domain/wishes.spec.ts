import { describe, expect, it } from '../../../../test/support/runner.js';
import type { ListedEstablishment } from './listed-establishment.js';
import { readWishes } from './wishes.js';

const establishment = (id: string, establishmentKind: string, communeCode: string, name = id): ListedEstablishment => ({
  id,
  name,
  establishmentKind,
  communeCode,
});
const context = {
  communes: [
    { inseeCode: '71040', name: 'Blanzy' },
    { inseeCode: '71306', name: 'Montceau-les-Mines' },
    { inseeCode: '71222', name: 'Gourdon' },
    { inseeCode: '71477', name: 'Saint-Romain-sous-Gourdon' },
    { inseeCode: '71486', name: 'Saint-Vallier' },
  ],
  establishments: [
    establishment('ma-blanzy', 'multi_accueil', '71040', 'Multi-accueil de Blanzy'),
    establishment('cf-blanzy', 'creche_familiale', '71040', 'Crèche familiale de Blanzy'),
    establishment('ma-montceau', 'multi_accueil', '71306', 'Les P’tits Mineurs'),
    establishment('mc-gourdon', 'micro_creche_paje', '71222'),
    establishment('mc-romain', 'micro_creche_paje', '71477'),
    establishment('mc-vallier', 'micro_creche_psu', '71486'),
  ],
  importedOn: '2026-11-24',
};
const wishesOf = (text: string, sourceProviderId: string | null = null): string[] =>
  readWishes(text, { ...context, sourceProviderId }).wishes.map(
    ({ mode, providerId, communeCode }) => providerId ?? (communeCode === null ? mode : `${mode} ${communeCode}`),
  );

describe('the wishes in a cell', () => {
  it.each([
    ['Multi-accueil de Blanzy', ['ma-blanzy']],
    ['crèche de Blanzy', ['ma-blanzy']],
    ['CF Blanzy ou nounou', ['cf-blanzy', 'childminder']],
    ['1) MA Montceau 2) ma blanzy', ['ma-montceau', 'ma-blanzy']],
    ['P’tits Mineurs', ['ma-montceau']],
    ['micro-crèche St Vallier puis ass. mat.', ['mc-vallier', 'childminder']],
    ['micro crèche Gourdon', ['mc-gourdon']],
    ['micro crèche St Romain', ['mc-romain']],
    ['AM Blanzy', ['childminder 71040']],
    ['MAM', ['mam']],
    ['maison d’assistantes maternelles', ['mam']],
    ['Garde à domicile', ['home_care']],
    ['Garde partagée', ['shared_home_care']],
    ['garde partagée à domicile ou ass mat', ['shared_home_care', 'childminder']],
    ['ass mat ou ass mat', ['childminder']],
    ['MA Blanzy / crèche familiale', ['ma-blanzy', 'cf-blanzy']],
  ])('%s', (text, wishes) => {
    expect(wishesOf(text)).toEqual(wishes);
    expect(readWishes(text, context).isUnclear).toBe(false);
  });

  it('are those of the list, where it says crèche alone', () => {
    expect(wishesOf('crèche ou ass mat', 'ma-blanzy')).toEqual(['ma-blanzy', 'childminder']);
    expect(wishesOf('ass mat', 'ma-blanzy')).toEqual(['childminder']);
    expect(wishesOf('crèche familiale', 'ma-blanzy')).toEqual(['cf-blanzy']);
  });

  it.each(['crèche', 'indifférent', 'la plus proche', 'micro-crèche', 'Les Loupiots', 'jardin d’enfants Blanzy'])(
    'are asked where %s may be several, or none',
    (text) => expect(readWishes(text, context)).toEqual({ wishes: [], isUnclear: true }),
  );

  it('keep what is clear beside what is not', () => {
    expect(readWishes('ass mat ou Les Loupiots', context)).toMatchObject({
      wishes: [{ mode: 'childminder' }],
      isUnclear: true,
    });
  });
});
