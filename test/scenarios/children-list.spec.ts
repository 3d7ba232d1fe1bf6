import { parse } from 'csv-parse/sync';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { readWorkbook } from '../../src/foundation/platform/workbooks/workbook.js';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { MONTCEAU, OfferedFamilies } from '../support/offered-families.js';
import { signedIn } from '../support/people.js';

const LIST = `/eaje/${MONTCEAU}/accueils`;
const ENQUIRIES = '/rpe/sollicitations';

describe.each(DATABASES)('children and enquiries as files and as views (%s)', (kind) => {
  let world: OfferedFamilies;
  let director: Browser;
  let agent: Browser;

  beforeAll(async () => {
    world = await OfferedFamilies.open(kind);
    await world.startAnew();
    await world.aFamilyThatAccepted();
    director = await signedIn(world.app, 'director');
    agent = await signedIn(world.app, 'agent');
  });
  afterAll(() => world.close());

  const lines = async (who: Browser, address: string): Promise<Record<string, string>[]> =>
    parse((await who.get(address)).bytes, { columns: true, delimiter: ';', bom: true });
  const keeps = async (who: Browser, address: string, name: string): Promise<void> => {
    const form = await who.opens((await who.opens(address)).link('Garder cette vue').href);
    await who.presses(form.button('Garder la vue'), { name });
  };

  it('children of a nursery leave as files that say what they hold, for its director alone', async () => {
    const href = (await director.opens(LIST)).links.find((link) => link.href.includes('.csv'))!.href;
    const found = await lines(director, href);
    expect(found).toEqual([
      expect.objectContaining({
        'Depuis le': '2027-09-01',
        Section: 'Bébés',
        'À la date du': '2026-11-24',
        'Ce que contient la liste': expect.stringContaining('Multi-accueil de Montceau-les-Mines'),
      }),
    ]);
    expect(await lines(director, `${LIST}.csv?liste=ended`)).toEqual([]);
    const { sheets } = await readWorkbook((await director.get(`${LIST}.xlsx`)).bytes);
    expect(sheets[0]!.rows).toHaveLength(2);
    const entries = await world.app.get(Reader).find(AuditEvent, { where: { action: 'file.read' } });
    expect(entries.map(({ subjectKind, facts }) => [subjectKind, facts])).toContainEqual(['children', { count: 1 }]);
    for (const name of ['otherDirector', 'agent', 'member'])
      expect((await (await signedIn(world.app, name)).get(`${LIST}.csv`)).status).toBeGreaterThanOrEqual(403);
    expect((await director.get(`${LIST}.csv?ordre=moon`)).status).toBe(404);
  });

  it('their filters are kept as views, and those of enquiries', async () => {
    await keeps(director, `${LIST}?ordre=name`, 'Par nom');
    expect((await director.opens(LIST)).link('Par nom').href).toBe(`${LIST}?ordre=name`);
    await keeps(agent, `${ENQUIRIES}?rappel=open&ordre=oldest`, 'À rappeler');
    expect((await agent.opens(ENQUIRIES)).links).toContainEqual({
      text: 'Vue gardée : À rappeler',
      href: `${ENQUIRIES}?rappel=open&ordre=oldest`,
    });
  });
});
