import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { readWorkbook } from '../../src/foundation/platform/workbooks/workbook.js';
import { ListImport } from '../../src/lists/waiting-lists/index.js';
import { YearFigure } from '../../src/reporting/reporting/persistence/reporting.entities.js';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, seedCommissions } from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { signedIn } from '../support/people.js';

const LIST = '/rapport/familles';
const CAPTION = 'Les familles derrière le chiffre';

describe.each(DATABASES)('the families behind a figure as a list that bears work (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let agent: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await test.app
      .get(ListImport)
      .importFile('saint-vallier.csv', readFileSync('data/waiting-lists/saint-vallier.csv'));
    const need = { ...aChild().need, wantedFrom: '2027-01-04' };
    for (const firstName of ['Ada', 'Basile']) await anOrientedRequest(test.app, { child: { firstName, need } });
    await test.app.get(SqlQueueDriver).runDue();
    coordinator = await signedIn(test.app, 'coordinator');
    agent = await signedIn(test.app, 'agent');
  });
  afterAll(() => test.close());

  const lines = async (who: Browser, address: string): Promise<Record<string, string>[]> =>
    parse((await who.get(address)).bytes, { columns: true, delimiter: ';', bom: true });
  const days = (rows: string[][]): number[] => rows.map(([, , , , since]) => Number(/\d+/.exec(since!)?.[0] ?? 0));

  it('stand in the order of how long they have stood so, either way, page after page and back', async () => {
    const first = await coordinator.opens(`${LIST}?statut=pending`);
    const longest = days(first.table(CAPTION));
    expect(longest).toEqual([...longest].sort((a, b) => b - a));
    const second = await coordinator.opens(first.link('Suite de la liste').href);
    expect(days(second.table(CAPTION))[0]).toBeLessThanOrEqual(longest.at(-1)!);
    const back = await coordinator.opens(second.link('Page précédente de la liste').href);
    expect(back.table(CAPTION)).toEqual(first.table(CAPTION));
    const turned = await coordinator.opens(first.link('Depuis').href);
    expect(turned.url).toBe(`${LIST}?statut=pending&ordre=latest`);
    const latest = days(turned.table(CAPTION));
    expect(latest).toEqual([...latest].sort((a, b) => a - b));
  });

  it('are narrowed by words that are taken off; a cause asks nothing of families that have a solution', async () => {
    const page = await coordinator.opens(`${LIST}?cause=desk&commune=71306`);
    expect(page.text).toMatch(/(Aucune famille ne|Une famille|\d+ familles) correspond/);
    const off = page.links.filter(({ text }) => text.startsWith('enlever')).map(({ href }) => href);
    expect(off).toEqual([`${LIST}?commune=71306`, `${LIST}?cause=desk`]);
    const pending = (await coordinator.opens(`${LIST}?statut=pending`)).heading;
    const ignored = await coordinator.opens(`${LIST}?statut=pending&cause=desk`);
    expect([ignored.heading, ignored.links.filter(({ href }) => /cause=(?!.*langue)/.test(href))]).toEqual([
      pending,
      [],
    ]);
    const kept = await coordinator.opens(
      (await coordinator.opens(`${LIST}?statut=pending`)).link('Garder cette vue').href,
    );
    await coordinator.presses(kept.button('Garder la vue'), { name: 'Plus tard' });
    expect((await coordinator.opens(LIST)).link('Plus tard').href).toBe(`${LIST}?statut=pending`);
  });

  it('leave as files with what they are and of which day: names for their desk, codes for others', async () => {
    const own = await lines(agent, `${LIST}.csv?statut=without`);
    const named = own.filter(({ Famille }) => ['Ada', 'Basile'].includes(Famille!));
    expect(named).toHaveLength(2);
    expect(named[0]).toEqual(
      expect.objectContaining({
        'Dans cette situation depuis le': expect.stringMatching(/^2026-/),
        'À la date du': '2026-11-24',
        'Ce que contient la liste': expect.stringContaining('aucune solution, et la date souhaitée est passée'),
      }),
    );
    const masked = await lines(coordinator, `${LIST}.csv?statut=without`);
    expect(masked.map(({ Famille }) => Famille).join()).not.toMatch(/Ada|Basile/);
    expect(masked).toHaveLength(own.length);
    const { sheets } = await readWorkbook((await agent.get(`${LIST}.xlsx?statut=pending&commune=71306`)).bytes);
    expect(sheets.map(({ name }) => name)).toEqual(['Familles', 'À propos']);
    const entries = await test.app.get(Reader).find(AuditEvent, { where: { action: 'file.read' } });
    expect(entries.map(({ subjectKind, facts }) => [subjectKind, facts])).toContainEqual([
      'families',
      { count: own.length },
    ]);
    for (const name of ['director', 'member'])
      for (const ending of ['csv', 'xlsx'])
        expect((await (await signedIn(test.app, name)).get(`${LIST}.${ending}`)).status).toBeGreaterThanOrEqual(403);
    expect((await agent.get(`${LIST}.csv?cause=moon`)).status).toBe(404);
  });

  it('are counted to a thousand', async () => {
    const more = { figure: 'status', dimension: 'all', period: '2019', member: '', category: 'without' } as const;
    await test.app.get(UnitOfWork).run((tx) => tx.insert(YearFigure, { ...more, change: 1001 }));
    expect((await coordinator.opens(`${LIST}?statut=without`)).heading).toContain('Plus de 1 000 familles');
  });
});
