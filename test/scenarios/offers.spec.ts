import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Candidacies, Closing, Preparation, SessionDecisions } from '../../src/commissions/commission/index.js';
import { Wish } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addDays, addHours, dayOf } from '../../src/foundation/kernel/time.js';
import { Offers } from '../../src/places/placement/index.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { SYSTEM, type Actor } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  messagesTo,
  openSession,
  planSession,
  seedCommissions,
  stateOf,
  theChairHasASignIn,
} from '../support/commission.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { readAudit } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';
import { aChild } from '../support/forms.js';
import { bringJobsAgain, caseOf, casesOf, mostHeld, openOfferTo, outboxOf, runDueJobs } from '../support/kept.js';
import { expectRefusal } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { directorOf, FULL_WEEK } from '../support/placement-world.js';

type Family = Awaited<ReturnType<typeof anOrientedRequest>>;
const BABIES = 'ma-71306:babies';
const parentOf = ({ dossierId }: Family): Actor => ({ kind: 'family', dossierId, draftId: null });

describe.each(DATABASES)('what becomes of the places a session gave (%s)', (kind) => {
  let test: TestApp;
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const offers = () => test.app.get(Offers);
  const openOffer = ({ requestId }: Family) => openOfferTo(test.app, requestId);
  const states = (families: Family[]) => Promise.all(families.map(({ requestId }) => stateOf(test.app, requestId)));
  const theTimeIs = async (moment: string): Promise<void> => {
    clockOf(test.app).travelTo(moment);
    await runDueJobs(test.app);
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, 'ma-71306:toddlers', 0);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
  });
  afterAll(() => test.close());

  /** Families of equal points, in the order of their requests, before a session that sits and has so many places. */
  async function sitting(places: number, count: number, reofferAllowed = true) {
    const day = await aFreeThursday(test.app, 30);
    await givePlaces(test.app, BABIES, places);
    const session = await planSession(test.app, { day, entryFrom: addDays(day, 60), reofferAllowed });
    const families: Family[] = [];
    for (let index = 0; index < count; index += 1) {
      const family = await anOrientedRequest(test.app, {
        requestedAt: addHours(clockOf(test.app).now(), index - 1000),
        child: { birthDate: addDays(day, -200), need: { ...aChild().need, wantedFrom: day } },
      });
      await listFor(test.app, family.requestId, session.id);
      families.push(family);
    }
    await openSession(test.app, session.id);
    return { session, families };
  }
  async function closed(places: number, count: number, reofferAllowed = true) {
    const { session, families } = await sitting(places, count, reofferAllowed);
    await keepAllAndClose(test.app, session.id);
    return { session, families };
  }
  /** A family is before another session too, for a wish that it ranks after the first. */
  async function isBeforeAnotherSessionToo({ requestId, dossierId }: Family): Promise<string> {
    const next = await planSession(test.app, {
      day: await aFreeThursday(test.app, 60),
      bodyId: 'intercommunale',
      room: 'Sanvignes',
    });
    const wish = { rank: 2, mode: 'establishment', providerId: 'ma-71499', communeCode: null } as const;
    await run(async (tx) => {
      await tx.insert(Wish, { id: newId(), requestId, ...wish });
      await test.app.get(Candidacies).addCandidacy(tx, { id: requestId, dossierId }, next);
    });
    return next.id;
  }

  it('an offer accepted: the family is placed and its other candidacy has no object any more', async () => {
    const { families } = await closed(1, 2);
    const [first] = families as [Family, Family];
    expect(await states(families)).toEqual(['offered', 'waiting_list']);
    const other = await isBeforeAnotherSessionToo(first);
    const offer = await openOffer(first);
    await run((tx) => offers().acceptOffer(tx, parentOf(first), offer.id));
    expect(await states(families)).toEqual(['placed', 'waiting_list']);
    expect((await caseOf(test.app, other, first.requestId)).state).toBe('without_object');
    expect(await mostHeld(test.app, BABIES)).toBe(1);
  });

  it('an offer left unanswered after its reminder goes to the next in rank by itself; declined, to the third', async () => {
    const { session, families } = await closed(1, 3);
    const [first, second] = families as [Family, Family, Family];
    expect(await states(families)).toEqual(['offered', 'waiting_list', 'waiting_list']);
    await theTimeIs(addHours((await openOffer(first)).deadline, -60));
    expect(await messagesTo(test.app, first.email)).toContain('offer-reminder');
    const { effectiveDeadline } = await openOffer(first);
    await theTimeIs(addHours(effectiveDeadline, -1));
    expect(await states(families)).toEqual(['offered', 'waiting_list', 'waiting_list']);
    await theTimeIs(addHours(effectiveDeadline, 1));
    expect(await states(families)).toEqual(['waiting_list', 'offered', 'waiting_list']);
    expect(await messagesTo(test.app, second.email)).toContain('offer');
    expect(await mostHeld(test.app, BABIES)).toBe(1);

    const { id } = await openOffer(second);
    await run((tx) => offers().declineOffer(tx, parentOf(second), id, 'distance', 'withdraw'));
    await runDueJobs(test.app);
    expect(await states(families)).toEqual(['waiting_list', 'withdrawn', 'offered']);
    // Nobody twice, whatever the queue does.
    await bringJobsAgain(test.app, 'offer.released');
    await runDueJobs(test.app);
    expect(await states(families)).toEqual(['waiting_list', 'withdrawn', 'offered']);
    const reoffered = (await casesOf(test.app, session.id)).filter(({ reofferedFromId }) => reofferedFromId !== null);
    expect(reoffered).toHaveLength(2);
  });

  describe('a place that was offered by mistake', () => {
    const REVOKED = 'La place est retirée. La famille est prévenue.';
    const revoking = async (sessionId: string) => {
      const coordinator = await signedIn(test.app, 'coordinator');
      const list = await coordinator.opens(
        (await coordinator.opens(`/commissions/${sessionId}`)).linkTo('/propositions').href,
      );
      return { coordinator, list, asking: await coordinator.opens(list.link('Retirer la place').href) };
    };
    const told = (family: Family) => outboxOf(test.app, { dossierId: family.dossierId, kind: 'offer-revoked' });

    it('is taken back by the coordinator, who reads first what follows: its family is told and waits, the next is offered it', async () => {
      const { session, families } = await closed(1, 2);
      const { coordinator, list, asking } = await revoking(session.id);
      expect(list.table('Places proposées').length).toBe(1);
      expect(list.text).toMatch(/Dossier n° \d+ Multi-accueil de Montceau-les-Mines/);
      expect(asking.text).toMatch(
        /La famille est prévenue aussitôt.* liste d’attente.* à la famille suivante.* nouvelle décision/,
      );
      // No family is named to who coordinates.
      expect(list.text + asking.text).not.toMatch(/Ferreira|Alba|Famille\d/);
      expectRefusal(
        await coordinator.presses(asking.button('Retirer la place')),
        'Choisissez pourquoi la place est retirée',
      );
      expect(await told(families[0]!)).toHaveLength(0);
      const done = await coordinator.presses(asking.button('Retirer la place'), { reason: 'error_in_decision' });
      expect(done.text).toContain(REVOKED);
      await runDueJobs(test.app);
      expect(await states(families)).toEqual(['waiting_list', 'offered']);
      const [message] = await told(families[0]!);
      expect(message!.body).not.toContain('Erreur');
      const family = await familyOf(test.app, families[0]!, addDays(dayOf(session.startsAt), -200));
      expect((await family.opens('/mon-dossier')).text).toContain('Erreur dans la décision');
      expect(await mostHeld(test.app, BABIES)).toBe(1);
    });

    it('and that is not there any more is offered to nobody else', async () => {
      const { session, families } = await closed(1, 2);
      const { coordinator, asking } = await revoking(session.id);
      await coordinator.presses(asking.button('Retirer la place'), { reason: 'place_no_longer_available' });
      await runDueJobs(test.app);
      expect(await states(families)).toEqual(['waiting_list', 'waiting_list']);
      expect(await mostHeld(test.app, BABIES)).toBe(0);
    });

    it('and that the family has accepted meanwhile stays its own', async () => {
      const { session, families } = await closed(1, 1);
      const { coordinator, asking } = await revoking(session.id);
      const { id } = await openOffer(families[0]!);
      await run((tx) => offers().acceptOffer(tx, parentOf(families[0]!), id));
      const late = await coordinator.presses(asking.button('Retirer la place'), { reason: 'family_moved' });
      expect([late.status, await told(families[0]!)]).toEqual([409, []]);
      expect(await states(families)).toEqual(['placed']);
    });

    it('is taken back by the chair of its body', async () => {
      const { session, families } = await closed(1, 1);
      await theChairHasASignIn(test.app);
      try {
        const chair = await signedIn(test.app, 'member');
        const list = await chair.opens((await chair.opens(`/commissions/${session.id}`)).linkTo('/propositions').href);
        const asking = await chair.opens(list.link('Retirer la place').href);
        const done = await chair.presses(asking.button('Retirer la place'), { reason: 'error_in_decision' });
        expect(done.text).toContain(REVOKED);
        expect([await states(families), (await told(families[0]!)).length]).toEqual([['waiting_list'], 1]);
      } finally {
        await theChairHasASignIn(test.app, false);
      }
    });

    it('is nothing that others may take back', async () => {
      const { session, families } = await closed(1, 1);
      const { id } = await openOffer(families[0]!);
      const page = `/commissions/${session.id}/propositions`;
      for (const name of ['agent', 'director', 'member']) {
        const other = await signedIn(test.app, name);
        expect((await other.opens(`/commissions/${session.id}`)).hasLinkTo('/propositions')).toBe(false);
        for (const path of [page, `${page}/${id}/retirer`])
          expect([403, 404]).toContain((await other.opens(path)).status);
        const sent = await other.sends(`${page}/${id}/retirer`, { version: '1', reason: 'error_in_decision' });
        expect([403, 404]).toContain(sent.status);
      }
      const elsewhere = await closed(1, 1);
      const coordinator = await signedIn(test.app, 'coordinator');
      expect((await coordinator.opens(`/commissions/${elsewhere.session.id}/propositions/${id}/retirer`)).status).toBe(
        404,
      );
      expect(await states(families)).toEqual(['offered']);
    });
  });

  describe('who is offered a place that came free', () => {
    const declines = async (family: Family, choice: 'wait' | 'withdraw' = 'withdraw') => {
      const { id } = await openOffer(family);
      await run((tx) => offers().declineOffer(tx, parentOf(family), id, 'distance', choice));
    };
    /** Families that ask for these days, in the order of their requests, before a session with so many places. */
    async function asking(places: number, weeks: readonly Record<string, unknown>[], siblings = 0) {
      const day = await aFreeThursday(test.app, 30);
      await givePlaces(test.app, BABIES, places);
      const session = await planSession(test.app, { day, entryFrom: addDays(day, 60) });
      const families: Family[] = [];
      for (const [index, need] of weeks.entries()) {
        const child = { birthDate: addDays(day, -200), need: { ...aChild().need, wantedFrom: day, ...need } };
        const family = await anOrientedRequest(test.app, {
          requestedAt: addHours(clockOf(test.app).now(), index - 1000),
          child,
          siblings: index === 0 ? Array.from({ length: siblings }, () => child) : [],
        });
        for (const id of [family.requestId, ...family.siblingIds]) await listFor(test.app, id, session.id);
        families.push(family);
      }
      await openSession(test.app, session.id);
      await keepAllAndClose(test.app, session.id);
      return { session, families };
    }
    const hours = { start: '08:00', end: '18:00' };
    const [MONDAY, TUESDAY] = [{ mon: hours }, { tue: hours }];

    it('is the first in the order whose week the free half-days hold; the page says why, to members and to the family', async () => {
      const { session, families } = await asking(1, [
        { week: MONDAY },
        { week: TUESDAY },
        { week: { ...MONDAY, ...TUESDAY } },
        { week: MONDAY },
      ]);
      expect(await states(families)).toEqual(['offered', 'offered', 'waiting_list', 'waiting_list']);
      await declines(families[0]!);
      await runDueJobs(test.app);
      expect(await states(families)).toEqual(['withdrawn', 'offered', 'waiting_list', 'offered']);
      const coordinator = await signedIn(test.app, 'coordinator');
      expect((await coordinator.opens(`/commissions/${session.id}/propositions`)).text).toContain(
        'Place libérée, proposée à nouveau le 24 novembre 2026 dans l’ordre de la séance. Le dossier n° 3, classé avant, n’y tenait pas.',
      );
      const family = await familyOf(test.app, families[3]!, addDays(dayOf(session.startsAt), -200));
      const page = await family.opens(`/mon-dossier/offres/${(await openOffer(families[3]!)).id}`);
      expect(page.text).toContain('parmi celles qui attendaient encore : des familles placées avant vous');
      const file = (await coordinator.get(`/commissions/${session.id}/controle.json`)).bytes.toString();
      expect(JSON.parse(file).reoffers).toHaveLength(1);
      expect(verify(readAudit(file)).wrong).toEqual([]);
    });

    it('takes a shorter week where it accepts one: the half-days that are free, and no fewer than it takes', async () => {
      const { session, families } = await asking(1, [
        { week: TUESDAY },
        { week: { wed: { start: '08:00', end: '12:30' } } },
        { week: { ...TUESDAY, wed: hours, thu: hours }, acceptsShorterWeek: true, minimumDays: 2 },
      ]);
      const [first, , flexible] = families as [Family, Family, Family];
      // The session itself gave it Thursday alone to nobody: fewer than two days.
      expect(await states(families)).toEqual(['offered', 'offered', 'waiting_list']);
      await declines(first);
      await runDueJobs(test.app);
      const offer = await openOffer(flexible);
      expect([offer.slots, offer.coversNeed]).toEqual([
        slotsToMask(['tue-am', 'tue-pm', 'wed-pm', 'thu-am', 'thu-pm']),
        false,
      ]);
      const file = (await (await signedIn(test.app, 'coordinator')).get(`/commissions/${session.id}/controle.json`))
        .bytes;
      expect(verify(readAudit(file.toString())).wrong).toEqual([]);
    });

    it('is found once for all seats that come free together: brothers and sisters who leave make room for a pair', async () => {
      const { session, families } = await asking(2, [{ week: MONDAY }, { week: MONDAY }, { week: MONDAY }], 1);
      const [pair, second, third] = families as [Family, Family, Family];
      expect(await states(families)).toEqual(['offered', 'waiting_list', 'waiting_list']);
      await run(async (tx) => {
        for (const requestId of [pair.requestId, ...pair.siblingIds]) {
          const { id } = await openOfferTo(test.app, requestId);
          await offers().declineOffer(tx, parentOf(pair), id, 'distance', 'withdraw');
        }
      });
      await runDueJobs(test.app);
      expect(await states([second, third])).toEqual(['offered', 'offered']);
      const file = JSON.parse(
        (
          await (await signedIn(test.app, 'coordinator')).get(`/commissions/${session.id}/controle.json`)
        ).bytes.toString(),
      );
      expect(file.reoffers).toMatchObject([{ freed: [expect.anything(), expect.anything()] }]);
    });

    it('two that decline at the same moment free two seats: two families, each once', async () => {
      const { families } = await asking(
        2,
        Array.from({ length: 5 }, () => ({ week: MONDAY })),
      );
      await Promise.all([declines(families[0]!), declines(families[1]!)]);
      await Promise.all([runDueJobs(test.app), runDueJobs(test.app)]);
      await bringJobsAgain(test.app, 'offer.released');
      await runDueJobs(test.app);
      expect(await states(families)).toEqual(['withdrawn', 'withdrawn', 'offered', 'offered', 'waiting_list']);
      expect(await mostHeld(test.app, BABIES)).toBe(2);
    });
  });

  it('a session that does not allow it keeps the place for the next session', async () => {
    const { families } = await closed(1, 2, false);
    const [first] = families as [Family, Family];
    expect(await states(families)).toEqual(['offered', 'waiting_list']);
    const { id } = await openOffer(first);
    await run((tx) => offers().declineOffer(tx, parentOf(first), id, 'price', 'wait'));
    await runDueJobs(test.app);
    expect(await states(families)).toEqual(['waiting_list', 'waiting_list']);
  });

  it('a place taken while the session sits: closing is refused whole, naming the case; places are read again, then it closes', async () => {
    const { session, families } = await sitting(2, 2);
    await test.app.get(SessionDecisions).keepAll(SYSTEM, session.id);
    await somebodyIsAdmittedUrgently(session.entryFrom);
    const written = await test.app.get(Reader).count(Message);
    await expect(test.app.get(Closing).closeSession(SYSTEM, session.id, undefined, true)).rejects.toMatchObject({
      refusal: { code: 'session.seatGone', facts: { number: 2 } },
    });
    expect(await states(families)).toEqual(['before_commission', 'before_commission']);
    expect(await test.app.get(Reader).count(Message)).toBe(written);

    await run((tx) => test.app.get(Preparation).refreshSession(tx, SYSTEM, session.id));
    const undecided = (await casesOf(test.app, session.id)).filter(({ decision }) => decision === null);
    expect(undecided.map(({ agendaNumber }) => agendaNumber)).toEqual([2]);
    await keepAllAndClose(test.app, session.id);
    expect(await states(families)).toEqual(['offered', 'waiting_list']);
  });

  /** The director gives a place to a family that no session has seen. */
  async function somebodyIsAdmittedUrgently(from: string): Promise<void> {
    const { requestId, dossierId } = await anOrientedRequest(test.app, {
      child: { birthDate: addDays(clockOf(test.app).today(), -200) },
    });
    await run((tx) =>
      offers().makeOffer(tx, directorOf('ma-71306'), 'admitUrgently', {
        requestId,
        dossierId,
        sectionId: BABIES,
        from,
        to: addDays(from, 20),
        slots: FULL_WEEK,
        coversNeed: true,
        reofferAllowed: false,
        emergency: true,
        days: 2,
      }),
    );
  }
});
