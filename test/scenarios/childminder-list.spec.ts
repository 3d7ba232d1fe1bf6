import { parse } from 'csv-parse/sync';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { readWorkbook } from '../../src/foundation/platform/workbooks/workbook.js';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { seedCommissions } from '../support/commission.js';
import { aChildminder } from '../support/minders.js';
import { signedIn } from '../support/people.js';

const LIST = '/assistantes-maternelles';
const CAPTION = 'Assistantes maternelles';

describe.each(DATABASES)('the childminders of a desk as a list that bears work (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await aChildminder(test.app, '=Zoé Durand', { agreementTo: '2027-01-31' });
    await aChildminder(test.app, 'Anaïs Durand', { communeCode: '71040' });
    agent = await signedIn(test.app, 'agent');
  });
  afterAll(() => test.close());

  const lines = async (who: Browser, address: string): Promise<Record<string, string>[]> =>
    parse((await who.get(address)).bytes, { columns: true, delimiter: ';', bom: true });
  const names = async (address: string): Promise<string[]> =>
    (await agent.opens(address)).table(CAPTION).map(([name]) => name!);

  it('stand in the order of their names, of their commune, or of who confirmed last', async () => {
    expect(await names(`${LIST}?texte=durand`)).toEqual(['=Zoé Durand', 'Anaïs Durand']);
    expect(await names(`${LIST}?texte=durand&ordre=commune`)).toEqual(['Anaïs Durand', '=Zoé Durand']);
    const confirmed = (await agent.opens(`${LIST}?ordre=confirmed`)).table(CAPTION).map((row) => row.at(-1)!);
    expect(confirmed.findIndex((day) => day === '')).toBeGreaterThanOrEqual(2);
    expect(confirmed.slice(confirmed.indexOf('')).join('')).toBe('');
  });

  it('are narrowed by words that are taken off, with the number found; what was typed is no view', async () => {
    const page = await agent.opens(`${LIST}?texte=durand&commune=71040&confirme=2026-11-01`);
    expect(page.text).toContain('Une assistante maternelle correspond.');
    const off = page.links.filter(({ text }) => text.startsWith('enlever')).map(({ href }) => href);
    expect(off).toEqual([
      `${LIST}?commune=71040&confirme=2026-11-01`,
      `${LIST}?texte=durand&confirme=2026-11-01`,
      `${LIST}?texte=durand&commune=71040`,
    ]);
    expect(decodeURIComponent(page.link('Garder cette vue').href)).not.toMatch(/durand/i);
    expect((await agent.opens(`${LIST}?texte=durand&atypique=yes`)).text).toContain('Aucune assistante maternelle ne');
    const refused = await agent.get(`${LIST}?confirme=hier`);
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('donnez une date')]);
  });

  it('leave as files that say what they hold, run nothing, and are in the journal', async () => {
    const found = await lines(agent, `${LIST}/liste.csv?texte=durand`);
    expect(found.map(({ Nom }) => Nom)).toEqual(["'=Zoé Durand", 'Anaïs Durand']);
    expect(found[0]).toEqual(
      expect.objectContaining({ 'À la date du': '2026-11-24', 'Agrément jusqu’au': '2027-01-31' }),
    );
    const { sheets } = await readWorkbook((await agent.get(`${LIST}/liste.xlsx?texte=durand`)).bytes);
    expect(sheets.map(({ name }) => name)).toEqual(['Assistantes maternelles', 'À propos']);
    const entries = await test.app.get(Reader).find(AuditEvent, { where: { action: 'file.read' } });
    expect(entries.map(({ subjectKind, facts }) => [subjectKind, facts])).toContainEqual([
      'childminders',
      { count: 2 },
    ]);
    expect((await agent.get(`${LIST}/liste.csv?etat=moon`)).status).toBe(404);
  });

  it('are nobody else’s', async () => {
    expect(await lines(await signedIn(test.app, 'otherAgent'), `${LIST}/liste.csv?texte=durand`)).toEqual([]);
    for (const name of ['director', 'member', 'administrator'])
      for (const address of [LIST, `${LIST}/liste.csv`, `${LIST}/liste.xlsx`])
        expect((await (await signedIn(test.app, name)).get(address)).status).toBeGreaterThanOrEqual(403);
  });
});
