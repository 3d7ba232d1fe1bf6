import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { seedCommissions } from '../support/commission.js';
import { expectRefusal, type Page } from '../support/page.js';
import { BORN, Parent } from '../support/parent.js';

const BACK = 'Retour à la liste des étapes';

describe.each(DATABASES)('what is typed in a draft (%s)', (kind) => {
  let test: TestApp;
  let parent: Parent;
  const opens = (path: string): Promise<Page> => parent.browser.opens(`${parent.draft}/${path}`);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  afterAll(() => test.close());
  const begin = async (): Promise<void> => {
    parent = new Parent(test.app);
    await parent.start();
  };

  it('stays when one goes back to the list, half a page as well', async () => {
    await begin();
    const list = await parent.browser.presses((await opens('responsable/1')).button(BACK), { firstName: 'Nadia' });
    expect(list.url).toBe(parent.draft);
    expect((await opens('responsable/1')).form('/responsable/1').value('firstName')).toBe('Nadia');
  });

  it('stays when one changes language, and the page is then in that language', async () => {
    await begin();
    const english = await parent.browser.presses((await opens('foyer')).button('English'), { dependentChildren: '2' });
    expect([english.url, english.heading]).toEqual([`${parent.draft}/foyer`, 'Your household']);
    expect(english.form('/foyer').value('dependentChildren')).toBe('2');
    const french = await parent.browser.presses(english.button('Français'), { dependentChildren: '3' });
    expect([french.heading, french.form('/foyer').value('dependentChildren')]).toEqual(['Votre foyer', '3']);
  });

  it('what cannot be read is said, in the language asked for, and kept as typed; one may also leave without it', async () => {
    await begin();
    const wrong = await parent.browser.presses((await opens('responsable/1')).button('English'), { email: 'nadia@' });
    expectRefusal(wrong, 'e-mail');
    expect([wrong.heading, wrong.form('/responsable/1').value('email')]).toEqual(['The parent or guardian', 'nadia@']);
    const left = await parent.browser.presses(wrong.button('Back to the list of steps'));
    expectRefusal(left, 'Leave this page without keeping');
    expect((await parent.browser.opens(left.link('Leave this page').href)).url).toBe(parent.draft);
  });

  it('a page that was only looked at keeps nothing, and begins no draft', async () => {
    await begin();
    await parent.browser.presses((await opens('points')).button(BACK));
    const list = await opens('');
    expect(list.text).not.toContain('revenir plus tard');
  });

  it('the language of letters that a page proposes is no answer before the page is sent', async () => {
    await begin();
    const english = await parent.browser.presses((await opens('accords')).button('English'), { reminders: 'yes' });
    expect(english.form('/accords').value('reminders')).toBe('yes');
    expect(english.form('/accords').value('language')).toBe('en');
  });

  it('a mode that was chosen stays with a nursery that is added, and with a way out', async () => {
    await begin();
    await parent.fill('enfant/1', BORN);
    const wishes = await opens('voeux/1');
    const added = await parent.browser.presses(wishes.button('Ajouter – Multi-accueil de Blanzy'), {
      areaMode: 'childminder',
    });
    expect(added.sentences('.app-wishes__name').slice(0, 2)).toEqual([
      expect.stringContaining('Multi-accueil de Blanzy'),
      expect.stringContaining('assistante maternelle'),
    ]);
    await parent.browser.presses(added.button(BACK), { areaMode: 'mam' });
    expect((await opens('voeux/1')).text).toMatch(/Vos vœux.*assistantes maternelles.*Ajouter un établissement/);
    const asked = await parent.browser.presses((await opens('voeux/1')).button('Ajouter – Multi-accueil de Montceau'), {
      areaCommune: '71040',
    });
    expectRefusal(asked, 'Choisissez le mode d’accueil');
  });

  it('a mode that was chosen stays when the list of nurseries is filtered', async () => {
    await begin();
    await parent.fill('enfant/1', BORN);
    const wishes = await opens('voeux/1');
    const filtered = await parent.browser.presses(wishes.button('Filtrer'), {
      commune: '71040',
      areaMode: 'childminder',
    });
    const [wish, ...offered] = filtered.sentences('.app-wishes__name');
    expect(wish).toContain('assistante maternelle');
    expect(offered.every((name) => name.includes('Blanzy'))).toBe(true);
    expect(filtered.form('/voeux/1').value('commune')).toBe('71040');
    // Only looking at the others of another commune writes nothing.
    const version = filtered.form('/voeux/1').value('version');
    const again = await parent.browser.presses(filtered.button('Filtrer'), { commune: '' });
    expect([again.form('/voeux/1').value('version'), again.text]).toEqual([
      version,
      expect.stringContaining('Multi-accueil de Montceau'),
    ]);
  });

  it('stays on the way back from the pages of a request that was sent, and in another language', async () => {
    await begin();
    await parent.family();
    await parent.child(1, BORN);
    await parent.send();
    const followed = (await parent.browser.opens('/mon-dossier')).linkTo(/\/reponses$/).href;
    const need = (): Promise<Page> => parent.browser.opens(`${followed}/besoin`);
    const list = await parent.browser.presses((await need()).button('Retour'), { weeksPerYear: '40' });
    expect([list.url, list.text]).toEqual([followed, expect.stringContaining('Votre réponse est enregistrée')]);
    const english = await parent.browser.presses((await need()).button('English'), { weeksPerYear: '41' });
    expect([english.url, english.form('/besoin').value('weeksPerYear')]).toEqual([`${followed}/besoin`, '41']);
    const french = await parent.browser.presses(english.button('Français'));
    const wrong = await parent.browser.presses(french.button('Retour'), { weeksPerYear: '99' });
    expectRefusal(wrong, 'Quitter cette page sans garder');
    expect(wrong.form('/besoin').value('weeksPerYear')).toBe('99');
    const untouched = await parent.browser.presses((await need()).button('Retour'));
    expect([untouched.url, untouched.text]).toEqual([followed, expect.not.stringContaining('est enregistrée')]);
    const agreed = await parent.browser.opens(`${followed}/accords`);
    const home = await parent.browser.presses(agreed.button('Retour'), { reminders: 'no' });
    expect(home.url).toBe('/mon-dossier');
    expect((await parent.browser.opens(`${followed}/accords`)).form('/accords').value('reminders')).toBe('no');
    const wishes = await parent.browser.opens(`${followed}/voeux`);
    await parent.browser.presses(wishes.button('Retour'), { areaMode: 'mam' });
    expect((await parent.browser.opens(`${followed}/voeux`)).text).toMatch(
      /Vos vœux.*assistantes maternelles.*Ajouter/,
    );
  });

  it('a child or an adult that was filled in is removed after a question, and comes back whole', async () => {
    await begin();
    await parent.part('ajouter', { what: 'child' });
    await parent.fill('enfant/1', { ...BORN, firstName: 'Reste' });
    await parent.fill('enfant/2', { ...BORN, firstName: 'Parti' });
    const asked = await parent.browser.presses((await opens('')).button('Retirer Parti'));
    expect(asked.heading).toBe('Retirer Parti du dossier ?');
    expect((await parent.browser.opens(asked.link('Non, garder').href)).text).toContain('Parti');
    const removed = await parent.browser.presses(asked.button('Oui, retirer'));
    expect(removed.text).not.toContain('L’identité de Parti');
    const back = await parent.browser.presses(removed.button('Remettre Parti'));
    expect(back.text).toContain('L’identité de Parti');
    expect((await opens('enfant/2')).form('/enfant/2').value('birthDay')).toBe('11');
    expect(back.forms.some(({ text }) => text.includes('Remettre'))).toBe(false);
  });

  it('a second adult that was filled in as well; an empty one goes without a question', async () => {
    await begin();
    await parent.part('ajouter', { what: 'adult' });
    const gone = await parent.browser.presses((await opens('')).button('Retirer le second responsable'));
    expect(gone.text).toContain('Ajouter un second responsable');
    await parent.part('ajouter', { what: 'adult' });
    await parent.fill('responsable/2', {
      firstName: 'Yann',
      surname: 'Second',
      parentalAuthority: 'yes',
      situation: 'working',
    });
    const asked = await parent.browser.presses((await opens('')).button('Retirer le second responsable'));
    const removed = await parent.browser.presses(asked.button('Oui, retirer'));
    await parent.browser.presses(removed.button('Remettre Yann'));
    expect((await opens('responsable/2')).form('/responsable/2').value('firstName')).toBe('Yann');
  });
});
