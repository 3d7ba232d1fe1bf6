import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Forgetting, RequestMoves } from '../../src/dossier/dossier/index.js';
import { CollectiveMeeting, MeetingBooking } from '../../src/first-desk/appointments/persistence/meeting.entities.js';
import { Meetings } from '../../src/first-desk/appointments/meetings.js';
import { FamilyExports } from '../../src/family/family/family-exports.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, DESK, seedCommissions } from '../support/commission.js';
import { outboxOf, runDueJobs } from '../support/kept.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { COORDINATOR } from '../support/placement-world.js';

const OWN = '/mon-dossier/rendez-vous';
const LIST = '/rpe/rendez-vous/reunions';
const BIRTH = '2026-02-10';
const TODAY = '2027-03-02';
type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

describe.each(DATABASES)('collective meetings (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  let family: Family;
  /** Of the meeting of each test, which no other has. */
  let subject = '';
  let tests = 0;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo(`${TODAY}T09:00:00.000Z`);
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.update(CollectiveMeeting, {}, { cancelledAt: `${TODAY}T08:00:00.000Z` }));
    tests += 1;
    subject = `Choisir son mode d’accueil, ${tests}`;
    agent = await signedIn(test.app, 'agent');
    family = await aFamily();
  });
  afterAll(() => test.close());

  const aFamily = (): Promise<Family> => anOrientedRequest(test.app, { child: { birthDate: BIRTH } });
  const parentOf = (of = family) => familyOf(test.app, of, BIRTH);
  const opens = async (more: Record<string, string> = {}) =>
    agent.presses((await agent.opens(`${LIST}/ouvrir`)).button('Ouvrir la réunion'), {
      subject,
      ...dayFields('on', addDays(TODAY, 7)),
      time: '18h',
      minutes: '90',
      seats: '5',
      ...more,
    });
  const comes = async (persons: string, of = family) => {
    const parent = await parentOf(of);
    return parent.presses((await parent.opens(OWN)).button('Nous viendrons'), { persons });
  };
  const meeting = async () =>
    (await test.app.get(Reader).find(CollectiveMeeting, { where: { subject } }))[0] as CollectiveMeeting;
  const bookings = async () =>
    (await test.app.get(Reader).find(MeetingBooking, { where: { meetingId: (await meeting()).id } })).filter(
      ({ cancelledAt }) => cancelledAt === null,
    );
  const toldOf = (code: string, { dossierId } = family) => outboxOf(test.app, { kind: code, dossierId });

  it('are shown to every family of the desk, which comes with up to four within the seats', async () => {
    expect((await opens()).text).toContain('La réunion est ouverte aux familles.');
    const parent = await parentOf();
    const overview = await parent.opens('/mon-dossier');
    const page = await parent.opens(overview.linkTo('/rendez-vous').href);
    expect(page.text).toContain(subject);
    expect(page.text).toContain('Il reste 5 places');
    const done = await comes('3');
    expect(done.text).toContain('Vous avez 3 places.');
    expect((await toldOf('appointment-booked'))[0]!.body).toContain(subject);
    const other = await aFamily();
    expectRefusal(await comes('3', other), 'Il ne reste que 2 places.', 409);
    await comes('2', other);
    const third = await aFamily();
    expect((await (await parentOf(third)).opens(OWN)).text).toContain('Complet');
    const parts = [await parentOf(third), await parentOf(third)];
    const id = (await meeting()).id;
    for (const each of parts)
      expectRefusal(await each.sends(`${OWN}/reunions/${id}`, { persons: '1' }), 'complète', 409);
    for (const persons of ['0', '5', '-1', 'deux', ''])
      expect((await parts[0]!.sends(`${OWN}/reunions/${id}`, { persons })).status).toBe(422);
    const list = await agent.opens((await agent.opens(LIST)).link(subject).href);
    expect(list.text).toContain('5 personnes sont inscrites.');
    expect(list.table('Familles')).toHaveLength(2);
  });

  it('two families at once on the last seat: one has it; one family at once with itself has one row', async () => {
    await opens({ seats: '1' });
    const other = await aFamily();
    const pages = await Promise.all([parentOf(), parentOf(other)]);
    const id = (await meeting()).id;
    const answers = await Promise.all(pages.map((parent) => parent.sends(`${OWN}/reunions/${id}`, { persons: '1' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await bookings()).map(({ persons }) => persons)).toEqual([1]);
    subject = `${subject} bis`;
    await opens();
    const again = (await meeting()).id;
    await Promise.all([1, 2].map(() => pages[0]!.sends(`${OWN}/reunions/${again}`, { persons: '2' })));
    expect((await bookings()).map(({ persons }) => persons)).toEqual([2]);
  });

  it('a family changes how many come and gives its seats back, and its desk does so for it', async () => {
    await opens();
    await comes('4');
    const parent = await parentOf();
    await parent.presses((await parent.opens(OWN)).button('Changer le nombre'), { persons: '1' });
    expect((await bookings()).map(({ persons }) => persons)).toEqual([1]);
    const file = await parent.get((await parent.opens(OWN)).link('Ajouter à mon agenda').href);
    const event = ICAL.Component.fromString(file.bytes.toString()).getFirstSubcomponent('vevent')!;
    expect(String(event.getFirstPropertyValue('dtstart'))).toBe(`${addDays(TODAY, 7)}T17:00:00Z`);
    await parent.presses((await parent.opens(OWN)).button('Nous ne viendrons pas'));
    expect(await bookings()).toEqual([]);
    const desk = `/rpe/demandes/${family.requestId}/rendez-vous`;
    await agent.presses((await agent.opens(desk)).button('Inscrire la famille'), { persons: '2' });
    expect((await bookings()).map(({ persons }) => persons)).toEqual([2]);
    await agent.presses((await agent.opens(desk)).button('Désinscrire la famille'));
    expect(await bookings()).toEqual([]);
  });

  it('are reminded of once on the morning before, and tell everybody who comes when they are cancelled', async () => {
    await opens();
    await comes('2');
    const other = await aFamily();
    await comes('1', other);
    const parent = await parentOf(other);
    await parent.presses((await parent.opens(OWN)).button('Nous ne viendrons pas'));
    clockOf(test.app).travelTo(`${addDays(TODAY, 6)}T09:00:00.000Z`);
    await runDueJobs(test.app);
    const [booking] = await bookings();
    await test.app.get(UnitOfWork).run((tx) => test.app.get(Meetings).remind(tx, booking!.id));
    expect(await toldOf('appointment-reminder')).toHaveLength(1);
    expect(await toldOf('appointment-reminder', other)).toEqual([]);
    agent = await signedIn(test.app, 'agent');
    const page = await agent.opens(`${LIST}/${(await meeting()).id}`);
    await agent.presses(page.button('Annuler la réunion'));
    expect(await toldOf('appointment-cancelled')).toHaveLength(1);
    expect(await toldOf('appointment-cancelled', other)).toEqual([]);
    expect((await agent.presses(page.button('Annuler la réunion'))).status).toBe(409);
    expect((await (await parentOf()).opens(OWN)).text).not.toContain(subject);
  });

  it.each<[string, Record<string, string>, string, string]>([
    [
      'nothing',
      { subject: '', place: '', time: '', minutes: '', seats: '', onDay: '', onMonth: '', onYear: '' },
      'subject',
      'Donnez le sujet',
    ],
    ['a past day', dayFields('on', '2027-01-05'), 'on', 'déjà passé'],
    ['a public holiday', dayFields('on', '2027-03-29'), 'on', 'Le guichet est fermé le 29 mars 2027'],
    ['no seat', { seats: '0' }, 'seats', 'de 1 à 300'],
    ['at night', { time: '23h30' }, 'time', 'entre 6 h et 22 h'],
  ])('%s is refused with a sentence at its field', async (what, more, field, said) => {
    const refused = await opens(more);
    expectRefusal(refused, said);
    expect(Object.keys(refused.errors)).toContain(field);
    if (what === 'nothing')
      expect(Object.keys(refused.errors)).toEqual(['subject', 'place', 'on', 'time', 'minutes', 'seats']);
  });

  it('are of their desk alone, go with the family, and are in its copy', async () => {
    await opens();
    await comes('2');
    const { id } = await meeting();
    for (const name of ['otherAgent', 'director', 'coordinator']) {
      const other = await signedIn(test.app, name);
      expect([name, (await other.get(`${LIST}/${id}`)).status]).toEqual([name, 404]);
      expect([name, (await other.sends(`${LIST}/${id}/annuler`)).status]).toEqual([name, 404]);
      const booked = await other.sends(`/rpe/demandes/${family.requestId}/rendez-vous/reunions/${id}`, {
        persons: '1',
      });
      expect([name, booked.status]).toEqual([name, 404]);
    }
    const copy = await test.app
      .get(FamilyExports)
      .exportEverything({ kind: 'family', dossierId: family.dossierId, draftId: null });
    expect(JSON.stringify(copy)).toContain(subject);
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, COORDINATOR, family.dossierId, () => null));
    expect(await bookings()).toEqual([]);
  });

  it('a family that withdraws its request comes no more', async () => {
    await opens();
    await comes('2');
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(RequestMoves).move(tx, DESK, family.requestId, 'withdraw', { reason: 'moved_away' }));
    expect(await bookings()).toEqual([]);
  });
});
