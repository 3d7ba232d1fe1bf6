import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { FamilyAccess } from '../../src/dossier/dossier/index.js';
import { Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import { dayFields } from '../support/page.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { seedWorld } from '../support/seed.js';

describe.each(DATABASES)('a dossier that is sent twice (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let families = 0;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    reader = test.app.get(Reader);
  });
  afterAll(() => test.close());

  const ready = async (): Promise<{ parent: Parent; child: string; fields: Record<string, string> }> => {
    families += 1;
    const letter = String.fromCharCode(96 + families);
    const [surname, child] = [`Deuxfois${letter}`, `Enfant${letter}`];
    const parent = new Parent(test.app);
    await parent.start();
    await parent.family({
      ...ADULT,
      surname,
      email: `deux.${letter}@exemple.fr`,
      phone: `06 80 00 00 ${String(families).padStart(2, '0')}`,
    });
    await parent.child(1, { ...BORN, firstName: child, surname });
    const shown = await parent.browser.get(`${parent.draft}/verifier`);
    return { parent, child, fields: { version: hiddenValue(shown.html, 'version')! } };
  };
  /** A browser that got this answer only. */
  const after = (parent: Parent, { cookies }: Awaited<ReturnType<Parent['press']>>): Browser => {
    const browser = new Browser(test.app);
    for (const [name, value] of parent.browser.jar) browser.setCookie(name, value);
    for (const { name, value } of cookies) browser.setCookie(name, value);
    return browser;
  };

  it('by a button pressed twice deposits once, and whichever answer the browser shows opens the dossier', async () => {
    const { parent, child, fields } = await ready();
    const dossiers = await reader.count(Dossier);
    const answers = await Promise.all([1, 2, 3].map(() => parent.press(`${parent.draft}/envoyer`, fields)));
    answers.push(await parent.press(`${parent.draft}/envoyer`, fields));
    for (const answer of answers) {
      expect([answer.statusCode, answer.headers.location]).toEqual([303, `${parent.draft}/recu`]);
      const browser = after(parent, answer);
      const receipt = await browser.get(`${parent.draft}/recu`);
      expect([receipt.status, receipt.html.includes('href="/mon-dossier"')]).toEqual([200, true]);
      const followed = await browser.get('/mon-dossier');
      expect([followed.url, textOf(followed.html).includes(child)]).toEqual(['/mon-dossier', true]);
    }
    expect(await reader.count(Dossier)).toBe(dossiers + 1);
  });

  it('again on a page that was open before leads to the receipt; one that is out of date says that nothing left', async () => {
    const { parent, child, fields } = await ready();
    const token = parent.browser.csrfToken;
    const again = () => parent.press(`${parent.draft}/envoyer`, fields, token);
    const dossiers = await reader.count(Dossier);
    parent.browser.setCookie('marelle-csrf', 'of another page');
    const stale = await parent.browser.get(String((await again()).headers.location));
    expect([stale.url, textOf(stale.html).includes('Votre dossier n’est pas encore parti')]).toEqual([
      `${parent.draft}/verifier?perime`,
      true,
    ]);
    expect(await reader.count(Dossier)).toBe(dossiers);
    await parent.send();
    const receipt = await parent.browser.get(String((await again()).headers.location));
    expect([receipt.url, receipt.status]).toEqual([`${parent.draft}/recu`, 200]);
    expect(textOf((await parent.browser.get('/mon-dossier')).html)).toContain(child);
    expect(await reader.count(Dossier)).toBe(dossiers + 1);
    // Without a token of ours it is no page of ours.
    expect((await parent.browser.postWithoutToken(`${parent.draft}/envoyer`, fields)).status).toBe(403);
  });

  it('from two browsers at once opens the dossier in the one that sent it, and in no other', async () => {
    const { parent, child, fields } = await ready();
    const draftId = parent.draft.split('/')[2]!;
    const secret = await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(FamilyAccess).giveLink(tx, { draftId }, 'screen'));
    const phone = new Parent(test.app);
    await phone.browser.get(`/dossier/reprendre/${secret}`);
    expect((await phone.browser.post(`/dossier/reprendre/${secret}`, dayFields('date', '2026-03-11'))).url).toBe(
      parent.draft,
    );
    const answers = await Promise.all([
      parent.press(`${parent.draft}/envoyer`, fields),
      phone.press(`${parent.draft}/envoyer`, fields),
    ]);
    const opened: boolean[] = [];
    for (const [index, answer] of answers.entries())
      opened.push(textOf((await after([parent, phone][index]!, answer).get('/mon-dossier')).html).includes(child));
    expect(opened.filter(Boolean)).toHaveLength(1);
  });
});
