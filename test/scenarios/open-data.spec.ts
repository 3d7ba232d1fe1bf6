import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { FAMILY_STATUSES, type PublishedMonth } from '../../src/reporting/reporting/index.js';
import { aChild } from '../support/forms.js';
import { runDueJobs } from '../support/kept.js';
import { expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { entriesOf } from '../support/zip.js';

const STAFF = '/rapport/publications';
const PUBLIC = '/donnees/2026-T3';

type Line = Record<'Tableau' | 'Ligne' | 'Colonne' | 'Nombre' | 'Connu le' | 'Définition', string>;

describe.each(DATABASES)('open data (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let stranger: Browser;

  const linesOf = async (file: string): Promise<Line[]> =>
    parse((await stranger.get(`${PUBLIC}/${file}`)).bytes, { bom: true, delimiter: ';', columns: true });
  const asks = async (birthDate: string, count: number): Promise<void> => {
    for (let family = 0; family < count; family += 1)
      await anOrientedRequest(test.app, { child: { birthDate, need: { ...aChild().need, wantedFrom: '2026-10-01' } } });
  };

  const opensMade = async (): Promise<Page> =>
    coordinator.opens((await coordinator.opens(STAFF)).link('troisième trimestre 2026').href);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-09-15T08:00:00.000Z');
    await asks('2026-03-10', 9);
    await asks('2025-03-10', 6);
    await asks('2024-08-10', 2);
    await runDueJobs(test.app);
    clockOf(test.app).travelTo('2026-10-06T09:00:00.000Z');
    coordinator = await signedIn(test.app, 'coordinator');
    stranger = new Browser(test.app);
  });
  afterAll(() => test.close());

  it('are prepared by the coordinator, once a quarter is over, and seen by nobody else before', async () => {
    const page = await coordinator.opens(STAFF);
    expect(page.text).toContain('Aucun trimestre n’a encore été préparé');
    const early = await coordinator.post(STAFF, { quarter: '2026-T4' });
    expect([early.status, textOf(early.html)]).toEqual([
      422,
      expect.stringContaining('Ce trimestre ne peut pas être préparé'),
    ]);
    const asked = await coordinator.presses((await coordinator.opens(STAFF)).button('Préparer les tableaux'));
    expect(asked.text).toContain('Les tableaux se préparent');
    expect((await coordinator.post(STAFF, { quarter: '2026-T3' })).status).toBe(422);
    await runDueJobs(test.app);
    const ready = await coordinator.opens(asked.url);
    expect(ready.text).toContain('Prête, non publiée');
    expect(ready.text).toMatch(/\d+ cachées parce que petites, \d+ pour protéger les autres/);
    expect((await stranger.get(PUBLIC)).status).toBe(404);
    expect((await stranger.get(`${PUBLIC}/tableaux.csv`)).status).toBe(404);
    expect((await stranger.opens('/donnees')).text).toContain('Aucun trimestre n’est encore publié');
  });

  it('are read by everybody once published, without a small count nor one that would tell it', async () => {
    const made = await opensMade();
    await coordinator.presses(made.button('Publier pour tous'));
    // Pressed again, it shows what was published.
    expect((await coordinator.presses(made.button('Publier pour tous'))).text).toContain('Retirer');
    const shown = await stranger.opens(PUBLIC);
    expect(shown.text).toContain(
      'Période : du 1er juillet 2026 au 30 septembre 2026. Données connues le 6 octobre 2026',
    );
    const lines = await linesOf('tableaux.csv');
    const counts = lines.flatMap(({ Nombre }) => (Nombre === 'non publié' ? [] : [Number(Nombre)]));
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(5);
    expect(lines.find(({ Tableau }) => Tableau === 'received')).toMatchObject({
      Nombre: '17',
      'Connu le': '2026-10-06',
    });
    const byAge = await linesOf('received-by-age/tableau.csv');
    expect(byAge.map(({ Ligne, Nombre }) => [Ligne, Nombre])).toEqual([
      ['Moins d’un an', '9'],
      ['Un an', 'non publié'],
      ['Deux ans', 'non publié'],
      ['Trois ans et plus', 'non publié'],
      ['Non renseigné', 'non publié'],
    ]);
    expect(byAge[0]!['Définition']).toContain('Demandes reçues');
  });

  it('tell each count of an evening as the files of the observatory and of the convention do', async () => {
    const { months } = JSON.parse((await coordinator.get('/rapport.json')).bytes.toString()) as {
      months: PublishedMonth[];
    };
    const { stock } = months.find(({ month }) => month === '2026-09')!;
    const told = [stock.total, ...stock.communes.map(({ counts }) => counts)].flatMap((counts) =>
      FAMILY_STATUSES.map((status) => String(counts[status] ?? 'non publié')),
    );
    const lines = await linesOf('tableaux.csv');
    const published = ['status', 'status-by-commune'].flatMap((table) =>
      lines.filter(({ Tableau }) => Tableau === table).map(({ Nombre }) => Nombre),
    );
    expect(published).toEqual(told);
    expect(told).toContain('17');
    const convention = (await coordinator.get('/rapport/cadre.csv?periode=2026-T3')).bytes.toString();
    expect(convention).toContain('Volume de familles sans solution;17 familles');
    expect(convention).toContain('Volume de familles avec une solution;non connu, ou non diffusé');
  });

  it('have a workbook with a sheet for each table and one that says what the words mean', async () => {
    const workbook = await stranger.get(`${PUBLIC}/tableaux.xlsx`);
    const names = entriesOf(workbook.bytes).get('xl/workbook.xml')!;
    for (const sheet of ['À lire', 'status-by-commune', 'declined-by-provider', 'stages'])
      expect(names).toContain(`name="${sheet}"`);
  });

  it('are withdrawn with a reason, and never made again', async () => {
    const published = await opensMade();
    expectRefusal(await coordinator.presses(published.button('Retirer'), { reason: '' }), 'Écrivez la raison');
    await coordinator.presses(published.button('Retirer'), { reason: 'Une liste a été importée deux fois' });
    expect((await stranger.opens(PUBLIC)).text).toContain('a été retirée : Une liste a été importée deux fois');
    expect((await stranger.get(`${PUBLIC}/tableaux.csv`)).status).toBe(404);
    expect((await coordinator.opens(STAFF)).text).toContain('Le dernier trimestre terminé est déjà préparé');
  });

  it('are made by the coordinator alone', async () => {
    const agent = await signedIn(test.app, 'agent');
    const list = await agent.opens(STAFF);
    expect(list.text).not.toContain('Préparer');
    expect((await agent.post(STAFF, { quarter: '2026-T3' })).status).toBe(404);
    expect((await (await signedIn(test.app, 'director')).get(STAFF)).status).toBe(404);
  });
});
