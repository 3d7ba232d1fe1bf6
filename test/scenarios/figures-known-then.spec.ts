import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { FiguresFromHistory } from '../../src/reporting/reporting/index.js';
import { ListImport } from '../../src/lists/waiting-lists/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { runDueJobs } from '../support/kept.js';
import type { Page } from '../support/page.js';
import { signedIn } from '../support/people.js';

const PAGE = '/rapport';
const THEN = { periode: '2026-11', connu: 'alors' };
const COMPUTE = 'Calculer les chiffres connus ce jour-là';

describe.each(DATABASES)('figures as they were known then (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;

  /** Six families of November; in December a list from before the desk comes in, whose families waited in November. */
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-11-20T09:00:00.000Z');
    for (let family = 0; family < 6; family += 1)
      await anOrientedRequest(test.app, { child: { need: { ...aChild().need, wantedFrom: '2026-12-07' } } });
    clockOf(test.app).travelTo('2026-12-10T09:00:00.000Z');
    await test.app
      .get(ListImport)
      .importFile('saint-vallier.csv', readFileSync('data/waiting-lists/saint-vallier.csv'));
    await runDueJobs(test.app);
  }, 120_000);
  beforeEach(async () => {
    coordinator = await signedIn(test.app, 'coordinator');
  });
  afterAll(() => test.close());

  const choose = async (filled: Record<string, string>): Promise<Page> =>
    coordinator.presses((await coordinator.opens(PAGE)).form(PAGE), filled);

  it('are computed when somebody asks, and the page says what is known meanwhile', async () => {
    const asked = await choose(THEN);
    expect(asked.text).toContain('Ceux qui étaient connus le 30 novembre 2026 n’ont pas encore été calculés');
    const waiting = await coordinator.presses(asked.button(COMPUTE));
    expect(waiting.text).toContain('sont en cours de calcul');
    expect(waiting.heading).toBe((await choose({ periode: '2026-11' })).heading);
    await runDueJobs(test.app);
    const told = await coordinator.opens(waiting.link('Regarder si c’est prêt').href);
    expect(told.heading).toBe('6 familles sans solution au 30 novembre 2026');
    expect(told.text).toContain('tel que connu le 30 novembre 2026');
  });

  it('are what the command tells of that day, commune by commune, and say how they differ from today', async () => {
    const told = await choose(THEN);
    const { status } = (
      await test.app.get(FiguresFromHistory).computeTables({ from: '2026-11', to: '2026-11', asKnown: '2026-11-30' })
    )['2026-11']!;
    expect(status.total.without).toBe(6);
    const rows = told.table('Familles par commune de résidence, au 30 novembre 2026');
    expect(rows.filter(([, families]) => families !== '0').map(([commune, families]) => [commune, families])).toEqual([
      ['Montceau-les-Mines', '6'],
    ]);
    const now = Number.parseInt((await choose({ periode: '2026-11' })).heading, 10);
    expect(now).toBeGreaterThan(6);
    expect(told.text).toContain(
      `on connaissait 6 familles sans solution. Pour ce même jour, on en connaît aujourd’hui ${now} : ${now - 6} de plus`,
    );
    expect(told.text).toMatch(
      /Toutes situations réunies, on connaissait alors 6 familles ; pour ce même jour, on en connaît aujourd’hui \d+,/,
    );
  });

  it('are in files that name the day by which they are known', async () => {
    const told = await choose(THEN);
    const csv = await coordinator.get(told.link('Télécharger en CSV').href);
    expect(csv.headers['content-disposition']).toContain('marelle-familles-2026-11-connu-le-2026-11-30.csv');
    const [head, ...lines] = csv.bytes.toString().trimEnd().split('\r\n');
    expect(head).toMatch(/Tel que connu le$/);
    expect(lines.every((line) => line.endsWith(';2026-11-30'))).toBe(true);
    expect(lines.some((line) => line.startsWith('2026-11;71306;Montceau-les-Mines;'))).toBe(true);
    const workbook = await coordinator.get(told.link('Classeur (XLSX)').href);
    expect(workbook.headers['content-disposition']).toContain('marelle-familles-2026-11-connu-le-2026-11-30.xlsx');
    const today = await coordinator.get(`${PAGE}.csv`);
    expect(today.headers['content-disposition']).toContain('marelle-familles-connu-le-2026-12-10.csv');
  });

  it('are asked for once, and only of a period that is over', async () => {
    const other = { periode: '2026-T3', connu: 'alors' };
    const [first, second] = [await choose(other), await choose(other)];
    await coordinator.presses(first.button(COMPUTE));
    expect((await coordinator.presses(second.button(COMPUTE))).text).toContain('sont en cours de calcul');
    const going = await choose({ periode: '2026-12', connu: 'alors' });
    expect(going.form(PAGE).value('connu')).toBe('');
    expect(going.text).not.toContain('connus le');
    const file = await coordinator.get(`${PAGE}.csv?periode=2026-10&connu=alors`);
    expect(file.status).toBe(404);
  });

  it('are forgotten when nobody has asked for a long time', async () => {
    clockOf(test.app).travelTo('2027-04-01T09:00:00.000Z');
    await runDueJobs(test.app);
    coordinator = await signedIn(test.app, 'coordinator');
    expect((await choose(THEN)).text).toContain('n’ont pas encore été calculés');
  });
});
