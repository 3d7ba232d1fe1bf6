import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { PdfRenderer } from '../../src/foundation/platform/pdf/index.js';
import { Supply } from '../../src/offer/supply/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { readPdf, textOfPdf } from '../support/pdf.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const BOOKLET = '/livret-d-accueil.pdf';
const SHEET = '/modes-d-accueil/ma-71306/fiche.pdf';
/** In points. */
const A5 = { width: 419.53, height: 595.28 };
const HOW = 'Nous jardinons le mardi, et nous parlons la langue des signes.';

describe.each(DATABASES)('the welcome booklet (%s)', (kind) => {
  let test: TestApp;
  const anybody = (language = 'fr') => new Browser(test.app, language);
  const read = async (url: string, browser = anybody()) => {
    const answer = await browser.get(url);
    return { ...answer, text: answer.status === 200 ? await textOfPdf(answer.bytes) : '' };
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
  });
  afterAll(() => test.close());

  it('says what there is, how it works, what it costs and whom to call, on tagged A5 pages', async () => {
    const directory = await anybody().opens('/modes-d-accueil');
    expect(directory.linkTo(BOOKLET).text).toContain('Livret d’accueil');
    const { text, bytes, headers } = await read(BOOKLET);
    expect(headers['content-type']).toBe('application/pdf');
    const { tagged, pages } = await readPdf(bytes);
    expect(tagged).toBe(true);
    for (const { width, height } of pages) {
      expect(width).toBeCloseTo(A5.width, 1);
      expect(height).toBeCloseTo(A5.height, 1);
    }
    for (const { name } of test.app.get(Supply).establishments()) expect(text).toContain(name);
    for (const said of [
      'Un seul dossier pour tous les modes d’accueil',
      'de 0,50 € à 5,26 € de l’heure',
      'L’assistante maternelle',
      'rpe@guichet.example',
      'Montceau-les-Mines',
      'Comment les places sont attribuées',
    ])
      expect(text).toContain(said);
    // A childminder is counted, and called through the desk.
    const minder = test.app
      .get(Supply)
      .openProviders()
      .find(({ kind: one }) => one === 'childminder')!;
    expect(text).not.toContain(minder.name);
  });

  it('is made once for what it says, and again when a director changes a word', async () => {
    const before = (await read(BOOKLET)).bytes;
    expect((await read(BOOKLET)).bytes.equals(before)).toBe(true);
    const renderer = test.app.get(PdfRenderer);
    const render = renderer.render.bind(renderer);
    let made = 0;
    renderer.render = (...asked) => ((made += 1), render(...asked));
    await Promise.all([read(BOOKLET), read(BOOKLET)]);
    expect(made).toBe(0);
    const director = new Browser(test.app);
    await director.signIn(STAFF['director']!.email, PASSWORD);
    const page = await director.opens('/offre/ma-71306/fonctionnement');
    await director.presses(page.button('Enregistrer'), { howItWorks: HOW });
    const [one, two] = await Promise.all([read(BOOKLET), read(BOOKLET)]);
    expect([one.text.includes(HOW), two.bytes.equals(one.bytes), made]).toEqual([true, true, 1]);
  });

  it('has a page for each establishment, in both languages', async () => {
    const provider = await anybody().opens('/modes-d-accueil/ma-71306');
    expect(provider.linkTo(SHEET).text).toContain('fiche à imprimer');
    const french = await read(SHEET);
    for (const said of ['Multi-accueil de Montceau-les-Mines', HOW, 'La crèche collective', 'rpe@guichet.example'])
      expect(french.text).toContain(said);
    expect((await readPdf(french.bytes)).pages).toHaveLength(1);
    const english = await read(SHEET, anybody('en'));
    expect(english.text).toContain('The nursery (multi-accueil)');
    expect(english.text).not.toContain('La crèche collective');
    expect((await read(BOOKLET, anybody('en'))).text).toContain('Childcare welcome booklet');
  });

  it('has no page for a childminder, for who is closed, or for nobody', async () => {
    const minder = test.app
      .get(Supply)
      .openProviders()
      .find(({ kind: one }) => one === 'childminder')!;
    for (const id of [minder.id, 'nobody', '__proto__'])
      expect((await read(`/modes-d-accueil/${id}/fiche.pdf`)).status).toBe(404);
  });
});
