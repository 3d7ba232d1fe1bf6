import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { BodyMember } from '../../src/commissions/commission/persistence/commission.entities.js';
import { Letters } from '../../src/first-desk/mailroom/letters.js';
import { addDays, dayOf, instantAt } from '../../src/foundation/kernel/time.js';
import { Offers } from '../../src/places/placement/index.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  aFreeThursday,
  anOrientedRequest,
  aSessionThatSits,
  clockOf,
  givePlaces,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { minutesOf, outboxOf, placeOf, sessionOf, sittingDaysOf } from '../support/kept.js';
import { COORDINATOR } from '../support/placement-world.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';
import { Secretary, stepForm } from '../support/secretary.js';
import { changes } from '../support/previewed.js';

const BABIES = 'ma-71306:babies';

describe.each(DATABASES)('the days and the end of a session (%s)', (kind) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, BABIES, 5);
  });
  beforeEach(() => clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z'));
  afterAll(() => test.close());

  const prepared = async () => {
    const day = await aFreeThursday(test.app, 26);
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    const { requestId } = await anOrientedRequest(test.app);
    await listFor(test.app, requestId, id);
    const secretary = await Secretary.of(test.app, id);
    await secretary.takes('places', 'freeze', 'prepare');
    return { id, day, secretary };
  };

  describe('opened on another day than its own', () => {
    it('is asked about, and then carries the day on which it sat', async () => {
      const { id, day, secretary } = await prepared();
      const asked = await secretary.browser.presses(stepForm(await secretary.sheet(), 'open'));
      expectRefusal(asked, 'Cette séance est prévue le');
      expect((await sessionOf(test.app, id)).state).toBe('prepared');
      expect(await sittingDaysOf(test.app, id)).toEqual([]);

      await secretary.browser.presses(asked.button('Ouvrir la séance aujourd’hui'));
      const today = clockOf(test.app).today();
      const session = await sessionOf(test.app, id);
      expect([session.state, dayOf(session.startsAt)]).toEqual(['open', today]);
      expect((await sittingDaysOf(test.app, id)).map(({ startsAt }) => dayOf(startsAt))).toEqual([today]);
      expect(day).not.toBe(today);
      // Nobody was asked whether a place is still needed: the new day does not make it look so.
      expect((await secretary.sheet()).text).not.toMatch(/demandes? confirmée/);
      await secretary.keepsTheRest();
      await secretary.closes();
      const minutes = await secretary.browser.opens(`/commissions/${id}/compte-rendu`);
      expect(minutes.text).toContain('24 novembre 2026');
      expect(minutes.text).not.toContain(new Intl.DateTimeFormat('fr', { dateStyle: 'long' }).format(new Date(day)));
    });

    it('takes no other day as confirmed than today', async () => {
      const { id, day, secretary } = await prepared();
      const form = stepForm(await secretary.sheet(), 'open');
      const version = form.value('version')!;
      const stale = await secretary.browser.sends(`/commissions/${id}/etape`, {
        step: 'open',
        version,
        confirmedDay: day,
      });
      expectRefusal(stale, 'Cette séance est prévue le');
    });
  });

  it('on its own day nothing is asked', async () => {
    const { id, day } = await prepared();
    clockOf(test.app).travelTo(instantAt(day, '08:00'));
    const secretary = await Secretary.of(test.app, id);
    const screen = await secretary.browser.presses(stepForm(await secretary.sheet(), 'open'));
    expect(screen.url).toBe(secretary.screenUrl);
    expect(dayOf((await sessionOf(test.app, id)).startsAt)).toBe(day);
  });

  it('what a person did before its day is said to be done ahead, and not on a day to come', async () => {
    const { secretary } = await prepared();
    const { text } = await secretary.sheet();
    expect(text).toContain('Fait en avance');
    expect(text).not.toMatch(/\d Fait(?! en avance)/);
  });

  it('every day that is suggested is a day that is taken', async () => {
    const day = await aFreeThursday(test.app, 40);
    await planSession(test.app, { day, time: '15:00', room: 'Salle des mariages' });
    const coordinator = await signedIn(test.app, 'coordinator');
    const wanted = {
      bodyId: 'montceau',
      time: '15:00',
      room: 'Salle des mariages',
      ...dayFields('day', day),
      // Children enter on that day: a session on the day after could not be theirs.
      ...dayFields('entryFrom', day),
    };
    const refused = await coordinator.presses(
      (await coordinator.opens('/commissions/nouvelle')).form('/nouvelle'),
      wanted,
    );
    expect(refused.status).toBe(422);
    const suggested = [
      ...refused.source.matchAll(
        /<button[^>]*value="(\d{4}-\d\d-\d\d)"[^>]*name="suggested"|<button[^>]*name="suggested"[^>]*value="(\d{4}-\d\d-\d\d)"/g,
      ),
    ].map(([, one, other]) => one ?? other!);
    expect(suggested.length).toBeGreaterThan(0);
    expect(suggested.filter((one) => one > day)).toEqual([]);
    const taken = await coordinator.sends('/commissions/nouvelle', { ...wanted, suggested: suggested[0]! });
    expect([taken.status, taken.url]).toEqual([200, '/commissions']);
  });

  it('a convocation by letter carries the postal address that the page of the member took', async () => {
    const coordinator = await signedIn(test.app, 'coordinator');
    const list = await coordinator.opens('/commissions/instances/montceau');
    const member = (await test.app
      .get(Reader)
      .findOne(BodyMember, { bodyId: 'montceau', personKey: 'chair:montceau' }))!;
    const url = `/commissions/instances/montceau/membres/${member.id}`;
    expect(list.hasLinkTo(url)).toBe(true);
    const page = await coordinator.opens(url);
    const long = await coordinator.presses(page.form(url), { email: '', address: 'x'.repeat(251) });
    expectRefusal(long, 'Écrivez l’adresse en 250 caractères au plus.');
    await changes(coordinator, page.form(url), { email: '', address: '3 rue du Bief\n\n  71300 Montceau-les-Mines ' });
    const { id } = await planSession(test.app, { day: await aFreeThursday(test.app, 30), time: '09:00' });
    await (await Secretary.of(test.app, id)).takes('call');
    expect(
      (await outboxOf(test.app, { about: `session:${id}`, kind: 'session-call', channel: 'letter' })).map(
        ({ recipient }) => recipient,
      ),
    ).toContain(`${member.label}\n3 rue du Bief\n71300 Montceau-les-Mines`);
  });

  it('a convocation that was printed is not posted once its session has moved', async () => {
    const letters = test.app.get(Letters);
    // The letters of earlier sessions go first, so that the batch holds those of this one alone.
    if ((await letters.listWaiting(COORDINATOR)).some((tray) => tray.letters.length > 0))
      await letters.makeBatch(COORDINATOR, null);
    const day = await aFreeThursday(test.app, 60);
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 60) });
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.update(BodyMember, { bodyId: 'montceau', personKey: 'chair:montceau' }, { email: null }));
    const secretary = await Secretary.of(test.app, id);
    await secretary.takes('call');
    const batch = await letters.makeBatch(COORDINATOR, null);
    const page = `/courrier/lots/${batch}`;
    expect((await secretary.browser.opens(page)).text).not.toMatch(/plus à envoyer/);
    const moving = await secretary.browser.opens(`${secretary.sheetUrl}/deplacer`);
    await secretary.browser.presses(moving.form('/deplacer'), dayFields('day', await aFreeThursday(test.app, 67)));
    expect((await secretary.browser.opens(page)).text).toMatch(/lettres? (ne sont|n’est) plus à envoyer/);
  });

  describe('before it is closed', () => {
    it('what remains is listed, and nobody present is asked about', async () => {
      const { id } = await aSessionThatSits(test.app, 1);
      const secretary = await Secretary.of(test.app, id);
      await secretary.keepsTheRest();
      const page = await secretary.browser.opens(`${secretary.screenUrl}/clore`);
      expect(page.text).toContain('Personne n’est noté présent');
      expect(page.text).toMatch(/demi-journées libres restent sans enfant/);
      const form = page.form(`${secretary.screenUrl}/clore`);
      expectRefusal(await secretary.browser.presses(form), 'Notez qui était là, ou cochez la case');
      expect((await sessionOf(test.app, id)).state).toBe('open');

      await secretary.notesPresent();
      const noted = await secretary.browser.opens(`${secretary.screenUrl}/clore`);
      expect(noted.text).not.toContain('Personne n’est noté présent');
      await secretary.browser.presses(noted.form(`${secretary.screenUrl}/clore`));
      expect((await sessionOf(test.app, id)).state).toBe('closed');
    });

    it('a page that somebody else has overtaken closes nothing', async () => {
      const { id } = await aSessionThatSits(test.app, 1);
      const secretary = await Secretary.of(test.app, id);
      await secretary.keepsTheRest();
      const page = await secretary.browser.opens(`${secretary.screenUrl}/clore`);
      await secretary.notesPresent();
      const late = await secretary.browser.presses(page.form(`${secretary.screenUrl}/clore`), { nobodyPresent: 'yes' });
      expectRefusal(late, 'Quelqu’un a modifié cette séance', 409);
      expect((await sessionOf(test.app, id)).state).toBe('open');
    });

    it('an undecided case leaves no button', async () => {
      const { id } = await aSessionThatSits(test.app, 1);
      const secretary = await Secretary.of(test.app, id);
      const page = await secretary.browser.opens(`${secretary.screenUrl}/clore`);
      expect(page.text).toContain('Il reste un dossier à décider avant de clore.');
      expect(page.hasForm(`${secretary.screenUrl}/clore`)).toBe(false);
    });
  });

  it('closed, its screen says so, with what was decided', async () => {
    const { id } = await aSessionThatSits(test.app, 2);
    const secretary = await Secretary.of(test.app, id);
    await secretary.keepsTheRest();
    await secretary.closes();
    const screen = await secretary.screen();
    expect(screen.text).toContain('La séance est close.');
    expect(screen.text).not.toContain('rien ne peut encore être décidé');
    expect(screen.text).toMatch(/0 À décider 2 Admis/);
    expect((await secretary.browser.opens(`${secretary.screenUrl}/projection`)).text).toContain('La séance est close.');
  });

  it('an emergency admission is put to members with its age, its points and its reason, and without a name', async () => {
    const { requestId, dossierId } = await anOrientedRequest(test.app);
    const director = await signedIn(test.app, 'director');
    const url = `/eaje/demandes/${requestId}/admission`;
    const page = await director.opens(url);
    const form = page.form(`${url}?etablissement=ma-71306`);
    const from = addDays(clockOf(test.app).today(), 20);
    const wanted = { sectionId: BABIES, ...dayFields('from', from), ...dayFields('to', addDays(from, 200)) };
    const unsaid = await director.presses(form, { ...wanted, slots: ['mon-am'] });
    expectRefusal(unsaid, 'Choisissez la raison dans la liste');
    expect(unsaid.source).toMatch(/value="mon-am" checked/);
    await director.presses(form, { ...wanted, slots: ['mon-am'], reason: 'care_lost' });
    const offer = (await test.app.get(Offers).openOfferOf(test.app.get(Reader), requestId))!;
    expect(offer).toMatchObject({ emergency: true, emergencyReason: 'care_lost' });
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Offers).acceptOffer(tx, { kind: 'family', dossierId, draftId: null }, offer.id));
    expect((await placeOf(test.app, requestId)).ratification).toBe('pending');

    const { id } = await planSession(test.app, { day: await aFreeThursday(test.app, 60), time: '09:00' });
    await openSession(test.app, id);
    const secretary = await Secretary.of(test.app, id);
    const screen = await secretary.screen();
    expect(screen.text).toMatch(/\d+ mois, \d+ points aujourd’hui\. L’accueil qu’avait l’enfant s’arrête\./);
    const ratifying = await secretary.browser.opens(screen.linkTo(/\/urgences\/[^/]+$/).href);
    expect(ratifying.text).toContain('L’accueil qu’avait l’enfant s’arrête.');
    expect(ratifying.source).not.toMatch(/Nom\d|Enfant\d/);
  });

  it('its list is fixed weeks before its day only once that is confirmed', async () => {
    const day = await aFreeThursday(test.app, 40);
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    const secretary = await Secretary.of(test.app, id);
    await secretary.takes('places');
    const asked = await secretary.browser.presses(stepForm(await secretary.sheet(), 'freeze'));
    expectRefusal(asked, 'La liste sera arrêtée d’elle-même le');
    expect((await sessionOf(test.app, id)).frozenAt).toBeNull();
    await secretary.browser.presses(asked.button('Arrêter la liste dès aujourd’hui'));
    expect((await sessionOf(test.app, id)).state).toBe('frozen');
  });

  it('whoever closes second reads by whom and when it was closed, and nothing is done twice', async () => {
    const { id } = await aSessionThatSits(test.app, 1);
    const secretary = await Secretary.of(test.app, id);
    await secretary.keepsTheRest();
    const page = await secretary.browser.opens(`${secretary.screenUrl}/clore`);
    await secretary.closes();
    const second = await secretary.browser.presses(page.form(`${secretary.screenUrl}/clore`), { nobodyPresent: 'yes' });
    expectRefusal(second, `Cette séance a été close par ${STAFF['coordinator']!.name} le `, 409);
    expect(await minutesOf(test.app, id)).toHaveLength(1);
  });
});
