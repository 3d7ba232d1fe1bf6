import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { anOrientedRequest, seedCommissions } from '../support/commission.js';
import { aForm } from '../support/forms.js';
import { parsed, type Link, type Page } from '../support/page.js';
import { BORN, HOUSEHOLD, Parent } from '../support/parent.js';
import { familyOf } from '../support/people.js';

describe.each(DATABASES)('what is missing from a draft (%s)', (kind) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  afterAll(() => test.close());

  const missing = ({ links }: Page): Link[] =>
    links.filter(({ href }) => href.includes('#') && href.includes('/dossier/'));

  it.each(['fr', 'en'])('each link names who it is about, and opens at the field (%s)', async (language) => {
    const parent = new Parent(test.app, language);
    await parent.start();
    await parent.part('ajouter', { what: 'adult' });
    await parent.part('ajouter', { what: 'child' });
    await parent.fill('responsable/1', { firstName: 'Nadia', later: 'yes' });
    await parent.fill('responsable/2', { firstName: 'Yann', situation: 'parental_leave', later: 'yes' });
    await parent.fill('enfant/1', { born: 'born', firstName: 'Léa', later: 'yes' });
    await parent.fill('enfant/2', { born: 'born', firstName: 'Nino', later: 'yes' });
    const links = missing(await parent.browser.opens(`${parent.draft}/verifier`));
    expect(links.length).toBeGreaterThan(15);
    expect(new Set(links.map(({ text }) => text)).size).toBe(links.length);
    for (const { href } of links) {
      const [path, field] = href.split('#');
      const { source } = await parent.browser.opens(path!);
      expect([href, parsed(source).querySelector(`[id="${field}"]`)?.localName]).toEqual([
        href,
        expect.stringMatching(/^(input|select|fieldset|h2)$/),
      ]);
    }
    const named = (href: string): string[] => links.filter((link) => link.href.endsWith(href)).map(({ text }) => text);
    expect(named('/besoin/1#week')).toEqual([expect.stringMatching(/^Léa – /)]);
    expect(named('/besoin/2#week')).toEqual([expect.stringMatching(/^Nino – /)]);
    expect(named('/responsable/2#returnsOn')[0]).toMatch(/^Yann – /);
  });

  it('the second parent has one name from the question that asks for one, and a child its own at each question', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    const titles = async (path = ''): Promise<string> => (await parent.browser.opens(`${parent.draft}${path}`)).text;
    expect(await titles()).toContain('Le parent ou responsable');
    await parent.fill('responsable/1', { email: 'nadia@exemple.fr', later: 'yes' });
    await parent.fill('foyer', { ...HOUSEHOLD, loneParent: 'no' });
    await parent.part('ajouter', { what: 'child' });
    const list = await titles();
    expect(list).toMatch(/Le premier parent ou responsable .* Le second parent ou responsable/);
    expect(list).not.toContain('Le parent ou responsable');
    expect(list).toContain('Le nom du parent, votre commune et la situation d’un parent (travail, études, congé)');
    expect((await parent.browser.opens(`${parent.draft}/responsable/2`)).heading).toBe(
      'Le second parent ou responsable',
    );
    const check = await parent.browser.opens(`${parent.draft}/verifier`);
    const named = (href: string): string[] =>
      missing(check).flatMap(({ href: at, text }) => (at.endsWith(href) ? [text] : []));
    expect(named('/responsable/1#situation')[0]).toMatch(/^Le premier parent ou responsable – /);
    expect(named('/responsable/2#firstName')).toEqual([
      expect.stringMatching(/^Le second parent ou responsable – /),
      expect.stringMatching(/^Le second parent ou responsable – La situation de l’autre parent/),
    ]);
    expect([named('/enfant/1#multipleBirth'), named('/enfant/2#multipleBirth')]).toEqual([
      [expect.stringMatching(/^L’enfant 1 – Jumeaux/)],
      [expect.stringMatching(/^L’enfant 2 – Jumeaux/)],
    ]);
    expect(check.text).not.toContain('Le parent ou responsable');
  });

  it('the family that follows its requests reads whose each is, and its second parent by the same name', async () => {
    const { requestId, dossierId } = await anOrientedRequest(test.app, {
      form: { household: { ...aForm().household, loneParent: false } },
      child: { firstName: null, birthDate: '2026-03-11', multipleBirth: null },
      siblings: [{ firstName: null, birthDate: '2024-05-02', multipleBirth: null }],
    });
    const family = await familyOf(test.app, { dossierId }, '2026-03-11');
    const followed = await family.opens('/mon-dossier');
    expect(followed.sentences('section h2').sort()).toEqual([
      'Votre enfant né le 11 mars 2026',
      'Votre enfant né le 2 mai 2024',
    ]);
    expect(followed.text).toContain('L’enfant – Jumeaux, triplés ou plus');
    expect(followed.text).not.toContain('l’enfant – Jumeaux');
    const answers = await family.opens(`/mon-dossier/demandes/${requestId}/reponses`);
    expect(answers.text).toContain('Le second parent ou responsable');
    expect(answers.text).not.toContain('Le parent ou responsable');
  });

  it('a twin is given the need and the wishes of the other at one press, and keeps its own page', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    await parent.child(1, { ...BORN, firstName: 'Léa' });
    await parent.part('ajouter', { what: 'child' });
    await parent.fill('enfant/2', { ...BORN, firstName: 'Nino' });
    const same = 'Même besoin et mêmes vœux que Léa';
    const offered = await parent.browser.opens(`${parent.draft}/besoin/2`);
    const list = await parent.browser.presses(offered.button(same));
    expect([list.url, list.text]).toEqual([parent.draft, expect.stringContaining('Le besoin et les vœux sont copiés')]);
    expect(list.text).not.toContain(same);
    const need = (await parent.browser.opens(`${parent.draft}/besoin/2`)).form('/besoin/2');
    expect([need.value('wantedFromYear'), need.value('commonEnd')]).toEqual(['2027', '17:00']);
    expect((await parent.browser.opens(`${parent.draft}/voeux/2`)).sentences('.app-wishes__name')[0]).toContain(
      'Montceau',
    );
    await parent.browser.presses(need, { days: ['mon'] });
    const first = (await parent.browser.opens(`${parent.draft}/besoin/1`)).form('/besoin/1');
    expect(first.fields['days']).toEqual(['mon', 'tue', 'thu']);
  });
});
