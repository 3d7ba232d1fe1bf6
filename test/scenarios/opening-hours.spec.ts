import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { FamilyAccess } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { slotsToMask, type WeekSchedule } from '../../src/foundation/kernel/week-schedule.js';
import { Offers } from '../../src/places/placement/index.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { BORN, NEED, Parent } from '../support/parent.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const MA = 'ma-71306';
const LONG = { start: '06:00', end: '20:00' };
const OUTSIDE =
  'Hors des heures d’ouverture (du lundi au vendredi, de 7 h 15 à 18 h 30) : lundi et mardi de 6 h à 7 h 15 ; ' +
  'lundi et mardi de 18 h 30 à 20 h';

describe.each(DATABASES)('what lies outside opening hours is said (%s)', (kind) => {
  let test: TestApp;
  const plain = (html: string): string => textOf(html).replace(/[\u00a0\u202f]/g, ' ');
  const read = async (who: string, url: string): Promise<string> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[who]!.email, PASSWORD);
    return plain((await browser.get(url)).html);
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, `${MA}:babies`, 2);
  });
  afterAll(() => test.close());

  it('to the family: when a wish is added, and before it sends its answers', async () => {
    for (const [language, said, other] of [
      [
        'fr',
        OUTSIDE,
        'Hors des heures d’ouverture (du lundi au vendredi, de 6 h 30 à 19 h 30) : lundi et mardi de 6 h à 6 h 30 ; ' +
          'lundi et mardi de 19 h 30 à 20 h',
      ],
      [
        'en',
        'Outside opening hours (Monday to Friday, from 7:15 to 18:30): Monday and Tuesday from 6:00 to 7:15; ' +
          'Monday and Tuesday from 18:30 to 20:00',
        'Outside opening hours (Monday to Friday, from 6:30 to 19:30)',
      ],
    ] as const) {
      const parent = new Parent(test.app, language);
      await parent.start();
      await parent.fill('enfant/1', BORN);
      await parent.fill('besoin/1', { ...NEED, commonStart: '6:00', commonEnd: '20:00', days: ['mon', 'tue'] });
      expect(plain((await parent.fill('voeux/1', { action: `add:${MA}` })).html)).toContain(said);
      await parent.fill('voeux/1', { action: 'area', areaMode: 'childminder', areaCommune: '71306' });
      expect(plain((await parent.fill('voeux/1', { action: 'add:cf-71306' })).html)).toContain(other);
      const check = plain((await parent.browser.get(`${parent.draft}/verifier`)).html);
      expect(check).toContain(said);
      expect(check).toContain(other);
    }
  });

  it('nothing to a family whose days are within them', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    await parent.child(1);
    expect(plain((await parent.browser.get(`${parent.draft}/verifier`)).html)).not.toContain('Hors des heures');
  });

  it('a night is entered, read again as it was typed, and what is outside is said', async () => {
    const NIGHTS =
      'Hors des heures d’ouverture (du lundi au vendredi, de 7 h 15 à 18 h 30) : lundi de 18 h 30 à 7 h 15 le lendemain ; ' +
      'dimanche de 18 h à 7 h 15 le lendemain';
    const parent = new Parent(test.app);
    await parent.start();
    await parent.family();
    await parent.fill('enfant/1', BORN);
    expect(
      (await parent.fill('besoin/1', { ...NEED, commonStart: '18:00', commonEnd: '8:00', days: ['mon', 'sun'] })).url,
    ).toBe(`${parent.draft}/voeux/1`);
    const again = (await parent.browser.get(`${parent.draft}/besoin/1`)).html;
    for (const [name, value] of [
      ['commonStart', '18:00'],
      ['commonEnd', '08:00'],
    ])
      expect(again).toMatch(new RegExp(`name="${name}"[^>]*value="${value}"`));
    expect(plain((await parent.fill('voeux/1', { action: `add:${MA}` })).html)).toContain(NIGHTS);
    const check = plain((await parent.browser.get(`${parent.draft}/verifier`)).html);
    expect(check).toContain('lundi de 18 h à 8 h le lendemain');
    expect(check).toContain(NIGHTS);
    expect((await parent.send()).url).toBe(`${parent.draft}/recu`);
    const [sent] = await test.app.get(Reader).find(ChildRequest, { order: { id: 'DESC' }, take: 1 });
    expect(sent!.need.week).toEqual({ mon: { start: '18:00', end: '08:00' }, sun: { start: '18:00', end: '08:00' } });
    const desk = await read('agent', `/rpe/demandes/${sent!.id}`);
    expect(desk).toContain('lundi et dimanche : 18 h – 8 h le lendemain');
    expect(desk).toContain(NIGHTS);
  });

  it('a need at night only is put before no commission that can give nothing; it does not judge a wish closed then', async () => {
    const night = { start: '20:00', end: '07:00' };
    const asking = (week: WeekSchedule, wishes = [MA]) =>
      anOrientedRequest(test.app, {
        wishes,
        child: {
          birthDate: '2027-02-01',
          need: { ...aChild().need, wantedFrom: '2027-09-01', week, acceptsShorterWeek: true, minimumDays: 1 },
        },
      });
    const { id } = await planSession(test.app, {
      day: aThursday(test.app, 60),
      entryFrom: '2027-09-01',
      room: 'Ailleurs',
    });
    const nights = await asking({ mon: night, thu: night });
    const agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    const shown = await agent.get(`/rpe/demandes/${nights.requestId}`);
    const refused = await agent.post(`/rpe/demandes/${nights.requestId}/seance`, {
      version: hiddenValue(shown.html, 'version')!,
      sessionId: id,
    });
    expect([refused.status, plain(refused.html)]).toEqual([
      422,
      expect.stringContaining('sont fermés aux heures demandées'),
    ]);
    expect(await stateOf(test.app, nights.requestId)).toBe('oriented');

    // The shorter week of the night alone is no week that a place could be given for; the evening is open at the second
    // wish only.
    const mixed = await asking({ mon: LONG, thu: night });
    const evening = await asking({ fri: { start: '17:45', end: '21:00' } }, [MA, 'cf-71306']);
    for (const { requestId } of [mixed, evening]) await listFor(test.app, requestId, id);
    await openSession(test.app, id);
    const judged = await test.app
      .get(Reader)
      .sql<{ snapshot: string | { wishes: { providerId: string }[] } }>(
        'SELECT snapshot FROM candidacy WHERE request_id = :id',
        { id: evening.requestId },
      );
    const snapshot = judged[0]!.snapshot;
    expect(
      (typeof snapshot === 'string' ? (JSON.parse(snapshot) as Exclude<typeof snapshot, string>) : snapshot).wishes.map(
        ({ providerId }) => providerId,
      ),
    ).toEqual(['cf-71306']);
    await keepAllAndClose(test.app, id);
    const offer = await test.app.get(Offers).openOfferOf(test.app.get(Reader), mixed.requestId);
    expect(offer).toMatchObject({ slots: slotsToMask(['mon-am', 'mon-pm']), coversNeed: false });
  });

  it('to the desk, the director and the commission; the offer names the hours that it gives', async () => {
    const family = await anOrientedRequest(test.app, {
      child: {
        birthDate: '2027-02-01',
        need: {
          ...aChild().need,
          wantedFrom: '2027-09-01',
          week: { mon: LONG, tue: LONG, thu: { start: '08:30', end: '17:00' } },
        },
      },
    });
    const { id } = await planSession(test.app, { day: aThursday(test.app, 30), entryFrom: '2027-09-01' });
    await listFor(test.app, family.requestId, id);
    expect(await read('agent', `/rpe/demandes/${family.requestId}`)).toContain(OUTSIDE);
    expect(await read('director', `/eaje/demandes/${family.requestId}?etablissement=${MA}`)).toContain(OUTSIDE);
    await openSession(test.app, id);
    expect(await read('coordinator', `/commissions/${id}/ordre-du-jour`)).toContain(`1. ${OUTSIDE}`);
    expect(await read('coordinator', `/commissions/${id}/seance`)).toContain(`1. ${OUTSIDE}`);
    await keepAllAndClose(test.app, id);

    const offer = (await test.app.get(Offers).openOfferOf(test.app.get(Reader), family.requestId))!;
    const access = test.app.get(FamilyAccess);
    const secret = await test.app.get(UnitOfWork).run((tx) => access.giveLink(tx, { dossierId: family.dossierId }));
    const link = `/suivre/${secret}`;
    const browser = new Browser(test.app);
    await browser.get(link);
    await browser.post(link, { dateDay: '1', dateMonth: '2', dateYear: '2027' });
    const shown = plain((await browser.get(`/mon-dossier/offres/${offer.id}`)).html);
    expect(shown).toContain('Lundi et mardi, de 7 h 15 à 18 h 30');
    expect(shown).toContain('Jeudi, de 8 h 30 à 17 h');
    expect(shown).toContain(
      `Non compris dans la place ${OUTSIDE}. Pour ces heures, cherchez un autre accueil avec le guichet.`,
    );
  });
});
