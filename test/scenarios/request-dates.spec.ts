import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { findRequest, TransferRequests } from '../../src/dossier/dossier/index.js';
import { ChildRequest, RequestHistory } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { FiguresFromHistory, Reporting } from '../../src/reporting/reporting/index.js';
import { ListImport } from '../../src/lists/waiting-lists/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { duplicatesWorld } from '../support/duplicates.js';
import { list } from '../support/imports.js';
import { requestOf, runDueJobs } from '../support/kept.js';
import { dayFields, expectRefusal, type FieldValues, type Page } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { AGENT } from '../support/placement-world.js';

/** A list that tells no date: both families seem to ask on the day of its import. */
const LIST = list(
  'sans-date.csv',
  'Nom;Prénom;Date de naissance;Commune;Téléphone;Établissement',
  'Petit;Lina;12/03/2026;Montceau-les-Mines;0611000001;Multi-accueil de Montceau-les-Mines',
  'Roux;Tom;02/05/2026;Montceau-les-Mines;0611000002;Multi-accueil de Montceau-les-Mines',
);
const SAID = { dateReason: 'dated_by_document', toldBy: 'other', knownBy: 'document' };
const corrected = (day: string, said: FieldValues = SAID): FieldValues => ({
  ...dayFields('firstAsked', day),
  ...said,
});

