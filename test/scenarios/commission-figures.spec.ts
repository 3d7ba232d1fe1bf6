import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { addDays, instantAt } from '../../src/foundation/kernel/time.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  aSessionThatSits,
  clockOf,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { caseOf, runDueJobs } from '../support/kept.js';
import { expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { Secretary } from '../support/secretary.js';

const PAGE = '/rapport/commissions';
const BABIES = 'ma-71306:babies';

describe.each(DATABASES)('the figures of commissions (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let month: string;

  /** Two places for three families: one is refused with a reason of the list, and the rest follows the proposal. */
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    for (const section of ['babies', 'toddlers', 'older']) await givePlaces(test.app, `ma-71306:${section}`, 0);
    await givePlaces(test.app, BABIES, 2);
    const { id, families } = await aSessionThatSits(test.app, 3);
    const { id: refused } = await caseOf(test.app, id, families[0]!.requestId);
    await (
      await Secretary.of(test.app, id)
    ).decides(refused, { decision: 'refuse', refuseReason: 'false_declaration' });
    await keepAllAndClose(test.app, id);
    await runDueJobs(test.app);
    month = clockOf(test.app).today().slice(0, 7);
    coordinator = await signedIn(test.app, 'coordinator');
  });
  afterAll(() => test.close());

  const numbersIn = (text: string): number[] => text.split(' ').map(Number).filter(Number.isInteger);
  const measuresOf = (page: Page): Record<string, string> =>
    Object.fromEntries(page.table('Mesures').map(([name = '', value = '']) => [name, value]));

  it('tell each measure beside its definition: what was decided, followed, refused and left', async () => {
    const page = await coordinator.opens(`${PAGE}?periode=${month}`);
    const measures = measuresOf(page);
    expect(measures).toMatchObject({
      'Séances closes': '1',
      'Dossiers décidés': '3',
      Admissions: '2',
      Refus: '1',
      'Proposition suivie': '2',
      'Autre décision': '1',
      'De la liste figée à l’offre': 'trop peu d’offres',
    });
    // Of all half-days of the body's establishments, two children took the eight that each asked for.
    const [left = 0, places = 0] = numbersIn(measures['Places restées libres']!);
    expect(places - left).toBe(16);
    expect(page.table('Autres décisions, par motif')).toEqual([['Déclaration inexacte', '1']]);
    expect(page.table('Demandes refusées, par motif')).toEqual([['Déclaration inexacte', '1']]);
    expect(page.text).toContain('décisions qui étaient la proposition calculée à ce moment');
  });

  it('are nothing in a month without a session, and refuse two days in the wrong order', async () => {
    const before = await coordinator.opens(`${PAGE}?periode=2026-10`);
    expect(before.text).toContain('Aucune séance close');
    const refused = await coordinator.opens(`${PAGE}?du=2026-11-15&au=2026-11-01`);
    expectRefusal(refused, 'Donnez deux jours, le premier passé');
    expect(refused.form(PAGE).value('du')).toBe('2026-11-15');
    expect((await coordinator.opens(`${PAGE}?periode=2026-13`)).status).toBe(404);
  });

  it('leave the desk without small counts', async () => {
    const csv = (await coordinator.get(`${PAGE}.csv?periode=${month}`)).bytes.toString();
    expect(csv).toContain('Séances closes;1;');
    expect(csv).toContain('Dossiers décidés;non diffusé;');
    expect(csv).toContain('Refus;non diffusé;');
    expect(csv).not.toContain('Déclaration inexacte');
    const workbook = await coordinator.get(`${PAGE}.xlsx?du=${month}-01&au=${addDays(`${month}-01`, 27)}`);
    expect(workbook.headers['content-disposition']).toContain('marelle-commissions-');
  });

  it('are no page of directors, members and administrators', async () => {
    for (const somebody of ['director', 'member', 'administrator'])
      for (const address of [PAGE, `${PAGE}.csv`, `${PAGE}.xlsx`])
        expect([somebody, (await (await signedIn(test.app, somebody)).get(address)).status]).toEqual([somebody, 404]);
  });

  it('time a session from when it was opened, not from the hour that was planned', async () => {
    const day = await aFreeThursday(test.app, 40);
    const { id } = await planSession(test.app, { day, time: '14:00', entryFrom: addDays(day, 45) });
    const { requestId } = await anOrientedRequest(test.app, { child: { birthDate: addDays(day, -200) } });
    await listFor(test.app, requestId, id);
    clockOf(test.app).travelTo(instantAt(day, '18:02'));
    await openSession(test.app, id);
    clockOf(test.app).travelTo(instantAt(day, '18:04'));
    await keepAllAndClose(test.app, id);
    const page = await (await signedIn(test.app, 'coordinator')).opens(`${PAGE}?periode=${day.slice(0, 7)}`);
    expect(measuresOf(page)).toMatchObject({ 'Séances closes': '1', 'Temps par dossier': '2 minutes' });
  });
});
