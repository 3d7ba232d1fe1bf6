import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { DESK, seedCommissions } from '../support/commission.js';
import { duplicatesWorld } from '../support/duplicates.js';
import type { Page } from '../support/page.js';
import { signedIn } from '../support/people.js';

const DUE = 'Demandes par échéance';
const CLOSED = 'close';
const ALIKE = 'se prononce';

describe.each(DATABASES)('what a desk finds (%s)', (kind) => {
  let test: TestApp;
  let desk: Browser;
  let numberOfNour: string;

  const search = async (text: string, browser = desk): Promise<Page> => {
    const inbox = await browser.opens('/rpe');
    return browser.presses(inbox.form('/rpe/recherche'), { text });
  };
  /** The children in one table of a page of results; none where the page has no such table. */
  const children = (page: Page, caption: string): string[] =>
    page.sentences('caption').some((one) => one.includes(caption))
      ? page
          .table(caption)
          // A row that may be chosen begins with its box.
          .map(([first = '', second = '']) => (first.startsWith('Choisir ') ? second : first))
          .map((child) => child.split(' ').slice(0, 2).join(' '))
      : [];

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    desk = await signedIn(test.app, 'agent');
    const world = duplicatesWorld(test);
    const family = (surname: string, firstName: string, phone: string, birthDate: string): Promise<string> =>
      world.deposit(
        { surname, phone, email: `${firstName.toLowerCase()}@exemple.fr` },
        { surname, firstName, birthDate },
      );
    await family('Gauthier', 'Nour', '0799042364', '2026-03-27');
    await family('Leroy', 'Lou', '0612345678', '2026-05-02');
    const wojcik = await family('Wojcik', 'Adam', '0687654321', '2026-06-03');
    await family('Lambert', 'Zoe', '0622222222', '2026-08-05');
    await family('Goutier', 'Ines', '0611111111', '2026-07-04');
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(RequestMoves).move(tx, DESK, wojcik, 'withdraw', { reason: 'moved_away' }));
    const page = await search('Gauthier');
    numberOfNour = /dossier (\w{4}-\w{4})/.exec(page.text)![1]!;
  });
  afterAll(() => test.close());

  it.each([
    ['a telephone', '0799042364'],
    ['a telephone with spaces', '07 99 04 23 64'],
    ['a telephone with points', '07.99.04.23.64'],
    ['an international telephone', '+33 7 99 04 23 64'],
    ['the beginning of a telephone', '07 99 04'],
    ['an e-mail address', 'Nour@Exemple.fr'],
    ['a day of birth', '27/03/2026'],
    ['a day of birth, short', '27/3/26'],
    ['a day of birth, in words', '27 mars 2026'],
    ['the beginning of a name', 'gauth'],
    ['two names', 'nour gauthier'],
  ])('by %s', async (_, text) => expect(children(await search(text), DUE)).toEqual(['Nour Gauthier']));

  it('by its number, with the dash and without', async () => {
    for (const text of [numberOfNour, numberOfNour.replace('-', ''), numberOfNour.toLowerCase().replace('-', ' ')])
      expect(children(await search(text), DUE)).toEqual(['Nour Gauthier']);
  });

  it('by half its number, either half', async () => {
    for (const half of numberOfNour.split('-')) expect(children(await search(half), DUE)).toEqual(['Nour Gauthier']);
  });

  it('finds "Lambert" for "Lambret": one typing error in a name', async () => {
    const page = await search('Lambret');
    expect([children(page, DUE), children(page, ALIKE)]).toEqual([[], ['Zoe Lambert']]);
    for (const typed of ['Lambetr Zoé', 'Lanbert', 'Lambbert', 'Labmert Zeo'])
      expect([typed, children(await search(typed), ALIKE)]).toEqual([
        typed,
        typed === 'Labmert Zeo' ? [] : ['Zoe Lambert'],
      ]);
  });

  it('names as they are heard, told apart from those that are written so, and after them', async () => {
    const page = await search('Goutier');
    expect([children(page, DUE), children(page, ALIKE)]).toEqual([['Ines Goutier'], ['Nour Gauthier']]);
    expect(page.text).toMatch(/Une demande en cours correspond.*Ines.*se prononce de la même façon.*Nour/);
    expect(children(await search('Leroi'), ALIKE)).toEqual(['Lou Leroy']);
    expect(children(await search('Leroi Lou'), ALIKE)).toEqual(['Lou Leroy']);
  });

  it('a request that is closed, from which it is opened again', async () => {
    expect(children(await search('06 87 65 43 21'), CLOSED)).toEqual(['Adam Wojcik']);
    expect(children(await search('Woijcik'), ALIKE)).toEqual(['Adam Wojcik']);
    const page = await search('Wojcik');
    expect([children(page, DUE), children(page, CLOSED)]).toEqual([[], ['Adam Wojcik']]);
    const request = await desk.opens(page.link('Adam Wojcik').href);
    const reopened = await desk.presses(request.form('/rouvrir'), { reopenReason: 'family_asked' });
    expect(reopened.status).toBe(200);
    expect(children(await search('Wojcik'), DUE)).toEqual(['Adam Wojcik']);
  });

  it('nothing of a family that another desk follows', async () => {
    const other = await signedIn(test.app, 'otherAgent');
    for (const text of ['Gauthier', 'Goutier', '0799042364', '27/03/2026', numberOfNour, 'Wojcik']) {
      const page = await search(text, other);
      expect([text, page.text.includes('Nour'), page.text.includes('Adam')]).toEqual([text, false, false]);
    }
  });

  it('and comes back to its list, with its filters, from a request and after an act', async () => {
    const list = '/rpe?state=submitted&commune=71306';
    const shown = await desk.opens(list);
    const request = await desk.opens(shown.link('Nour Gauthier').href);
    expect((await desk.opens(request.link('Toutes les demandes').href)).url).toBe(list);
    const acted = await desk.presses(request.form('/prendre-en-charge'));
    expect((await desk.opens(acted.link('Toutes les demandes').href)).url).toBe(list);
    // Another request, found by another way, leads back to where it was found.
    const found = await search('Leroy');
    const leroy = await desk.opens(found.link('Lou Leroy').href);
    expect((await desk.opens(leroy.link('Toutes les demandes').href)).url).toBe(found.url);
    expect((await desk.opens(acted.link('Toutes les demandes').href)).url).toBe(list);
  });

  it('and an address that is no list leads to the whole inbox', async () => {
    const [request] = (await desk.opens('/rpe')).links.filter(({ href }) => href.startsWith('/rpe/demandes/'));
    const { href } = request!;
    const opened = await desk.opens(`${href.split('?')[0]}?liste=${encodeURIComponent('state=nothing&text=Martin')}`);
    expect((await desk.opens(opened.link('Toutes les demandes').href)).url).toBe('/rpe');
  });
});
