import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Forgetting, RequestMoves } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Appointment, AppointmentSlot } from '../../src/first-desk/appointments/persistence/appointment.entities.js';
import { FamilyExports } from '../../src/family/family/family-exports.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Closings } from '../../src/offer/supply/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  DESK,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { bringJobsAgain, caseOf, outboxOf, recordedOf, runDueJobs } from '../support/kept.js';
import { linkOf } from '../support/links.js';
import { dayFields, expectRefusal, Page } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { COORDINATOR, directorOf } from '../support/placement-world.js';

const NURSERY = 'ma-71306';
const OWN = '/mon-dossier/rendez-vous';
const LIST = '/rpe/rendez-vous';
const VISITS = `/eaje/${NURSERY}/rendez-vous`;
const BIRTH = '2026-02-10';
/** A Tuesday. */
const TODAY = '2027-03-02';
type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

describe.each(DATABASES)('appointments (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  let family: Family;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    itIs('09:00');
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.update(Appointment, {}, { cancelledAt: `${TODAY}T08:00:00.000Z` });
      await tx.update(AppointmentSlot, {}, { withdrawnAt: `${TODAY}T08:00:00.000Z` });
    });
    agent = await signedIn(test.app, 'agent');
    family = await aFamily();
  });
  afterAll(() => test.close());

  /** @param hour in UTC */
  const itIs = (hour: string, day = TODAY) => clockOf(test.app).travelTo(`${day}T${hour}:00.000Z`);
  const tomorrow = () => addDays(TODAY, 1);
  const inTwoDays = () => addDays(TODAY, 2);
  const aFamily = (): Promise<Family> => anOrientedRequest(test.app, { child: { birthDate: BIRTH } });
  const request = (of = family) => `/rpe/demandes/${of.requestId}`;
  const parentOf = (of = family) => familyOf(test.app, of, BIRTH);
  const hours = (more: object = {}) => ({ start: '9:00', end: '10:00', minutes: '30', ...more });
  const fieldsOf = (day: string, more: object = {}) => ({ kind: 'counter', ...dayFields('from', day), ...hours(more) });
  /** Opens two slots of half an hour at the counter, from nine. */
  const opens = async (day = inTwoDays(), more: Record<string, string> = {}) => {
    const form = (await agent.opens(`${LIST}/ouvrir`)).button('Voir les créneaux');
    const preview = await agent.presses(form, { ...fieldsOf(day), ...more });
    return agent.presses(preview.button('Ouvrir ces créneaux'));
  };
  const proposes = async (what = 'Au guichet', of = family) => {
    const page = await agent.opens((await agent.opens(request(of))).linkTo('/rendez-vous').href);
    return agent.presses(page.button(`Proposer à la famille – ${what}`));
  };
  /** The family chooses the first hour that is free at this time. */
  const chooses = async (time: string, browser?: Browser) => {
    const parent = browser ?? (await parentOf());
    return parent.presses((await parent.opens(OWN)).button(time));
  };
  const booked = async (time = '9 h ,') => {
    await opens();
    await proposes();
    return chooses(time);
  };
  const toldOf = (code: string, { dossierId } = family) => outboxOf(test.app, { kind: code, dossierId });
  const rowsOf = (of = family) =>
    test.app.get(Reader).find(Appointment, { where: { requestId: of.requestId }, order: { id: 'ASC' } });
  const openSlots = async () =>
    (await test.app.get(Reader).find(AppointmentSlot, {})).filter(({ withdrawnAt }) => withdrawnAt === null);
  const eventIn = (text: string) => {
    const calendar = ICAL.Component.fromString(text);
    const event = calendar.getFirstSubcomponent('vevent')!;
    const value = (name: string) => String(event.getFirstPropertyValue(name));
    return {
      method: calendar.getFirstPropertyValue('method'),
      uid: value('uid'),
      start: value('dtstart'),
      end: value('dtend'),
      status: value('status'),
      sequence: Number(value('sequence')),
      summary: value('summary'),
    };
  };

  describe('slots', () => {
    it('are shown before they are opened: how many, on which days, and why not on others', async () => {
      const form = (await agent.opens(`${LIST}/ouvrir`)).button('Voir les créneaux');
      itIs('09:00', '2027-03-22');
      agent = await signedIn(test.app, 'agent');
      const weeks = { ...fieldsOf('2027-03-22'), ...dayFields('to', '2027-04-02'), weekdays: ['mon', 'tue'] };
      const preview = await agent.presses(form, weeks);
      expect(preview.heading).toBe('Ouvrir 4 créneaux');
      expect(preview.text).toContain('2 jours, du 23 mars 2027 au 30 mars 2027');
      expect(preview.text).toContain('Un jour fermé est laissé de côté : 29 mars 2027');
      expect(preview.text).toContain('2 heures déjà passées sont laissées de côté');
    });

    it.each<[string, object, string, string]>([
      ['nothing', {}, 'kind', 'Choisissez le genre de rendez-vous'],
      ['no place at the counter', { place: '' }, 'place', 'Donnez le lieu'],
      ['a day that does not exist', dayFields('from', '2027-02-30'), 'from', 'Donnez le premier jour'],
      ['an hour that is none', { start: 'neuf heures' }, 'start', 'Donnez l’heure de début'],
      ['a past day', dayFields('from', '2027-01-05'), 'from', 'déjà passé'],
      ['hours backwards', { end: '8:00' }, 'start', 'la fin après le début'],
      ['too long a slot', { minutes: '999' }, 'minutes', 'de 5 à 240'],
    ])('%s is refused with a sentence at its field, and what was typed is kept', async (what, more, field, said) => {
      const form = (await agent.opens(`${LIST}/ouvrir`)).button('Voir les créneaux');
      const empty = { place: '', start: '', end: '', minutes: '' };
      const refused = await agent.presses(form, what === 'nothing' ? empty : { ...fieldsOf(inTwoDays()), ...more });
      expectRefusal(refused, said);
      expect(Object.keys(refused.errors)).toContain(field);
      if (what === 'nothing')
        expect(Object.keys(refused.errors)).toEqual(['kind', 'place', 'from', 'start', 'end', 'minutes']);
      expect(await openSlots()).toEqual([]);
    });

    it('never overlap for one person, pressed twice or at once; a colleague has hours of its own', async () => {
      await opens();
      const again = await agent.presses(
        (await agent.opens(`${LIST}/ouvrir`)).button('Voir les créneaux'),
        fieldsOf(inTwoDays()),
      );
      expectRefusal(again, 'Aucun créneau ne peut être ouvert');
      const other = await agent.presses(
        (await agent.opens(`${LIST}/ouvrir`)).button('Voir les créneaux'),
        fieldsOf(inTwoDays(), { kind: 'phone', start: '9:15', end: '10:45' }),
      );
      expect(other.text).toContain('2 créneaux sont laissés de côté');
      const fields = { ...fieldsOf(addDays(TODAY, 3)), place: 'Mairie' };
      const twice = await Promise.all([agent.sends(`${LIST}/ouvrir`, fields), agent.sends(`${LIST}/ouvrir`, fields)]);
      expect(twice.map(({ status }) => status).sort()).toEqual([200, 422]);
      const colleague = await signedIn(test.app, 'colleague');
      expect((await colleague.sends(`${LIST}/ouvrir`, fields)).status).toBe(200);
      expect(await openSlots()).toHaveLength(6);
    });

    it('of a nursery are not on days on which it is closed, and are gone when it closes later', async () => {
      const director = await signedIn(test.app, 'director');
      const form = (await director.opens(`${VISITS}/ouvrir`)).button('Voir les créneaux');
      const { kind: _, ...fields } = fieldsOf(inTwoDays());
      const preview = await director.presses(form, fields);
      expect(preview.text).toContain('Visite de l’établissement');
      await director.presses(preview.button('Ouvrir ces créneaux'));
      await proposes('Visite de l’établissement');
      const parent = await parentOf();
      expect((await parent.opens(OWN)).text).toContain('9 h 30');
      const closing = { providerId: NURSERY, from: inTwoDays(), to: inTwoDays(), reason: 'Formation' };
      await test.app.get(Closings).declareClosing(directorOf(NURSERY), closing);
      const stale = (await openSlots())[0]!;
      expect((await parent.opens(OWN)).text).toContain('Il ne reste plus d’heure libre');
      const [row] = await rowsOf();
      expectRefusal(await parent.sends(`${OWN}/${row!.id}/prendre`, { slot: stale.id }), 'n’est plus proposée', 409);
      expectRefusal(await director.presses(form, fields), 'Aucun créneau ne peut être ouvert');
    });
  });

  describe('a family', () => {
    it('is proposed a kind by one press, books one of the free hours by one press, without an account', async () => {
      await opens();
      expect((await proposes()).text).toContain('Le rendez-vous est proposé à la famille.');
      const [mail] = await toldOf('appointment-proposed');
      expect(mail).toMatchObject({ channel: 'email', recipient: family.email });
      const link = await linkOf(test.app, mail!);
      expect(link.search).toBe('?vers=rendez-vous');
      const parent = await parentOf();
      const overview = await parent.opens('/mon-dossier');
      expect(overview.text).toContain('Un rendez-vous vous est proposé');
      const page = await parent.opens(overview.linkTo('/rendez-vous').href);
      expect(page.forms.flatMap(({ buttons }) => buttons.map(({ text }) => text.slice(0, 6)))).toEqual(
        expect.arrayContaining(['9 h , ', '9 h 30']),
      );
      const done = await chooses('9 h 30', parent);
      expect(done.text).toContain('Votre rendez-vous est pris.');
      expect(done.text).toMatch(/Jeudi \d+ \S+ 2027 à 9 h 30/);
      const [confirmed] = await toldOf('appointment-booked');
      expect(confirmed!.body).toMatch(/à 9\sh\s30/);
      expect((await agent.opens(request())).text).toMatch(/Rendez-vous au guichet le \d+ \S+ 2027 à 9 h 30/);
      expect(await recordedOf(test.app, family.requestId, 'appointment.book')).toHaveLength(1);
    });

    it('loses the last hour to another by a clear sentence, and reads what is left; never do two have it', async () => {
      await opens(inTwoDays(), { end: '9:30' });
      await opens(addDays(TODAY, 3), { end: '9:30' });
      const other = await aFamily();
      await proposes();
      await proposes('Au guichet', other);
      const parents = [await parentOf(), await parentOf(other)];
      const pages = await Promise.all(parents.map((parent) => parent.opens(OWN)));
      const first = (await openSlots()).sort((a, b) => a.startsAt.localeCompare(b.startsAt))[0]!;
      const answers = await Promise.all(
        parents.map((parent, index) =>
          parent.presses(
            pages[index]!.forms.flatMap(({ buttons }) => buttons).find(({ sends }) => sends['slot'] === first.id)!,
          ),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const refused = answers.find(({ status }) => status === 409)!;
      expect(refused.text).toContain('Une autre famille vient de prendre cette heure. Choisissez-en une autre.');
      const left = refused.forms.flatMap(({ buttons }) => buttons).filter(({ sends }) => 'slot' in sends);
      expect(left.map(({ sends }) => sends['slot'])).toEqual(
        (await openSlots()).map(({ id }) => id).filter((id) => id !== first.id),
      );
      expect((await test.app.get(Reader).find(Appointment, { where: { slotId: first.id } })).length).toBe(1);
    });

    it('changes its hour and cancels until a day before, and then calls its desk, which still can', async () => {
      await booked();
      const parent = await parentOf();
      const page = await parent.opens(OWN);
      const others = await parent.opens(page.link('Changer d’heure').href);
      expect((await parent.presses(others.button('9 h 30'))).text).toContain('à 9 h 30');
      const [row] = await rowsOf();
      // The first hour is free again.
      expect((await agent.opens(`${request()}/rendez-vous`)).text).toContain('une heure libre');
      itIs('08:31', tomorrow());
      const lateParent = await parentOf();
      const late = await lateParent.opens(OWN);
      expect(late.text).toContain('Il est trop tard pour changer ou annuler ici');
      expect(late.hasForm(`${row!.id}/annuler`)).toBe(false);
      expectRefusal(await lateParent.sends(`${OWN}/${row!.id}/annuler`), 'Il est trop tard');
      agent = await signedIn(test.app, 'agent');
      const desk = await agent.opens(`${request()}/rendez-vous`);
      const moved = await agent.presses(
        (await agent.opens(desk.link('Changer d’heure').href)).button('Prendre cette heure'),
        { slot: (await openSlots()).find(({ id }) => id !== row!.slotId)!.id },
      );
      expect(moved.text).toContain('L’heure est prise.');
      const cancelled = await agent.presses(
        (await agent.opens(`${request()}/rendez-vous`)).button('Annuler le rendez-vous'),
      );
      expect(cancelled.text).toContain('Annulé');
      expect(await toldOf('appointment-cancelled')).toHaveLength(1);
    });

    it('cancels by itself, and another family can have the hour', async () => {
      await booked();
      const parent = await parentOf();
      const page = await parent.opens(OWN);
      const cancel = page.button('Annuler le rendez-vous');
      expect((await parent.presses(cancel)).text).toContain('Votre rendez-vous est annulé.');
      expectRefusal(await parent.presses(cancel), 'déjà passé ou annulé', 409);
      expect((await agent.opens(`${request()}/rendez-vous`)).text).toContain('2 heures libres');
    });

    it('is told when its slot is withdrawn, and chooses again; the withdrawn one can no longer be had', async () => {
      await booked();
      const list = await agent.opens(`${LIST}/creneaux`);
      const [taken] = list.links.filter(({ href }) => href.startsWith(`${LIST}/creneaux/`));
      const slot = await agent.opens(taken!.href);
      expect(slot.text).toContain('Une famille a pris cette heure');
      await agent.presses(slot.button('Retirer ce créneau'));
      const [told] = await toldOf('appointment-cancelled');
      expect(told!.body).toContain('Vous pouvez choisir une autre heure');
      const page = await (await parentOf()).opens(OWN);
      expect(page.text).toContain('Annulé');
      expect(page.forms.flatMap(({ buttons }) => buttons).filter(({ sends }) => 'slot' in sends)).toHaveLength(1);
      expect((await agent.presses(slot.button('Retirer ce créneau'))).status).toBe(409);
    });

    it('has its desk book for it at the counter', async () => {
      await opens();
      const page = await agent.opens(`${request()}/rendez-vous`);
      const free = await agent.opens(page.link('Prendre une heure pour la famille').href);
      expectRefusal(await agent.presses(free.button('Prendre cette heure')), 'n’est plus proposée', 409);
      const [slot] = await openSlots();
      const done = await agent.presses(free.button('Prendre cette heure'), { slot: slot!.id });
      expect(done.text).toContain('L’heure est prise. La famille reçoit une confirmation.');
      expect(await toldOf('appointment-proposed')).toEqual([]);
      expect(await toldOf('appointment-booked')).toHaveLength(1);
    });

    it('is proposed nothing where no hour is free, and nothing twice', async () => {
      expect((await agent.opens(`${request()}/rendez-vous`)).source).not.toContain('Proposer à la famille');
      expectRefusal(await agent.sends(`${request()}/rendez-vous`, { what: 'counter' }), 'ouvrez d’abord des créneaux');
      await opens();
      const twice = await Promise.all([1, 2].map(() => agent.sends(`${request()}/rendez-vous`, { what: 'counter' })));
      expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await toldOf('appointment-proposed')).toHaveLength(1);
      for (const what of ['', 'lune', 'ma-71040', 'x'.repeat(200)])
        expect([404, 422]).toContain((await agent.sends(`${request()}/rendez-vous`, { what })).status);
    });
  });

  describe('a reminder', () => {
    const reminders = () => toldOf('appointment-reminder');

    it('comes once on the morning before, by the channel of the family, also when a queue brings it again', async () => {
      await booked();
      itIs('08:59', tomorrow());
      await runDueJobs(test.app);
      expect(await reminders()).toEqual([]);
      itIs('09:00', tomorrow());
      await Promise.all([runDueJobs(test.app), runDueJobs(test.app)]);
      await bringJobsAgain(test.app, 'appointment.remind');
      await runDueJobs(test.app);
      const all = await reminders();
      expect(all).toHaveLength(1);
      expect(all[0]).toMatchObject({ channel: 'email', recipient: family.email });
    });

    it('follows what is moved, and does not come for what is cancelled', async () => {
      await booked();
      await opens(addDays(TODAY, 6));
      const parent = await parentOf();
      const others = await parent.opens((await parent.opens(OWN)).link('Changer d’heure').href);
      const later = others.forms.flatMap(({ buttons }) => buttons).filter(({ sends }) => 'slot' in sends);
      await parent.presses(later.at(-1)!);
      itIs('12:00', tomorrow());
      await runDueJobs(test.app);
      expect(await reminders()).toEqual([]);
      itIs('12:00', addDays(TODAY, 5));
      await runDueJobs(test.app);
      expect(await reminders()).toHaveLength(1);
      family = await aFamily();
      agent = await signedIn(test.app, 'agent');
      await opens(addDays(TODAY, 9), { start: '14:00', end: '14:30' });
      await proposes();
      await chooses('14 h ,');
      const again = await parentOf();
      await again.presses((await again.opens(OWN)).button('Annuler le rendez-vous'));
      itIs('12:00', addDays(TODAY, 8));
      await runDueJobs(test.app);
      expect(await reminders()).toEqual([]);
    });
  });

  it('a calendar takes the file: one event that follows each change, and is taken away when it is cancelled', async () => {
    await booked();
    const parent = await parentOf();
    const file = async () => {
      const page = await parent.opens(OWN);
      return parent.get(page.link('Ajouter à mon agenda').href);
    };
    const first = await file();
    expect([first.status, first.bytes.toString(), first.headers['content-type']]).toEqual([
      200,
      expect.stringContaining('BEGIN'),
      'text/calendar; charset=utf-8',
    ]);
    const at = eventIn(first.bytes.toString());
    expect(at).toMatchObject({ method: 'PUBLISH', status: 'CONFIRMED' });
    expect(at.start).toBe(`${inTwoDays()}T08:00:00Z`);
    expect(first.bytes.toString()).not.toContain('Enfant');
    const others = await parent.opens((await parent.opens(OWN)).link('Changer d’heure').href);
    await parent.presses(others.button('9 h 30'));
    const moved = eventIn((await file()).bytes.toString());
    expect(moved.uid).toBe(at.uid);
    expect(moved.sequence).toBeGreaterThan(at.sequence);
    const [row] = await rowsOf();
    const path = `${OWN}/${row!.id}/agenda.ics`;
    await parent.presses((await parent.opens(OWN)).button('Annuler le rendez-vous'));
    const gone = eventIn((await parent.get(path)).bytes.toString());
    expect(gone).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', uid: at.uid });
    expect(gone.sequence).toBeGreaterThan(moved.sequence);
    const ofDesk = await agent.get(`${LIST}/agenda.ics`);
    const events = ICAL.Component.fromString(ofDesk.bytes.toString()).getAllSubcomponents('vevent');
    expect(events.map((event) => event.getFirstPropertyValue('uid'))).toContain(at.uid);
    expect(ofDesk.bytes.toString()).not.toContain('Nom');
  });

  describe('the desk', () => {
    it('reads who comes by kind and day, notes what became of it by one press, and its day counts as the list does', async () => {
      await opens(inTwoDays(), { end: '11:00' });
      for (const time of ['9 h ,', '9 h 30', '10 h ,', '10 h 30']) {
        family = await aFamily();
        await proposes();
        await chooses(time);
      }
      itIs('07:00', inTwoDays());
      agent = await signedIn(test.app, 'agent');
      const line = (await agent.opens('/personnel')).links.find(({ text }) =>
        /^\d+ rendez-vous aujourd’hui$/.test(text),
      )!;
      expect(line.text).toBe('4 rendez-vous aujourd’hui');
      const rows = (page: Page) => page.table('Rendez-vous');
      expect(rows(await agent.opens(line.href))).toHaveLength(4);
      expect((await agent.opens(`${line.href}&genre=phone`)).text).toContain('Aucun rendez-vous ici.');
      itIs('07:00', addDays(TODAY, 3));
      agent = await signedIn(test.app, 'agent');
      const late = (await agent.opens('/personnel')).links.find(({ text }) => text.includes('dont le résultat'))!;
      expect(late.text).toMatch(/^4 /);
      const list = await agent.opens(late.href);
      expect(rows(list)).toHaveLength(4);
      const done = await agent.presses(list.button('Venue'));
      expect(done.text).toContain('C’est noté : la famille est venue.');
      await agent.presses((await agent.opens(late.href)).button('Pas venue'));
      expect(rows(await agent.opens(late.href))).toHaveLength(2);
      // A form of a page that was left open does not overwrite what was noted meanwhile.
      expect((await agent.presses(list.button('Venue'))).status).toBe(409);
      expect((await agent.opens(`${LIST}?etat=passes`)).text).toContain('Pas venue');
    });

    it('corrects the outcome on the request, and none is noted of what is to come', async () => {
      await booked();
      const [row] = await rowsOf();
      expect((await agent.sends(`${LIST}/${row!.id}/venu`, { version: String(row!.version) })).status).toBe(409);
      itIs('12:00', inTwoDays());
      agent = await signedIn(test.app, 'agent');
      expect((await agent.opens(request())).text).toContain('Résultat à noter');
      const page = await agent.opens(`${request()}/rendez-vous`);
      await agent.presses(page.button('Pas venue'));
      const noted = await agent.opens(`${request()}/rendez-vous`);
      await agent.presses(noted.button('Venue'));
      expect((await rowsOf()).map(({ outcome }) => outcome)).toEqual(['came']);
    });
  });

  it('a director notes who visited, and sees those of nobody else', async () => {
    let director = await signedIn(test.app, 'director');
    const { kind: _, ...fields } = fieldsOf(addDays(TODAY, 3));
    await director.sends(`${VISITS}/ouvrir`, { ...fields, place: 'Les Lutins' });
    await proposes('Visite de l’établissement');
    await chooses('9 h ,');
    expect((await director.opens(VISITS)).table('Rendez-vous')).toHaveLength(1);
    itIs('12:00', addDays(TODAY, 3));
    director = await signedIn(test.app, 'director');
    expect((await director.opens('/personnel')).text).toContain('Rendez-vous');
    await director.presses((await director.opens(`${VISITS}?jour=${addDays(TODAY, 3)}`)).button('Venue'));
    expect((await rowsOf()).map(({ outcome }) => outcome)).toEqual(['came']);
  });

  it('is nobody else’s: another desk, another director, another family, a coordinator', async () => {
    await booked();
    const [row] = (await rowsOf()) as [Appointment];
    const [slot] = await openSlots();
    for (const name of ['otherAgent', 'director', 'otherDirector', 'coordinator', 'member']) {
      const other = await signedIn(test.app, name);
      const asked = [
        `${request()}/rendez-vous`,
        `${LIST}/creneaux/${slot!.id}`,
        `${request()}/rendez-vous/${row.id}/changer`,
      ];
      for (const url of asked) expect([name, url, (await other.get(url)).status]).toEqual([name, url, 404]);
      const sent: [string, Record<string, string>][] = [
        [`${request()}/rendez-vous`, { what: 'counter' }],
        [`${request()}/rendez-vous/heures/counter`, { slot: slot!.id }],
        [`${request()}/rendez-vous/${row.id}/changer`, { slot: slot!.id }],
        [`${request()}/rendez-vous/${row.id}/annuler`, {}],
        [`${request()}/rendez-vous/${row.id}/resultat`, { outcome: 'came', version: '1' }],
        [`${LIST}/${row.id}/venu`, { version: String(row.version) }],
        [`${LIST}/creneaux/${slot!.id}/retirer`, {}],
      ];
      for (const [url, data] of sent)
        expect([name, url, (await other.sends(url, data)).status]).toEqual([name, url, 404]);
      expect((await other.get(LIST)).html).not.toContain('Enfant');
      if (name !== 'director')
        for (const url of [VISITS, `${VISITS}/creneaux`, `${VISITS}/ouvrir`, `${VISITS}/agenda.ics`])
          expect([name, url, (await other.get(url)).status]).toEqual([name, url, 404]);
    }
    const stranger = await parentOf(await aFamily());
    for (const url of [`${OWN}/${row.id}/changer`, `${OWN}/${row.id}/agenda.ics`])
      expect((await stranger.get(url)).status).toBe(404);
    for (const act of ['prendre', 'annuler'])
      expect(
        (await stranger.sends(`${OWN}/${row.id}/${act}`, act === 'prendre' ? { slot: slot!.id } : {})).status,
      ).toBe(404);
    expect((await rowsOf()).map(({ version, cancelledAt }) => [version, cancelledAt])).toEqual([[row.version, null]]);
  });

  it('a request that is withdrawn gives its hour back and is not reminded', async () => {
    await booked();
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(RequestMoves).move(tx, DESK, family.requestId, 'withdraw', { reason: 'moved_away' }));
    expect((await rowsOf()).map(({ cancelledBy }) => cancelledBy)).toEqual(['request']);
    expect(await toldOf('appointment-cancelled')).toHaveLength(1);
    itIs('12:00', tomorrow());
    await runDueJobs(test.app);
    expect(await toldOf('appointment-reminder')).toEqual([]);
    itIs('10:00');
    agent = await signedIn(test.app, 'agent');
    const withdrawn = family;
    family = await aFamily();
    await proposes();
    expect((await chooses('9 h ,')).text).toContain('Votre rendez-vous est pris.');
    expectRefusal(
      await agent.sends(`${request(withdrawn)}/rendez-vous`, { what: 'counter' }),
      'Cette demande est retirée',
    );
  });

  it('stands with the request that was kept where two are joined', async () => {
    await booked();
    const joined = family.requestId;
    family = await aFamily();
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.update(ChildRequest, { id: joined }, { joinedIntoId: family.requestId, dossierId: family.dossierId }),
      );
    expect((await agent.opens(request())).text).toContain('Rendez-vous au guichet le');
    const page = await agent.opens(`${request()}/rendez-vous`);
    await agent.presses(page.button('Annuler le rendez-vous'));
    expect((await agent.opens(`${request()}/rendez-vous`)).text).toContain('Annulé');
  });

  it('is in what the family is handed over, and goes when it is forgotten', async () => {
    await booked();
    const copy = await test.app
      .get(FamilyExports)
      .exportEverything({ kind: 'family', dossierId: family.dossierId, draftId: null });
    expect(JSON.stringify(copy)).toContain(`"startsAt":"${inTwoDays()}T08:00:00.000Z"`);
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, COORDINATOR, family.dossierId, () => null));
    expect(await rowsOf()).toEqual([]);
    itIs('12:00', tomorrow());
    await runDueJobs(test.app);
    expect(await toldOf('appointment-reminder')).toEqual([]);
  });

  it('is never a criterion: what a commission judges is the same for a family that came, missed or never had one', async () => {
    const day = await aFreeThursday(test.app);
    const need = { ...aChild().need, wantedFrom: addDays(day, 60) };
    const twin = () =>
      anOrientedRequest(test.app, { child: { birthDate: BIRTH, need }, requestedAt: `${TODAY}T08:00:00.000Z` });
    const [without, came, missed] = [await twin(), await twin(), await twin()];
    await opens();
    for (const [one, time] of [
      [came, '9 h ,'],
      [missed, '9 h 30'],
    ] as const) {
      family = one;
      await proposes();
      await chooses(time);
    }
    itIs('12:00', inTwoDays());
    agent = await signedIn(test.app, 'agent');
    for (const [one, button] of [
      [came, 'Venue'],
      [missed, 'Pas venue'],
    ] as const)
      await agent.presses((await agent.opens(`${request(one)}/rendez-vous`)).button(button));
    const session = await planSession(test.app, { day, entryFrom: addDays(day, 60) });
    for (const { requestId } of [without, came, missed]) await listFor(test.app, requestId, session.id);
    await openSession(test.app, session.id);
    const judged = await Promise.all(
      [without, came, missed].map(async ({ requestId }) => {
        const { snapshot, points, lines } = await caseOf(test.app, session.id, requestId);
        return { snapshot, points, lines };
      }),
    );
    expect(judged[0]!.snapshot).not.toBeNull();
    expect(judged[1]).toEqual(judged[0]);
    expect(judged[2]).toEqual(judged[0]);
    expect(JSON.stringify(judged)).not.toMatch(/appointment|rendez/i);
  });
});
