import { parse } from 'csv-parse/sync';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { readWorkbook } from '../../src/foundation/platform/workbooks/workbook.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { seedCommissions } from '../support/commission.js';
import { signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';

const LIST = '/administration';
const FILE = '/administration/comptes/liste';
const CAPTION = 'Comptes existants';

describe.each(DATABASES)('people and their rights as a list that bears work (%s)', (kind) => {
  let test: TestApp;
  let admin: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await signedIn(test.app, 'agent');
    admin = await signedIn(test.app, 'administrator');
  });
  afterAll(() => test.close());

  const lines = async (who: Browser, address: string): Promise<Record<string, string>[]> =>
    parse((await who.get(address)).bytes, { columns: true, delimiter: ';', bom: true });

  it('stand by name, or by who signed in last', async () => {
    const names = (await lines(admin, `${FILE}.csv`)).map(({ Personne }) => Personne!);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'fr')));
    expect(names).toEqual(expect.arrayContaining(Object.values(STAFF).map(({ name }) => name)));
    const signedIns = (await lines(admin, `${FILE}.csv?ordre=signedIn`)).map((line) => line['Dernière connexion']!);
    expect(signedIns).toEqual([...signedIns].sort().reverse());
    expect((await admin.opens(LIST)).link('Connecté le').href).toBe(`${LIST}?ordre=signedIn`);
  });

  it('are narrowed by role, place and state, in words that are taken off and kept as a view', async () => {
    const page = await admin.opens(`${LIST}?role=rpe_agent&lieu=mairie-pouilloux`);
    expect(page.text).toContain('Un compte correspond.');
    expect(page.table(CAPTION).map((row) => row.join(' '))).toEqual([
      expect.stringContaining(STAFF['otherAgent']!.name),
    ]);
    const off = page.links.filter(({ text }) => text.startsWith('enlever')).map(({ href }) => href);
    expect(off).toEqual([`${LIST}?lieu=mairie-pouilloux`, `${LIST}?role=rpe_agent`]);
    expect((await admin.opens(`${LIST}?etat=shut`)).text).toContain('Aucun compte ne correspond.');
    const form = await admin.opens(page.link('Garder cette vue').href);
    await admin.presses(form.button('Garder la vue'), { name: 'Pouilloux' });
    expect((await admin.opens(LIST)).link('Pouilloux').href).toBe(`${LIST}?role=rpe_agent&lieu=mairie-pouilloux`);
    const refused = await admin.get(`${LIST}?role=king`);
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('choisissez un rôle de la liste')]);
  });

  it('are acted upon where they stand: the list stays as it was narrowed', async () => {
    const narrowed = `${LIST}?role=rpe_agent&lieu=mairie-pouilloux`;
    const act = (await admin.opens(narrowed)).button('Déconnecter – ');
    expect((await admin.presses(act)).url).toBe(narrowed);
    // Garbage in the address of the act leads to the whole list, and the act is done.
    const [account] = await test.app.get(Reader).find(StaffAccount, { where: { email: STAFF['otherAgent']!.email } });
    const answer = await admin.post(`/administration/comptes/${account!.id}/deconnecter?role=king&page=x`);
    expect(answer.url).toBe(LIST);
  });

  it('leave as files that say what they hold, and the journal has them; nobody else takes them', async () => {
    const { sheets } = await readWorkbook((await admin.get(`${FILE}.xlsx?role=coordinator`)).bytes);
    expect(sheets.map(({ name }) => name)).toEqual(['Comptes du personnel', 'À propos']);
    expect(sheets[0]!.rows).toHaveLength(2);
    expect(sheets[1]!.rows.flatMap(({ cells }) => cells).join()).toMatch(/Filtres\s: .*coordinat/i);
    const entries = await test.app.get(Reader).find(AuditEvent, { where: { action: 'file.read' } });
    expect(entries.map(({ subjectKind, facts }) => [subjectKind, facts])).toContainEqual(['accounts', { count: 1 }]);
    for (const name of ['agent', 'director', 'member', 'coordinator'])
      for (const address of [LIST, `${FILE}.csv`, `${FILE}.xlsx`])
        expect((await (await signedIn(test.app, name)).get(address)).status).toBeGreaterThanOrEqual(403);
  });

  it('are counted to a thousand, and go on page after page', async () => {
    const [model] = await test.app.get(Reader).find(StaffAccount, { where: { email: STAFF['agent']!.email } });
    const many = Array.from({ length: 1001 }, (_, index) => ({
      ...model!,
      id: newId(),
      email: `personne.${index}@test.example`,
      name: index === 0 ? '=Personne' : `Personne ${index}`,
    }));
    await test.app.get(UnitOfWork).run((tx) => tx.insert(StaffAccount, many));
    const page = await admin.opens(`${LIST}?role=rpe_agent`);
    expect(page.text).toContain('Plus de 1 000 comptes correspondent.');
    const next = await admin.opens(page.link('Suite de la liste').href);
    const back = await admin.opens(next.link('Page précédente de la liste').href);
    expect(back.table(CAPTION)).toEqual(page.table(CAPTION));
    const rows = await lines(admin, `${FILE}.csv?role=rpe_agent`);
    expect(rows).toHaveLength(1000);
    expect(rows.map(({ Personne }) => Personne)).toContain("'=Personne");
  });
});
