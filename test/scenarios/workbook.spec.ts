import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    for (const said of ['telles que connues le 24 novembre 2026', 'Source', 'non diffusé', 'Montceau-les-Mines'])
      expect(words).toContain(said);
    // One family alone: every count of it is small.
    const sheets = [...entries].filter(([name]) => name.startsWith('xl/worksheets/sheet')).map(([, xml]) => xml);
    expect(sheets).toHaveLength(5);
    for (const xml of sheets) expect([/<f[ >]/.test(xml), /<c r="\w+"><v>/.test(xml)]).toEqual([false, false]);
  });

  it('is for who reads indicators', async () => {
    for (const who of ['director', 'member', 'administrator'])
      expect((await (await signedIn(test.app, who)).opens('/rapport.xlsx')).status).toBe(404);
  });
});
