import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { runDueJobs } from '../support/kept.js';
import { signedIn } from '../support/people.js';
import { entriesOf } from '../support/zip.js';

describe.each(DATABASES)('the figures as a workbook (%s)', (kind) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(kind);
    clockOf(test.app).travelTo('2026-11-24T09:00:00.000Z');
    await seedCommissions(test.app);
    await anOrientedRequest(test.app);
    await runDueJobs(test.app);
  });
  afterAll(() => test.close());

  it('holds its tables, its definitions and the date of its data, and no small count', async () => {
    const answer = await (await signedIn(test.app, 'coordinator')).get('/rapport.xlsx');
    expect(answer.status).toBe(200);
    const entries = entriesOf(answer.bytes);
    expect(entries.get('xl/workbook.xml')).toMatch(/Familles par mois.*Familles par commune.*À lire/);
    const words = entries.get('xl/sharedStrings.xml')!;
    for (const said of [
      'telles que connues le 24 novembre 2026',
      'Source',
      'non diffusé',
      'Montceau-les-Mines',
      'Du dépôt à la première réponse',
    ])
      expect(words).toContain(said);
    // One family alone: every count of it is small.
    const sheets = [...entries].filter(([name]) => name.startsWith('xl/worksheets/sheet')).map(([, xml]) => xml);
    expect(sheets).toHaveLength(7);
    for (const xml of sheets) expect([/<f[ >]/.test(xml), /<c r="\w+"><v>/.test(xml)]).toEqual([false, false]);
  });

  it('tells delays and refusals of each month as CSV too, with definition, source and date', async () => {
    const coordinator = await signedIn(test.app, 'coordinator');
    const lines = async (table: string): Promise<string[][]> =>
      (await coordinator.get(`/rapport.csv?tableau=${table}`)).bytes
        .toString()
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(';'));
    const [head, ...delays] = await lines('etapes');
    expect(head).toContain('Définition');
    // Six ways for each month; one request went through two of them, too few to be told.
    expect(delays.length % 6).toBe(0);
    for (const [month, , ...row] of delays) {
      expect(month).toMatch(/^\d{4}-\d{2}$/);
      expect(row.slice(0, 6)).toEqual(Array(6).fill('non diffusé'));
      expect(row.at(-1)).toBe('2026-11-24');
    }
    expect((await lines('refus')).at(-1)!.slice(1, 3)).toEqual(['Ensemble', 'non diffusé']);
    expect((await coordinator.get('/rapport.csv?tableau=tout')).status).toBe(404);
  });

  it('is for who reads indicators', async () => {
    for (const who of ['director', 'member', 'administrator'])
      expect((await (await signedIn(test.app, who)).opens('/rapport.xlsx')).status).toBe(404);
  });
});