describe.each(DATABASES)('the date of a request (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  const idOf = async (surname: string): Promise<string> =>
    (await test.app.get(Reader).findOne(ChildRequest, { surname }))!.id;
  const dateOf = async (surname: string): Promise<string> =>
    (await test.app.get(Reader).findOne(ChildRequest, { surname }))!.submittedAt;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-11-25T09:00:00.000Z');
    await test.app.get(ListImport).importFile(LIST.name, LIST.bytes);
    await runDueJobs(test.app);
    clockOf(test.app).travelTo('2026-12-10T09:00:00.000Z');
    agent = await signedIn(test.app, 'agent');
  });
  afterAll(() => test.close());

  const asked = async (surname: string, browser = agent): Promise<Page> => {
    const request = await browser.opens(`/rpe/demandes/${await idOf(surname)}`);
    const { href } = request.links.find((one) => one.href.endsWith('/date'))!;
    return browser.opens(href);
  };

  it('is refused with a sentence where it cannot be, and what was typed stays', async () => {
    const page = await asked('Petit');
    expect(page.text).toContain('La demande date du 25 novembre 2026');
    for (const [typed, sentence] of [
      [corrected('2026-12-01'), 'Date de la première demande : au plus tard le mercredi 25 novembre 2026'],
      [corrected('2025-05-11'), 'Date de la première demande : au plus tôt le lundi 12 mai 2025'],
      [corrected('2026-11-25'), 'C’est déjà la date de la demande'],
      [
        { ...SAID, firstAskedDay: '31', firstAskedMonth: '2', firstAskedYear: '2026' },
        'Écrivez le jour de la première demande',
      ],
      [corrected('2026-06-01', { toldBy: 'other', knownBy: 'document' }), 'Dites pourquoi la date est corrigée'],
      [corrected('2026-06-01', { ...SAID, knownBy: '' }), 'comment'],
    ] as const) {
      const refused = await agent.presses(page.form('/date'), typed);
      expectRefusal(refused, sentence);
      expect(refused.form('/date').value('firstAskedYear')).toBe(typed.firstAskedYear);
    }
    expect(await dateOf('Petit')).toMatch(/^2026-11-25T09:00/);
  });

  it('is corrected by its desk, with a reason and who said it, once for each page that was seen', async () => {
    const page = await asked('Petit');
    const done = await agent.presses(page.form('/date'), corrected('2026-06-01'));
    expect(done.text).toContain('La date de la demande est corrigée');
    expect(done.text).toMatch(/Demande faite le 1 ?(er)? juin 2026/);
    expect(done.text).toContain('Un document prouve une autre date – Du 25 novembre 2026 au 1er juin 2026');
    expect(await dateOf('Petit')).toBe('2026-06-01T10:00:00.000Z');
    const stale = await agent.presses(page.form('/date'), corrected('2026-05-01'));
    expect(stale.status).toBe(409);
    expect(stale.form('/date').value('firstAskedMonth')).toBe('05');
    expect(await dateOf('Petit')).toBe('2026-06-01T10:00:00.000Z');
  });

  it('is corrected by nobody else', async () => {
    const id = await idOf('Roux');
    for (const person of ['otherAgent', 'director', 'coordinator'] as const) {
      const browser = await signedIn(test.app, person);
      expect([person, (await browser.opens(`/rpe/demandes/${id}/date`)).status]).toEqual([person, 404]);
    }
  });

  it('moves the request to its month in the figures, which still know what was said before', async () => {
    await runDueJobs(test.app);
    const received = async (asKnown?: string): Promise<Record<string, number>> => {
      const period = { from: '2026-06', to: '2026-11', ...(asKnown ? { asKnown } : {}) };
      const tables = await test.app.get(FiguresFromHistory).computeTables(period);
      return { june: tables['2026-06']!.received, november: tables['2026-11']!.received };
    };
    expect(await received()).toEqual({ june: 1, november: 1 });
    expect(await received('2026-11-30')).toEqual({ june: 0, november: 2 });
    const kept = (await test.app.get(Reporting).listMonths()).filter(({ received }) => received > 0);
    expect(kept.map(({ month, received }) => [month, received])).toEqual([
      ['2026-11', 1],
      ['2026-06', 1],
    ]);
  });

  it('stays as it was corrected when a request that was joined is taken out again', async () => {
    const world = duplicatesWorld(test);
    const adult = { surname: 'Leroy', phone: '0611131517', email: 'leroy@exemple.fr' };
    const child = { surname: 'Leroy', birthDate: '2026-01-12' };
    clockOf(test.app).travelTo('2026-12-11T09:00:00.000Z');
    const kept = await world.deposit(adult, { ...child, firstName: 'Romane' });
    clockOf(test.app).travelTo('2026-12-12T09:00:00.000Z');
    const { id: pairId } = await world.pairOf(
      await world.deposit({ ...adult, email: null }, { ...child, firstName: 'Romne' }),
    );
    agent = await signedIn(test.app, 'agent');
    await agent.post(`/rpe/doublons/${pairId}/joindre`);
    const page = await agent.opens(`/rpe/demandes/${kept}/date`);
    await agent.presses(page.form('/date'), corrected('2026-04-01'));
    await agent.post(`/rpe/doublons/${pairId}/defaire`);
    expect(await requestOf(test.app, kept)).toMatchObject({ submittedAt: '2026-04-01T10:00:00.000Z' });
  });

  it('is the same for a child that keeps its place and looks for a better one, and its family reads why', async () => {
    const { requestId, dossierId } = await anOrientedRequest(test.app, { child: { birthDate: '2026-02-03' } });
    const transferId = await test.app.get(UnitOfWork).run(async (tx) => {
      const origin = await findRequest(tx, requestId);
      return (await test.app.get(TransferRequests).openTransfer(tx, AGENT, origin!, [])).id;
    });
    const page = await agent.opens(`/rpe/demandes/${transferId}/date`);
    await agent.presses(page.form('/date'), corrected('2026-07-01'));
    for (const id of [requestId, transferId])
      expect(await requestOf(test.app, id)).toMatchObject({ submittedAt: '2026-07-01T10:00:00.000Z' });
    const family = await familyOf(test.app, { dossierId }, '2026-02-03');
    expect((await family.opens('/mon-dossier')).text).toContain('Le guichet a corrigé la date de la demande');
  });

  it('is in the history with its author and both dates', async () => {
    const [row] = await test.app
      .get(Reader)
      .find(RequestHistory, { where: { requestId: await idOf('Petit'), action: 'correctDate' } });
    expect(row).toMatchObject({
      reason: 'dated_by_document',
      facts: {
        firstAsked: '2026-06-01T10:00:00.000Z',
        firstAskedBefore: expect.stringMatching(/^2026-11-25T09:00/),
        toldBy: 'other',
        knownBy: 'document',
      },
    });
    expect(row!.actor).toMatch(/^staff:/);
  });
});
