import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves, TriageActs } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Offers, PlacementEnds } from '../../src/places/placement/index.js';
import { Placement } from '../../src/places/placement/persistence/placement.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  DESK,
  givePlaces,
  listFor,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { openOfferTo, outboxOf } from '../support/kept.js';
import { dayFields, expectRefusal, textOf } from '../support/page.js';
import { ADULT, BORN, NEED, Parent } from '../support/parent.js';
import { familyOf, signedIn } from '../support/people.js';
import { SESSION } from '../support/placement-world.js';

/** What is asked of the need, without a usual week. */
const { days: _days, commonStart: _start, commonEnd: _end, ...NO_WEEK } = NEED;
const BORN_ON = '2026-03-11';

describe.each(DATABASES)('an emergency filed on 30 November for 7 December (%s)', (kind) => {
  let test: TestApp;
  let dossierId: string;
  let requestId: string;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-11-30T09:00:00.000Z');
  });
  afterAll(() => test.close());

  it('reads that it is answered within a day, and whom to call', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    await parent.family(ADULT);
    await parent.fill('enfant/1', BORN);
    const urgent = { ...NO_WEEK, kind: 'emergency', ...dayFields('wantedFrom', '2026-12-07') };
    const refused = await parent.fill('besoin/1', urgent);
    expect(textOf(refused.html)).toContain('Dites pourquoi c’est urgent');
    await parent.fill('besoin/1', { ...urgent, urgentReason: 'care_lost' });
    await parent.fill('voeux/1', { action: 'add:ma-71306' });
    const said = textOf((await parent.send()).html);
    expect(said).toContain('Accueil d’urgence : sous un jour, le guichet lit votre demande et vous contacte.');
    expect(said).toMatch(/appelez [^,]+, 0\d/);
    expect(said).not.toContain('Sous 3 jours');
    const [request] = await test.app.get(Reader).find(ChildRequest, { where: { surname: BORN.surname } });
    expect(request).toMatchObject({ nextAct: 'take_up', nextActDue: '2026-12-01', urgentFrom: '2026-12-07' });
    expect(request!.need).toMatchObject({ urgentReason: 'care_lost', week: null });
    expect(request!.gaps).not.toContain('need.week');
    dossierId = request!.dossierId;
    const [receipt] = await outboxOf(test.app, { dossierId, kind: 'receipt' });
    expect(receipt?.body).toContain('sous un jour, le guichet lit votre demande et vous contacte');
    expect(receipt?.body).toMatch(/appelez [^,]+, 0\d/);
    expect(receipt?.body).not.toContain('rien à faire');
    requestId = request!.id;
  });

  it('stands first in the inbox of its desk and on the page of the director, who reads why', async () => {
    for (let index = 0; index < 60; index += 1)
      await anOrientedRequest(test.app, {
        child: { birthDate: '2026-01-05' },
        requestedAt: '2026-10-01T08:00:00.000Z',
      });
    const agent = await signedIn(test.app, 'agent');
    const inbox = await agent.opens('/rpe');
    expect(inbox.text).toContain('Une urgence attend une réponse');
    const links = inbox.links.filter(({ href }) => href.startsWith('/rpe/demandes/'));
    expect(links[0]!.href).toContain(requestId);
    expect((await agent.opens(`/rpe/demandes/${requestId}`)).text).toContain('L’accueil qu’avait l’enfant s’arrête');
    const director = await signedIn(test.app, 'director');
    const home = await director.opens('/eaje/ma-71306');
    expect(home.text).toContain('Une famille ne peut pas attendre');
    const link = home.link('À partir du 7 décembre 2026 – L’accueil qu’avait l’enfant s’arrête');
    expect(home.text).toContain('Elle demande un accueil d’urgence');
    const opened = await director.opens(link.href);
    expect(opened.text).toContain('Raison de l’urgence');
    // Nobody at the desk has taken it up yet, and the place can be offered all the same.
    expect(await stateOf(test.app, requestId)).toBe('submitted');
    expect(opened.links.some(({ href }) => href.includes(`${requestId}/admission`))).toBe(true);
    const other = await signedIn(test.app, 'otherDirector');
    expect((await other.opens(link.href)).status).toBe(404);
  });

  it('is read by no commission without days, and its page is true on each day', async () => {
    const family = await familyOf(test.app, { dossierId }, BORN_ON);
    expect((await family.opens('/mon-dossier')).text).toContain('Vous avez besoin d’un accueil le 7 décembre 2026.');
    clockOf(test.app).travelTo('2026-12-12T09:00:00.000Z');
    const page = await (await familyOf(test.app, { dossierId }, BORN_ON)).opens('/mon-dossier');
    expect(page.text).toContain('Le jour que vous aviez demandé, le 7 décembre 2026, est passé.');
    expect(page.text).toContain('peut vous proposer une place tout de suite');
    await test.app.get(UnitOfWork).run(async (tx) => {
      await test.app.get(RequestMoves).move(tx, DESK, requestId, 'takeUp');
      await test.app.get(TriageActs).orientRequest(tx, DESK, requestId, ['emergency']);
    });
    // Nothing else than the place of a director comes next, and no commission is announced.
    const next = await (await familyOf(test.app, { dossierId }, BORN_ON)).opens('/mon-dossier');
    expect(next.text).toContain(
      'Ensuite : chercher une place d’urgence auprès des établissements, avant le 14 décembre 2026, par le guichet.',
    );
    expect(next.text).not.toContain('nscrire la demande à une commission');
    const desk = await (await signedIn(test.app, 'agent')).opens(`/rpe/demandes/${requestId}`);
    expect(desk.text).toContain('Faire donner une place d’urgence par une direction');
    const session = await planSession(test.app, { day: await aFreeThursday(test.app) });
    await expect(listFor(test.app, requestId, session.id)).rejects.toMatchObject({
      refusal: { code: 'candidacy.notOriented' },
    });
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(TriageActs).orientRequest(tx, DESK, requestId, ['commission', 'emergency']));
    await expect(listFor(test.app, requestId, session.id)).rejects.toMatchObject({
      refusal: { code: 'candidacy.noWeek' },
    });
  });

  it('admitted in an emergency, reads that the commission has to confirm the place, until it has', async () => {
    const director = await signedIn(test.app, 'director');
    await givePlaces(test.app, 'ma-71306:babies', 3);
    await givePlaces(test.app, 'ma-71306:toddlers', 3);
    const page = await director.opens(`/eaje/demandes/${requestId}/admission?etablissement=ma-71306`);
    const form = page.form('/admission?etablissement=ma-71306');
    // What the family said is there already.
    expect(form.value('reason')).toBe('care_lost');
    // It told no usual days, so nothing is ticked for it; and its first day is one on which the child comes.
    expect(form.value('slots')).toBe('');
    expectRefusal(
      await director.presses(form, { slots: ['mon-am', 'tue-am'], ...dayFields('from', '2026-12-16') }),
      'Premier jour : l’enfant ne vient pas le 16 décembre 2026, d’après les demi-journées de la place.',
    );
    await director.presses(form, { slots: ['mon-am', 'tue-am'], ...dayFields('from', '2026-12-14') });
    const offer = await openOfferTo(test.app, requestId);
    const actor = { kind: 'family', dossierId, draftId: null } as const;
    await test.app.get(UnitOfWork).run((tx) => test.app.get(Offers).acceptOffer(tx, actor, offer.id));
    expect(await stateOf(test.app, requestId)).toBe('placed');
    const told = await (await familyOf(test.app, { dossierId }, BORN_ON)).opens('/mon-dossier');
    expect(told.text).toContain('elle est à confirmer par la commission');
    const [placement] = await test.app.get(Reader).find(Placement, { where: { requestId } });
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(PlacementEnds).recordRatification(tx, SESSION, placement!.id, { ratified: true }));
    const confirmed = await (await familyOf(test.app, { dossierId }, BORN_ON)).opens('/mon-dossier');
    expect(confirmed.text).not.toContain('à confirmer par la commission');
  });
});

