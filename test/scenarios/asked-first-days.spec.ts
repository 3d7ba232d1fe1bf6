import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import {
  AskedFamily,
  AskedFirstDay,
} from '../../src/commissions/asked-first-days/persistence/asked-first-days.entities.js';
import { Forgetting, RequestMoves } from '../../src/dossier/dossier/index.js';
import { readAudit } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';
import { addDays, mondayOf, type Day } from '../../src/foundation/kernel/time.js';
import { slotsToMask, SLOTS } from '../../src/foundation/kernel/week-schedule.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  DESK,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { aChild, aForm } from '../support/forms.js';
import { offersTo, openOfferTo, outboxOf, requestOf, runDueJobs } from '../support/kept.js';
import { expectRefusal } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { placeChild } from '../support/placed-child.js';
import { COORDINATOR } from '../support/placement-world.js';

const BABIES = 'ma-71306:babies';
const HOURS = { start: '08:00', end: '18:00' };
const WEEK = { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS };
const WHOLE = slotsToMask(SLOTS.slice(0, 10));
const PLACES = '/eaje/ma-71306/places-plus-tard';
const OWN = '/mon-dossier/place-plus-tard';
type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

/** Docs/decisions/0177: a place of March for which nobody said that it could wait. */
describe.each(DATABASES)('families are asked about a place that frees later (%s)', (kind) => {
  let test: TestApp;
  let director: Browser;
  let day: Day;
  let entry: Day;
  /** The Monday after the Sunday on which the child in the only place leaves. */
  let frees: Day;
  let sessionId: string;
  let today = '2026-11-23';

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['ma-71306:toddlers', 'ma-71306:older', 'cf-71306:mixed'])
      await givePlaces(test.app, section, 0);
  });
  beforeEach(async () => {
    // The session of each test is the last one.
    today = addDays(today, 1);
    clockOf(test.app).travelTo(`${today}T08:00:00.000Z`);
    await emptySeats(test.app);
    await givePlaces(test.app, BABIES, 1);
    director = await signedIn(test.app, 'director');
    day = await aFreeThursday(test.app);
    entry = addDays(day, 10);
    frees = mondayOf(addDays(entry, 60));
    await fullUntil(addDays(frees, -1));
  });
  afterAll(() => test.close());

  const fullUntil = (to: Day) =>
    placeChild(test.app, { sectionId: BABIES, from: today, to, slots: WHOLE }, addDays(today, -90));
  const birthDate = () => addDays(day, -200);
  const aFamily = (child: object = {}, need: object = {}): Promise<Family> =>
    anOrientedRequest(test.app, {
      child: { birthDate: birthDate(), need: { ...aChild().need, wantedFrom: entry, week: WEEK, ...need }, ...child },
    });
  /** Families that a session keeps waiting, in its order: the first has more points. */
  const keptWaiting = async (count: number): Promise<Family[]> => {
    const families = [await aFamily({ adaptationNeed: true })];
    while (families.length < count) families.push(await aFamily());
    await decided(families);
    return families;
  };
  const decided = async (families: readonly Family[], more: object = {}) => {
    const session = await planSession(test.app, { day, entryFrom: entry, ...more });
    for (const { requestId } of families) await listFor(test.app, requestId, session.id);
    await openSession(test.app, session.id);
    await keepAllAndClose(test.app, session.id);
    await runDueJobs(test.app);
    sessionId = session.id;
  };
  const asks = async () => {
    const page = await director.opens((await director.opens(PLACES)).linkTo(`${PLACES}/babies/${frees}`).href);
    return director.presses(page.button('Poser la question'));
  };
  const answers = async (family: Family, button: string) => {
    const browser = await familyOf(test.app, family, birthDate());
    const done = await browser.presses((await browser.opens(OWN)).button(button));
    await runDueJobs(test.app);
    return done;
  };
  const YES = 'Oui, cela nous irait';
  const NO = 'Non, cela ne nous va pas';
  const toldTo = ({ dossierId }: Family, code: string) => outboxOf(test.app, { kind: code, dossierId });
  const later = async (days: number) => {
    clockOf(test.app).travelTo(`${addDays(today, days)}T08:00:00.000Z`);
    await runDueJobs(test.app);
    director = await signedIn(test.app, 'director');
  };
  const withdraw = ({ requestId }: Family) =>
    test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(RequestMoves).move(tx, DESK, requestId, 'withdraw', { reason: 'moved_away' }));
  const question = async () => (await test.app.get(Reader).find(AskedFirstDay, { order: { askedAt: 'DESC' } }))[0]!;

  it('the director sees the place and who would have to wait, asks, and the first by rank who says yes is offered it', async () => {
    const [first, second, third] = (await keptWaiting(3)) as [Family, Family, Family];
    const places = await director.opens('/eaje/ma-71306/places');
    const list = await director.opens(places.link('Places qui se libèrent plus tard').href);
    expect(list.text).toContain('Bébés, à partir du');
    expect(list.text).toMatch(/Du lundi au vendredi : une place/);
    expect(list.text).toContain('Devrait attendre');
    expect(list.text).toContain('N’a donné que le jour demandé');
    const check = await director.opens(list.linkTo(`${PLACES}/babies/${frees}`).href);
    expect(check.text).toContain('Personne ne perd son rang');
    const asked = await director.presses(check.button('Poser la question à 3 familles'));
    expect(asked.text).toContain('La question est partie aux familles.');
    expect(asked.text).toContain('3 réponses attendues');
    const [mail] = await toldTo(first, 'first-day-asked');
    expect(mail!.body).toContain('Une place se libère');
    expect(mail!.body).toContain('vous gardez votre rang');
    expect(mail!.body).toContain('?vers=place-plus-tard');

    const yes = await answers(second, YES);
    expect(yes.text).toContain('Votre oui est enregistré');
    await answers(third, YES);
    // The one above has not answered.
    for (const family of [first, second, third]) expect(await offersTo(test.app, family.requestId)).toEqual([]);
    expect((await answers(first, NO)).text).toContain('Votre non est enregistré');

    expect(await openOfferTo(test.app, second.requestId)).toMatchObject({
      sectionId: BABIES,
      from: frees,
      slots: WHOLE,
    });
    expect(await stateOf(test.app, first.requestId)).toBe('waiting_list');
    expect(await stateOf(test.app, third.requestId)).toBe('waiting_list');
    const [told] = await toldTo(third, 'first-day-over');
    expect(told!.body).toContain('La place est proposée à une autre famille');
    expect(await toldTo(first, 'first-day-over')).toEqual([]);
    const family = await familyOf(test.app, third, birthDate());
    expect((await family.opens(OWN)).text).toContain('La place est proposée à une autre famille');
    expect(await outboxOf(test.app, { kind: 'first-day-ended' })).toHaveLength(1);
    const ended = await director.opens(PLACES);
    expect(ended.text).toContain('la place est proposée à une famille qui a dit oui');
    // Its answer was for this place alone.
    expect((await requestOf(test.app, second.requestId)).need).toMatchObject({ latestFrom: null });
    const coordinator = await signedIn(test.app, 'coordinator');
    const file = (await coordinator.get(`/commissions/${sessionId}/controle.json`)).bytes.toString();
    expect(verify(readAudit(file)).wrong).toEqual([]);
  });

  it('a yes of the first is enough: nobody below is waited for', async () => {
    const [first, second] = (await keptWaiting(2)) as [Family, Family];
    await asks();
    await answers(first, YES);
    expect(await openOfferTo(test.app, first.requestId)).toMatchObject({ from: frees });
    const family = await familyOf(test.app, second, birthDate());
    const page = await family.opens(OWN);
    expect(page.text).toContain('Sans réponse : rien n’a changé');
    expect(await toldTo(second, 'first-day-over')).toEqual([]);
  });

  it('when the days are over silence is a no, and whoever said yes is offered the place', async () => {
    const [first, second] = (await keptWaiting(2)) as [Family, Family];
    await asks();
    await answers(second, YES);
    await later(6);
    expect(await openOfferTo(test.app, second.requestId)).toMatchObject({ from: frees });
    expect(await stateOf(test.app, first.requestId)).toBe('waiting_list');
    const [row] = await test.app.get(Reader).find(AskedFamily, { where: { requestId: first.requestId } });
    const late = await familyOf(test.app, first, birthDate());
    expectRefusal(await late.sends(`${OWN}/${row!.id}`, { answer: 'yes' }), 'Il n’y a plus rien à répondre', 409);
  });

  it('nobody answers: the place stays free, and the director may ask again', async () => {
    const [family] = (await keptWaiting(1)) as [Family];
    await asks();
    await later(6);
    expect(await question()).toMatchObject({ outcome: 'nobody' });
    expect(await stateOf(test.app, family.requestId)).toBe('waiting_list');
    expect((await director.opens(PLACES)).text).toContain('personne n’a dit oui');
    expect((await asks()).text).toContain('La question est partie aux familles.');
  });

  it('who said no is not asked about the same place again, and may change its mind while the question is open', async () => {
    const [first, second] = (await keptWaiting(2)) as [Family, Family];
    await asks();
    await answers(second, YES);
    await answers(second, NO);
    await later(6);
    expect(await question()).toMatchObject({ outcome: 'nobody' });
    const check = await director.opens((await director.opens(PLACES)).linkTo(`${PLACES}/babies/${frees}`).href);
    expect(check.text).toContain('Poser la question à une famille');
    await director.presses(check.button('Poser la question'));
    expect(await toldTo(first, 'first-day-asked')).toHaveLength(2);
    expect(await toldTo(second, 'first-day-asked')).toHaveLength(1);
  });

  it('a page with nothing to show says so', async () => {
    await emptySeats(test.app);
    await givePlaces(test.app, BABIES, 1);
    await fullUntil(addDays(day, 400));
    await keptWaiting(1);
    expect((await director.opens(PLACES)).text).toContain('Aucune place complète aujourd’hui ne se libère');
  });

  it('two presses at once ask once', async () => {
    const [family] = (await keptWaiting(1)) as [Family];
    const at = `${PLACES}/babies/${frees}`;
    const page = await director.opens(at);
    const { fields } = page.button('Poser la question').form;
    const pressed = await Promise.all([director.sends(at, fields), director.sends(at, fields)]);
    expect(pressed.map(({ status }) => status).sort()).toEqual([200, 409]);
    expectRefusal(await director.presses(page.button('Poser la question')), 'La question est déjà posée', 409);
    expect(await toldTo(family, 'first-day-asked')).toHaveLength(1);
  });

  it('a question is taken back while nobody is offered the place, and the families are told', async () => {
    const [first, second] = (await keptWaiting(2)) as [Family, Family];
    await asks();
    await answers(second, YES);
    const page = await director.opens(PLACES);
    const done = await director.presses(page.button('Retirer la question'));
    expect(done.text).toContain('La question est retirée');
    for (const family of [first, second]) {
      const [told] = await toldTo(family, 'first-day-over');
      expect(told!.body).toContain('L’établissement a retiré sa question');
    }
    await later(6);
    expect(await offersTo(test.app, second.requestId)).toEqual([]);
    expectRefusal(await director.presses(page.button('Retirer la question')), 'déjà close', 409);
  });

  it('a family that withdraws meanwhile is waited for no more', async () => {
    const [first, second] = (await keptWaiting(2)) as [Family, Family];
    await asks();
    await answers(second, YES);
    expect(await offersTo(test.app, second.requestId)).toEqual([]);
    await withdraw(first);
    await runDueJobs(test.app);
    expect(await openOfferTo(test.app, second.requestId)).toMatchObject({ from: frees });
    const family = await familyOf(test.app, first, birthDate());
    expect((await family.opens(OWN)).text).not.toContain(YES);
  });

  it('the place is taken meanwhile: nobody is offered it, and who said yes is told', async () => {
    const [first] = (await keptWaiting(2)) as [Family, Family];
    await asks();
    await placeChild(
      test.app,
      { sectionId: BABIES, from: frees, to: addDays(frees, 100), slots: WHOLE },
      addDays(today, -90),
    );
    await answers(first, YES);
    expect(await offersTo(test.app, first.requestId)).toEqual([]);
    const [told] = await toldTo(first, 'first-day-over');
    expect(told!.body).toContain('La place n’est plus libre');
  });

  it('the desk is told whom to ring, and notes what a family says on the telephone', async () => {
    const [adult] = aForm().adults;
    const first = await anOrientedRequest(test.app, {
      form: { adults: [{ ...adult!, email: null, phone: '0385000005', preferredChannel: 'phone' }] },
      child: { birthDate: birthDate(), need: { ...aChild().need, wantedFrom: entry, week: WEEK } },
    });
    await decided([first]);
    await asks();
    const [call] = await toldTo(first, 'first-day-asked');
    expect(call).toMatchObject({ channel: 'phone', recipient: expect.stringMatching(/85000005$/) });
    expect(await requestOf(test.app, first.requestId)).toMatchObject({ nextAct: 'reach', nextActOwner: 'desk' });
    const desk = await signedIn(test.app, 'agent');
    const request = await desk.opens(`/rpe/demandes/${first.requestId}`);
    expect(request.text).toContain('La famille doit dire si une place qui se libère lui irait');
    const page = await desk.opens(request.linkTo('/place-plus-tard').href);
    expectRefusal(await desk.presses(page.button('La famille dit oui')), 'Dites qui');
    const done = await desk.presses(page.button('La famille dit oui'), { toldBy: 'adult1', knownBy: 'phone' });
    expect(done.text).toContain('La réponse de la famille est notée.');
    await runDueJobs(test.app);
    expect(await openOfferTo(test.app, first.requestId)).toMatchObject({ from: frees });
  });

  it('a family that can come on that day already is not asked, and comes before those ranked below', async () => {
    // The departure is announced after the session.
    await emptySeats(test.app);
    await fullUntil(addDays(frees, 150));
    const waits = await aFamily({ adaptationNeed: true }, { latestFrom: addDays(frees, 10) });
    const cannot = await aFamily({}, { latestFrom: addDays(frees, -7) });
    await decided([waits, cannot]);
    await emptySeats(test.app);
    await fullUntil(addDays(frees, -1));
    const list = await director.opens(PLACES);
    expect(list.text).toContain('Peut déjà venir ce jour-là');
    expect(list.text).toContain('Une famille peut déjà venir ce jour-là : elle n’est pas interrogée');
    expect(list.text).toContain('Demander à une famille');
    await asks();
    expect(await toldTo(waits, 'first-day-asked')).toEqual([]);
    await answers(cannot, YES);
    expect(await openOfferTo(test.app, waits.requestId)).toMatchObject({ sectionId: BABIES, from: frees });
    expect(await question()).toMatchObject({ outcome: 'given' });
    const [told] = await toldTo(cannot, 'first-day-over');
    expect(told!.body).toContain('La place est proposée à une autre famille');
  });

  it('nobody is asked where the session did not allow places to be offered again', async () => {
    await decided([await aFamily()], { reofferAllowed: false });
    const list = await director.opens(PLACES);
    expect(list.text).toContain('n’a pas permis de proposer des places entre deux séances');
    expect(list.hasLinkTo(`${PLACES}/babies/${frees}`)).toBe(false);
    expectRefusal(await director.sends(`${PLACES}/babies/${frees}`, {}), 'n’a pas permis');
  });

  it('is nobody else’s: another director, an agent, a family; the coordinator sees no name', async () => {
    const [family, other] = (await keptWaiting(2)) as [Family, Family];
    const at = `${PLACES}/babies/${frees}`;
    for (const name of ['otherDirector', 'agent', 'member', 'coordinator']) {
      const somebody = await signedIn(test.app, name);
      for (const url of [PLACES, at]) expect([name, (await somebody.opens(url)).status]).toEqual([name, 404]);
      expect([name, (await somebody.sends(at, {})).status]).toEqual([name, 404]);
    }
    expect((await director.opens('/eaje/ma-71040/places-plus-tard')).status).toBe(404);
    await asks();
    const { id } = await question();
    const another = await signedIn(test.app, 'otherDirector');
    expect((await another.sends(`${PLACES}/questions/${id}/reprendre`, {})).status).toBe(404);
    const rows = await test.app.get(Reader).find(AskedFamily, { where: { askedId: id, requestId: family.requestId } });
    const stranger = await familyOf(test.app, other, birthDate());
    expect((await stranger.sends(`${OWN}/${rows[0]!.id}`, { answer: 'yes' })).status).toBe(404);
    const coordinator = await signedIn(test.app, 'coordinator');
    const way = await coordinator.opens('/disponibilites');
    const all = await coordinator.opens(way.link('Places qui se libèrent plus tard').href);
    const seen = await coordinator.opens(all.linkTo('/disponibilites/plus-tard/ma-71306').href);
    expect(seen.text).toContain('Bébés, à partir du');
    const { firstName, surname } = await requestOf(test.app, family.requestId);
    expect((await director.opens(PLACES)).text).toContain(firstName);
    for (const name of [firstName, surname]) expect(seen.text).not.toContain(name);
    expect(seen.text).not.toContain('Retirer la question');
  });

  it('the family finds it in what is kept about it, and it is forgotten with the family', async () => {
    const [family] = (await keptWaiting(1)) as [Family];
    await asks();
    const kept = () => test.app.get(Reader).find(AskedFamily, { where: { requestId: family.requestId } });
    const parent = await familyOf(test.app, family, birthDate());
    expect((await parent.get('/mon-dossier/mes-donnees')).bytes.toString()).toContain('"askedFirstDays"');
    const { dossierId } = family;
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, COORDINATOR, dossierId, () => null));
    expect(await kept()).toEqual([]);
  });
});
