import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Territory } from '../../src/territory/territory/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const PAGE = '/accessibilite';
const TEXTS = '/administration/ouverture/mentions';

describe.each(DATABASES)('The accessibility statement (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  const stranger = (language = 'fr'): Browser => new Browser(test.app, language);
  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
  });
  afterAll(() => test.close());

  it('has each part of the model of the administration, whatever the territory has said', async () => {
    const { text, source } = await stranger().opens(PAGE);
    for (const part of [
      'article 47 de la loi n° 2005-102 du 11 février 2005',
      'Schéma pluriannuel de mise en accessibilité : pas encore publié',
      'Plan d’actions de l’année : pas encore publié',
      'État de conformité',
      'L’évaluation est interne',
      'Non-conformités',
      'Dérogations pour charge disproportionnée',
      'Contenus non soumis à l’obligation d’accessibilité',
      'Cette déclaration a été établie le',
      'Technologies utilisées',
      'Environnement de test',
      'Outils d’évaluation',
      'Pages vérifiées',
      'Retour d’information et contact',
      'Voies de recours',
      'Défenseur des droits Libre réponse 71120 75342 Paris CEDEX 07',
      '09 69 39 00 00',
    ])
      expect(text.replace(/\s+/g, ' ')).toContain(part.replace(/\s+/g, ' '));
    expect(source).toContain('href="https://formulaire.defenseurdesdroits.fr/"');
    // Whom to tell: the desks, while nobody else is named.
    for (const { name } of test.app.get(Territory).desks()) expect(text).toContain(name);
  });

  it('leads to the Défenseur des droits by form, delegate, telephone and letter, in both languages', async () => {
    for (const [language, call] of [
      ['fr', 'l’appeler au 09 69 39 00 00'],
      ['en', 'call on 09 69 39 00 00'],
    ] as const) {
      const page = await stranger(language).opens(PAGE);
      expect(page.linkTo('tel:+33969390000').text).toBe('09 69 39 00 00');
      expect(page.hasLinkTo('https://formulaire.defenseurdesdroits.fr/')).toBe(true);
      expect(page.hasLinkTo('https://www.defenseurdesdroits.fr/saisir/delegues')).toBe(true);
      expect(page.text.replace(/\s+/g, ' ')).toContain(call);
      expect(page.text.replace(/\s+/g, ' ')).toContain('Libre réponse 71120');
    }
  });

  it('says what its territory answers for, in both languages', async () => {
    const form = (await coordinator.opens(TEXTS)).form('/mentions');
    const refused = await coordinator.presses(form, { accessibilityScheme: 'javascript:alert(1)', siteAddress: 'ici' });
    expect([refused.status, Object.keys(refused.errors)]).toEqual([422, ['siteAddress', 'accessibilityScheme']]);
    await coordinator.presses(form, {
      accessibilityEntity: 'Communauté du Val',
      siteAddress: 'https://petite-enfance.val.example',
      accessibilityContact: 'Mission handicap\nhandicap@val.example',
      accessibilityScheme: 'https://val.example/schema',
      accessibilityActions: 'https://val.example/plan',
    });
    for (const language of ['fr', 'en']) {
      const { text, source } = await stranger(language).opens(PAGE);
      for (const said of ['Communauté du Val', 'https://petite-enfance.val.example', 'Mission handicap'])
        expect(text).toContain(said);
      for (const href of ['https://val.example/schema', 'https://val.example/plan'])
        expect(source).toContain(`href="${href}"`);
      expect(text).not.toMatch(/pas encore publié|not published yet/);
    }
  });
});