describe.each(DATABASES)('two emergencies, the day of one of which is past (%s)', (kind) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-11-30T09:00:00.000Z');
  });
  afterAll(() => test.close());

  it('that which can still be answered in time is first, at the desk and at the establishment', async () => {
    const late = await sendEmergency(test.app, 'Delorme', '2026-12-07');
    clockOf(test.app).travelTo('2026-12-12T09:00:00.000Z');
    const inTime = await sendEmergency(test.app, 'Ribeiro', '2026-12-20');
    const agent = await signedIn(test.app, 'agent');
    const inbox = await agent.opens('/rpe');
    expect(inbox.text).toContain('2 urgences attendent une réponse');
    const links = inbox.links.filter(({ href }) => href.startsWith('/rpe/demandes/'));
    expect(links.slice(0, 2).map(({ href }) => href.split('?')[0])).toEqual([
      `/rpe/demandes/${inTime}`,
      `/rpe/demandes/${late}`,
    ]);
    const home = await (await signedIn(test.app, 'director')).opens('/eaje/ma-71306');
    expect(home.text).toMatch(/À partir du 20 décembre 2026.*À partir du 7 décembre 2026/);
  });
});

/** A family that asks for emergency care from a day. @returns its request */
async function sendEmergency(app: TestApp['app'], surname: string, from: string): Promise<string> {
  const parent = new Parent(app);
  await parent.start();
  await parent.family({ ...ADULT, surname, email: `${surname.toLowerCase()}@exemple.fr` });
  await parent.fill('enfant/1', { ...BORN, surname });
  await parent.fill('besoin/1', {
    ...NO_WEEK,
    kind: 'emergency',
    urgentReason: 'care_lost',
    ...dayFields('wantedFrom', from),
  });
  await parent.fill('voeux/1', { action: 'add:ma-71306' });
  await parent.send();
  const [request] = await app.get(Reader).find(ChildRequest, { where: { surname } });
  return request!.id;
}
