import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { readAudit } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';
import { addDays, addMonths, type Day } from '../../src/foundation/kernel/time.js';
import { slotsToMask, SLOTS } from '../../src/foundation/kernel/week-schedule.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { caseOf, offersTo, openOfferTo, outboxOf, runDueJobs } from '../support/kept.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { ADULT, BORN, NEED, Parent } from '../support/parent.js';
import { familyOf, signedIn } from '../support/people.js';
import { placeChild } from '../support/placed-child.js';

const BABIES = 'ma-71306:babies';
const HOURS = { start: '08:00', end: '18:00' };
const WEEK = { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS };
const WHOLE = slotsToMask(SLOTS.slice(0, 10));
/** The child in the only place leaves on Sunday 28 February 2027. */
const [LEAVES, MARCH] = ['2027-02-28', '2027-03-01'];
type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

/** Docs/decisions/0175: the family that waits now is offered the place of March. */
describe.each(DATABASES)('a place that frees later (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let day: Day;
  let entry: Day;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['ma-71306:toddlers', 'ma-71306:older', 'cf-71306:mixed'])
      await givePlaces(test.app, section, 0);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
    await givePlaces(test.app, BABIES, 1);
    coordinator = await signedIn(test.app, 'coordinator');
    day = await aFreeThursday(test.app);
    entry = addDays(day, 10);
    await placeChild(test.app, { sectionId: BABIES, from: '2026-11-24', to: LEAVES, slots: WHOLE }, '2026-03-01');
  });
  afterAll(() => test.close());

  const birthDate = () => addDays(day, -200);
  const aFamily = (more: object = {}, child: object = {}): Promise<Family> =>
    anOrientedRequest(test.app, {
      child: { birthDate: birthDate(), need: { ...aChild().need, wantedFrom: entry, week: WEEK, ...more }, ...child },
    });
  const waitsUntil = (latestFrom: Day, child: object = {}) => aFamily({ latestFrom }, child);
  const sits = async (...families: Family[]) => {
    const session = await planSession(test.app, { day, entryFrom: entry });
    for (const { requestId } of families) await listFor(test.app, requestId, session.id);
    await openSession(test.app, session.id);
    return session;
  };
  const amending = async (sessionId: string, { requestId }: Family) =>
    coordinator.opens(`/commissions/${sessionId}/seance/${(await caseOf(test.app, sessionId, requestId)).id}`);
  const declines = async (who: Family) => {
    const offer = await openOfferTo(test.app, who.requestId);
    const family = await familyOf(test.app, who, birthDate());
    await family.presses((await family.opens(`/mon-dossier/offres/${offer.id}`)).button('Je refuse cette place'), {
      reason: 'distance',
      choice: 'withdraw',
    });
    await runDueJobs(test.app);
  };
  const audited = async (sessionId: string) =>
    verify(readAudit((await coordinator.get(`/commissions/${sessionId}/controle.json`)).bytes.toString()));

  describe('asked', () => {
    const asked = async (need: Record<string, string>) => {
      const parent = new Parent(test.app);
      await parent.start();
      await parent.family(ADULT);
      await parent.child(1, BORN);
      await parent.fill('besoin/1', { ...NEED, ...need });
      return parent;
    };

    it('by months from the wanted day, with what comes first; the answers say it back, and the desk reads it', async () => {
      const parent = await asked({ latest: '2', waitsFirst: 'date', earliest: '1' });
      const page = await parent.browser.opens(`${parent.draft}/besoin/1`);
      expect(page.text).toContain('Jusqu’à quand pouvez-vous attendre une place ?');
      expect(page.text).toContain('vous gardez votre rang et vos points');
      expect(page.form(page.url).fields).toMatchObject({ latest: '2', waitsFirst: 'date', earliest: '1' });
      await parent.send();
      const request = (await test.app.get(Reader).find(ChildRequest, { where: { surname: 'Ferreira' } })).at(-1)!;
      expect(request.need).toMatchObject({
        wantedFrom: MARCH,
        latestFrom: '2027-05-01',
        earliestFrom: '2027-02-01',
        waitsFirst: 'date',
      });
      const desk = await (await signedIn(test.app, 'agent')).opens(`/rpe/demandes/${request.id}`);
      expect(desk.text).toMatch(/Entrée au plus tard\s+1er mai 2027/);
      expect(desk.text).toContain('une place plus tôt, même dans un vœu moins bien classé');
    });

    it('a date that is chosen has to be written; one that is not chosen counts for nothing', async () => {
      const parent = await asked({ latest: 'own', ...dayFields('latestFrom', '2027-06-01') });
      const page = await parent.browser.opens(`${parent.draft}/besoin/1`);
      expect(page.form(page.url).fields['latest']).toBe('own');
      expectRefusal(
        await parent.browser.sends(page.url, {
          ...page.form(page.url).fields,
          latest: 'date',
          ...dayFields('latestFrom', '2027-02-01'),
        }),
        'Écrivez la date de début au plus tard',
      );
    });
  });

  describe('in session', () => {
    it('the place of March is proposed to the family that can wait for it, and nobody’s who cannot', async () => {
      const [waits, cannot] = [await waitsUntil('2027-03-31'), await aFamily({}, { adaptationNeed: true })];
      const session = await sits(waits, cannot);
      expect(await caseOf(test.app, session.id, waits.requestId)).toMatchObject({
        proposedSectionId: BABIES,
        proposedFrom: MARCH,
        proposedSlots: WHOLE,
      });
      expect((await caseOf(test.app, session.id, cannot.requestId)).proposedSectionId).toBeNull();
      const screen = await coordinator.opens(`/commissions/${session.id}/seance`);
      expect(screen.text).toContain('La famille peut attendre jusqu’au 31 mars 2027');
      expect(screen.text).toMatch(/Place proposée : .*Bébés, à partir du 1er mars 2027/);
      const page = await amending(session.id, waits);
      expect(page.text).toContain('La place commence le 1er mars 2027');
      expect(page.text).toContain('D’ici là, la place est prise');
    });

    it('members may give another day within its limits, and no other', async () => {
      const waits = await waitsUntil('2027-03-31');
      const session = await sits(waits);
      const page = await amending(session.id, waits);
      const section = page.form(page.url).fields['section'] as string;
      const decides = (given: Day) =>
        coordinator.presses(page.button('Enregistrer la décision'), {
          decision: 'admit',
          section,
          admitReason: 'continuity_of_care',
          ...dayFields('givenDay', given),
        });
      expectRefusal(await decides('2027-04-15'), 'Choisissez un premier jour entre le');
      expectRefusal(await decides('2027-02-15'), 'complet');
      expect((await decides('2027-03-15')).status).toBe(200);
      expect(await caseOf(test.app, session.id, waits.requestId)).toMatchObject({
        decidedSectionId: BABIES,
        decidedFrom: '2027-03-15',
        kept: false,
      });
      await keepAllAndClose(test.app, session.id);
      expect(await openOfferTo(test.app, waits.requestId)).toMatchObject({ from: '2027-03-15' });
      expect((await audited(session.id)).wrong).toEqual([]);
    });

    it('a family that takes its own day only is given no other', async () => {
      const other = await aFamily();
      const session = await sits(other);
      const page = await amending(session.id, other);
      expect(page.form(page.url).has('givenDayDay')).toBe(false);
      expectRefusal(
        await coordinator.sends(page.url, {
          ...page.form(page.url).fields,
          decision: 'admit',
          section: `${BABIES}@${WHOLE}`,
          admitReason: 'child_protection',
          ...dayFields('givenDay', MARCH),
        }),
        'La famille n’a pas dit qu’elle pouvait commencer un autre jour',
      );
    });
  });

  describe('told', () => {
    it('offer, mail, page, minutes and hand-over say the first day, and the audit file is true', async () => {
      const waits = await waitsUntil('2027-03-31');
      const session = await sits(waits);
      await keepAllAndClose(test.app, session.id);
      const offer = await openOfferTo(test.app, waits.requestId);
      expect(offer).toMatchObject({ sectionId: BABIES, from: MARCH });
      const [mail] = await outboxOf(test.app, { dossierId: waits.dossierId, kind: 'offer' });
      expect(mail!.body).toContain('1er mars 2027');
      const family = await familyOf(test.app, waits, birthDate());
      const page = await family.opens(`/mon-dossier/offres/${offer.id}`);
      expect(page.text).toContain('1er mars 2027');
      await family.presses(page.button('J’accepte'));
      expect(await stateOf(test.app, waits.requestId)).toBe('placed');
      expect((await audited(session.id)).wrong).toEqual([]);
      const minutes = await coordinator.opens(`/commissions/${session.id}/compte-rendu`);
      expect(minutes.text).toMatch(/Bébés[^.]*1er mars 2027/);
      const handOver = await (await signedIn(test.app, 'director')).opens('/eaje/ma-71306/transmission');
      expect(handOver.text).toMatch(/Enfant\S* Nom\S* \S+ Bébés 01\/03\/2027/);
    });

    it('a family kept waiting reads that a place came free for March, with the button that says it can wait', async () => {
      const other = await aFamily();
      const session = await sits(other);
      await keepAllAndClose(test.app, session.id);
      const family = await familyOf(test.app, other, birthDate());
      const page = await family.opens('/mon-dossier');
      expect(page.text).toContain(
        'une place s’est libérée pour le 1er mars 2027. Elle était encore libre après la séance',
      );
      expect(page.text).toContain('vous n’aviez pas dit que vous pouviez attendre');
      const [mail] = await outboxOf(test.app, { dossierId: other.dossierId, kind: 'session-waiting' });
      expect(mail!.body).toContain('une place s’est libérée pour le 1er mars 2027');
      const answers = await family.opens(page.link('Dire jusqu’à quand je peux attendre').href);
      expect(answers.text).toContain('Jusqu’à quand pouvez-vous attendre une place ?');
      expect((await audited(session.id)).wrong).toEqual([]);
    });

    it('one ranked above who could not wait reads that it went to a family that can', async () => {
      const [above, waits] = [await aFamily({}, { adaptationNeed: true }), await waitsUntil('2027-03-31')];
      const session = await sits(above, waits);
      await keepAllAndClose(test.app, session.id);
      expect(await stateOf(test.app, waits.requestId)).toBe('offered');
      const page = await (await familyOf(test.app, above, birthDate())).opens('/mon-dossier');
      expect(page.text).toContain('Elle est proposée à une famille qui peut attendre jusque-là');
    });
  });

  describe('offered again', () => {
    it('for the day on which the seats are free, to the next who can wait, in the session’s order', async () => {
      const first = await waitsUntil('2027-03-31', { adaptationNeed: true });
      const [cannot, next] = [await aFamily(), await waitsUntil(addMonths(entry, 4))];
      const session = await sits(first, cannot, next);
      await keepAllAndClose(test.app, session.id);
      await declines(first);
      expect(await offersTo(test.app, cannot.requestId)).toEqual([]);
      expect(await openOfferTo(test.app, next.requestId)).toMatchObject({ sectionId: BABIES, from: MARCH });
      expect((await audited(session.id)).wrong).toEqual([]);
    });

    it('a place of March that is given up goes to nobody who cannot wait for it', async () => {
      const first = await waitsUntil('2027-03-31', { adaptationNeed: true });
      const [cannot, next] = [await aFamily(), await waitsUntil(addMonths(entry, 4))];
      const session = await sits(first, cannot, next);
      await keepAllAndClose(test.app, session.id);
      const { id } = await openOfferTo(test.app, first.requestId);
      const family = await familyOf(test.app, first, birthDate());
      await family.presses((await family.opens(`/mon-dossier/offres/${id}`)).button('J’accepte'));
      await family.presses((await family.opens(`/mon-dossier/offres/${id}/renoncer`)).form('/renoncer'), {
        reason: 'distance',
        choice: 'withdraw',
      });
      await runDueJobs(test.app);
      expect(await offersTo(test.app, cannot.requestId)).toEqual([]);
      expect(await openOfferTo(test.app, next.requestId)).toMatchObject({ sectionId: BABIES, from: MARCH });
      expect((await audited(session.id)).wrong).toEqual([]);
    });

    it('to a family that says only after the session that it can wait', async () => {
      const [first, later] = [await waitsUntil('2027-03-31', { adaptationNeed: true }), await aFamily()];
      const session = await sits(first, later);
      await keepAllAndClose(test.app, session.id);
      const says = await familyOf(test.app, later, birthDate());
      const answers = await says.opens(`/mon-dossier/demandes/${later.requestId}/reponses/besoin`);
      await says.presses(answers.button('Enregistrer'), { latest: '3' });
      await declines(first);
      expect(await openOfferTo(test.app, later.requestId)).toMatchObject({ sectionId: BABIES, from: MARCH });
      expect((await audited(session.id)).wrong).toEqual([]);
    });
  });
});
