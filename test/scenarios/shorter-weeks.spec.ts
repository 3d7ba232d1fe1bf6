import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { addDays, type Day } from '../../src/foundation/kernel/time.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { readAudit } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';
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
import { caseOf, openOfferTo, outboxOf, requestOf } from '../support/kept.js';
import { expectRefusal } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';

const BABIES = 'ma-71306:babies';
const ALL_DAY = { start: '08:00', end: '18:00' };
const MORNING = { start: '08:00', end: '12:30' };
const WEEK = { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY };
const GIVEN = ['mon-am', 'mon-pm', 'wed-am', 'wed-pm', 'thu-pm', 'fri-am', 'fri-pm'] as const;
type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

describe.each(DATABASES)('a shorter week (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let day: Day;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, 'ma-71306:toddlers', 0);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
    await givePlaces(test.app, BABIES, 1);
    coordinator = await signedIn(test.app, 'coordinator');
    day = await aFreeThursday(test.app);
  });
  afterAll(() => test.close());

  const birthDate = () => addDays(day, -200);
  const aFamily = (week: object, more: object = {}, child: object = {}): Promise<Family> =>
    anOrientedRequest(test.app, {
      child: { birthDate: birthDate(), need: { ...aChild().need, wantedFrom: day, week, ...more }, ...child },
    });
  const takesThreeDays = () => aFamily(WEEK, { acceptsShorterWeek: true, minimumDays: 3 });
  const sits = async (...families: Family[]) => {
    const session = await planSession(test.app, { day, entryFrom: addDays(day, 60) });
    for (const { requestId } of families) await listFor(test.app, requestId, session.id);
    await openSession(test.app, session.id);
    return session;
  };
  const amending = async (sessionId: string, { requestId }: Family) =>
    coordinator.opens(`/commissions/${sessionId}/seance/${(await caseOf(test.app, sessionId, requestId)).id}`);

  /** One family holds Tuesday and Thursday morning, which the other then cannot have. */
  async function besideAFirst() {
    const first = await aFamily({ tue: ALL_DAY, thu: MORNING }, {}, { adaptationNeed: true });
    const flexible = await takesThreeDays();
    const session = await sits(first, flexible);
    return { session, first, flexible };
  }
  /** Members give the second family the half-days that are left. */
  async function givenAPart() {
    const { session, first, flexible } = await besideAFirst();
    const firstCase = await amending(session.id, first);
    await coordinator.presses(firstCase.button('Enregistrer la décision'));
    const page = await amending(session.id, flexible);
    const choice = [...page.form(page.url).choices('section')!].find(([text]) => text.includes('semaine réduite'))!;
    expect(choice[0]).toContain('lun., mer., jeu. après-midi et ven. (1 place au plus juste)');
    const told = await coordinator.presses(page.button('Enregistrer la décision'), {
      decision: 'admit',
      section: choice[1],
      admitReason: 'shorter_week',
    });
    expect([told.status, told.url]).toEqual([200, `/commissions/${session.id}/seance`]);
    return { session, first, flexible };
  }

  describe('in session', () => {
    it('what is left of a week is offered as one choice; it is a decision like any other, and creates no claim', async () => {
      const { session, flexible } = await givenAPart();
      expect(await caseOf(test.app, session.id, flexible.requestId)).toMatchObject({
        decision: 'admit',
        decidedSectionId: BABIES,
        decidedSlots: slotsToMask(GIVEN),
        reason: 'shorter_week',
      });
      const screen = await coordinator.opens(`/commissions/${session.id}/seance`);
      expect(screen.text).toContain('Semaine réduite, sans mar. et jeu. matin');
      expect(screen.text).toContain('Aucune famille ne peut dire qu’une place lui revenait');
      await keepAllAndClose(test.app, session.id);
      const file = (await coordinator.get(`/commissions/${session.id}/controle.json`)).bytes.toString();
      expect(JSON.parse(file)).toMatchObject({ givenWeeks: [{ place: { at: 'ma-71306', section: 'babies' } }] });
      expect(verify(readAudit(file)).wrong).toEqual([]);
    });

    it('members tick other half-days: fewer than the family accepts are refused, and so are others than those it asked for', async () => {
      const { session, flexible } = await besideAFirst();
      const page = await amending(session.id, flexible);
      const [, section] = [...page.form(page.url).choices('section')!][0]!;
      const admit = { decision: 'admit', section, admitReason: 'shorter_week' };
      const decides = (slots: string[]) =>
        coordinator.presses(page.button('Enregistrer la décision'), { ...admit, slots });
      expect(page.text).toContain('au moins 3 jours par semaine');
      const short = await decides(['mon-am', 'wed-am', 'thu-pm', 'fri-am', 'fri-pm']);
      expectRefusal(short, 'Cochez davantage de demi-journées : la famille accepte 3 jours par semaine au moins.');
      expect(short.form(short.url).fields['slots']).toHaveLength(5);
      expectRefusal(
        await decides(['mon-am', 'mon-pm', 'wed-am', 'wed-pm', 'tue-am', 'fri-am']),
        'complet le mardi matin',
      );
      expectRefusal(
        await coordinator.sends(page.url, { ...page.form(page.url).fields, ...admit, slots: 'sat-am' }),
        'Ne cochez que des demi-journées demandées',
      );
      const done = await decides(['mon-am', 'mon-pm', 'wed-am', 'wed-pm', 'fri-am', 'fri-pm']);
      expect(done.status).toBe(200);
      expect((await caseOf(test.app, session.id, flexible.requestId)).decidedSlots).toBe(
        slotsToMask(['mon-am', 'mon-pm', 'wed-am', 'wed-pm', 'fri-am', 'fri-pm']),
      );
    });

    it('a family that asks for its whole week is offered no other', async () => {
      const first = await aFamily({ tue: ALL_DAY }, {}, { adaptationNeed: true });
      const whole = await aFamily(WEEK);
      const session = await sits(first, whole);
      const page = await amending(session.id, whole);
      expect(page.text).toContain('La famille demande sa semaine entière');
      expect(page.form(page.url).has('slots')).toBe(false);
      const [, section] = [...page.form(page.url).choices('section')!][0]!;
      const sent = { ...page.form(page.url).fields, decision: 'admit', section, admitReason: 'child_protection' };
      expectRefusal(
        await coordinator.sends(page.url, { ...sent, slots: ['mon-am', 'mon-pm'] }),
        'La famille demande sa semaine entière',
      );
      expect((await caseOf(test.app, session.id, whole.requestId)).decision).toBeNull();
    });
  });

  describe('as an offer', () => {
    it('says which half-days are offered and which are missing, on the page, by mail and by text', async () => {
      const { session, flexible } = await givenAPart();
      await keepAllAndClose(test.app, session.id);
      const [mail] = await outboxOf(test.app, { dossierId: flexible.dossierId, kind: 'offer' });
      expect(mail!.body).toContain('mardi et jeudi matin');
      const family = await familyOf(test.app, flexible, birthDate());
      const page = await family.opens(`/mon-dossier/offres/${(await openOfferTo(test.app, flexible.requestId)).id}`);
      expect(page.text).toContain('mardi et jeudi matin');
      expect(page.text).toContain('Jeudi après-midi');
    });

    it('accepted, the rest stays in the running: the next session is asked for the missing half-days alone', async () => {
      const { session, flexible } = await givenAPart();
      await keepAllAndClose(test.app, session.id);
      const family = await familyOf(test.app, flexible, birthDate());
      const page = await family.opens(`/mon-dossier/offres/${(await openOfferTo(test.app, flexible.requestId)).id}`);
      await family.presses(page.button('J’accepte'));
      expect(await stateOf(test.app, flexible.requestId)).toBe('partly_placed');
      expect(await requestOf(test.app, flexible.requestId)).toMatchObject({
        nextAct: 'complete_solution',
        nextActDue: expect.any(String),
        nextActOwner: 'desk',
      });
      day = await aFreeThursday(test.app, 60);
      const next = await planSession(test.app, { day, entryFrom: addDays(day, 60) });
      await listFor(test.app, flexible.requestId, next.id);
      await givePlaces(test.app, BABIES, 2);
      await openSession(test.app, next.id);
      const candidacy = await caseOf(test.app, next.id, flexible.requestId);
      expect([candidacy.proposedSectionId, candidacy.proposedSlots]).toEqual([
        BABIES,
        slotsToMask(['tue-am', 'tue-pm', 'thu-am']),
      ]);
      await keepAllAndClose(test.app, next.id);
      const rest = await openOfferTo(test.app, flexible.requestId);
      await family.presses((await family.opens(`/mon-dossier/offres/${rest.id}`)).button('J’accepte'));
      expect(await stateOf(test.app, flexible.requestId)).toBe('placed');
    });
  });
});
