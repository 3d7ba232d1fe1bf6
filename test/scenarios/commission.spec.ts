import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Closing, SessionCalendar, SessionDecisions, type Decision } from '../../src/commissions/commission/index.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { addDays, dayOf } from '../../src/foundation/kernel/time.js';
import { Offers } from '../../src/places/placement/index.js';
import { UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  DESK,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  messagesTo,
  openSession,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { aChild, aForm } from '../support/forms.js';
import {
  candidaciesOf,
  caseOf,
  casesOf,
  mostHeld,
  offersTo,
  outboxOf,
  placeOf,
  recordedOf,
  requestOf,
  sessionOf,
} from '../support/kept.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { familyOf } from '../support/people.js';
import { directorOf } from '../support/placement-world.js';
import { expectNobodyNamed, Secretary } from '../support/secretary.js';

type Family = Awaited<ReturnType<typeof anOrientedRequest>>;
const BABIES = 'ma-71306:babies';

describe.each(DATABASES)('a commission from its list to its closing (%s)', (kind) => {
  let test: TestApp;
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
    for (const provider of ['ma-71306', 'ma-71499'])
      for (const section of ['babies', 'toddlers', 'older']) await givePlaces(test.app, `${provider}:${section}`, 0);
  });
  afterAll(() => test.close());

  /** Two sessions of two bodies, one day after the other. */
  const twoBodies = async (): Promise<[first: string, second: string]> => {
    const day = await aFreeThursday(test.app, 40);
    const one = await planSession(test.app, { day, time: '09:00' });
    const other = await planSession(test.app, { day: addDays(day, 1), bodyId: 'intercommunale', room: 'Sanvignes' });
    return [one.id, other.id];
  };
  const listEverywhere = async (family: Family, sessions: readonly string[]) => {
    for (const id of sessions) await listFor(test.app, family.requestId, id);
  };

  it('is frozen, prepared, opened, decided and closed through the screens', async () => {
    await givePlaces(test.app, BABIES, 2);
    const day = await aFreeThursday(test.app, 30);
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    const next = await planSession(test.app, { day: await aFreeThursday(test.app, 90) });
    const secretary = await Secretary.of(test.app, id);

    // Points: lone and working 200, same with adaptation need 230, nothing said of the household 100.
    const child = { birthDate: addDays(day, -200), need: { ...aChild().need, wantedFrom: addDays(day, 30) } };
    const unsaid = { form: { household: { ...aForm().household, loneParent: null } } };
    const first = await anOrientedRequest(test.app, { child });
    const best = await anOrientedRequest(test.app, { child: { ...child, adaptationNeed: true } });
    const last = await anOrientedRequest(test.app, { child, ...unsaid });
    const toRefuse = await anOrientedRequest(test.app, { child, ...unsaid });
    const toDefer = await anOrientedRequest(test.app, { child, ...unsaid });
    for (const { requestId } of [first, best, last, toRefuse, toDefer]) await listFor(test.app, requestId, id);
    const caseOfFamily = ({ requestId }: Family) => caseOf(test.app, id, requestId);
    const decide = async (family: Family, filled: Record<string, string>) =>
      secretary.decides((await caseOfFamily(family)).id, filled);

    await theListIsFixedAndRanked();
    await theScreenProposesInTheOrderOfPoints();
    await aRefusalNeedsAReasonOfTheList();
    await anOldScreenDecidesNothing();
    await aPlaceGoesToNobodyTwice();
    await theOthersAreKeptAndTheSessionCloses();
    await everyFamilyIsTold();

    async function theListIsFixedAndRanked() {
      await secretary.takes('places', 'freeze');
      // What is judged no longer changes: the snapshot rules.
      await run((tx) => tx.update(ChildRequest, { id: best.requestId }, { adaptationNeed: false }));
      await secretary.takes('prepare');
      const agenda = await secretary.browser.opens(`/commissions/${id}/ordre-du-jour`);
      for (const said of [
        '230 points',
        '200 points',
        'Besoin d’adaptation de l’enfant',
        'Non déclaré, 0 point : Activité des parents, Parent seul',
        'Montceau-les-Mines',
      ])
        expect(agenda.text).toContain(said);
      expectNobodyNamed(agenda);
    }

    async function theScreenProposesInTheOrderOfPoints() {
      await secretary.takes('open');
      expectNobodyNamed(await secretary.screen());
      const ranked = await casesOf(test.app, id);
      expect(ranked.map(({ requestId, proposedSectionId }) => [requestId, proposedSectionId])).toEqual([
        [best.requestId, BABIES],
        [first.requestId, BABIES],
        [last.requestId, null],
        [toRefuse.requestId, null],
        [toDefer.requestId, null],
      ]);
    }

    async function aRefusalNeedsAReasonOfTheList() {
      expectRefusal(await decide(toRefuse, { decision: 'refuse' }), 'Choisissez dans la liste la raison');
      const { id: caseId, version } = await caseOfFamily(toRefuse);
      const free = { version: String(version), decision: 'refuse', refuseReason: 'parce que' };
      expect((await secretary.browser.sends(secretary.caseUrl(caseId), free)).status).toBe(422);
      await decide(toRefuse, { decision: 'refuse', refuseReason: 'false_declaration' });
      await decide(toDefer, { decision: 'defer', deferReason: 'awaiting_opinion', session: next.id });
    }

    async function anOldScreenDecidesNothing() {
      const { id: caseId } = await caseOfFamily(first);
      const old = { version: '1', decision: 'wait', waitReason: 'no_place' };
      expectRefusal(
        await secretary.browser.sends(secretary.caseUrl(caseId), old),
        'Relisez-le avant de recommencer',
        409,
      );
    }

    async function aPlaceGoesToNobodyTwice() {
      // The first in rank waits: the place goes to the next on the screen at once.
      await decide(best, { decision: 'wait', waitReason: 'other_child_first' });
      expect((await caseOfFamily(last)).proposedSectionId).toBe(BABIES);
      for (const family of [last, first]) await secretary.admits((await caseOfFamily(family)).id, BABIES);
      expectRefusal(
        await secretary.admits((await caseOfFamily(best)).id, BABIES, { admitReason: 'child_protection' }),
        'changez d’abord la décision du dossier n°',
      );
      // Back to the proposal.
      for (const family of [last, best]) await secretary.takesBack((await caseOfFamily(family)).id);
    }

    async function theOthersAreKeptAndTheSessionCloses() {
      const version = (await secretary.screen()).form('/seance/actualiser').value('version');
      expectRefusal(
        await secretary.browser.sends(`${secretary.screenUrl}/clore`, { version }),
        'à décider avant de clore',
      );
      expect((await secretary.screen()).text).not.toContain('Tout est décidé : clore');
      await secretary.keepsTheRest();
      expect((await secretary.screen()).text).toContain('Tout est décidé : clore');
      const closed = await secretary.closes();
      expect(closed.url).toBe(`/commissions/${id}/compte-rendu`);
      expectNobodyNamed(closed);
    }

    async function everyFamilyIsTold() {
      for (const [family, state, kindOfMessage] of [
        [best, 'offered', 'offer'],
        [first, 'offered', 'offer'],
        [last, 'waiting_list', 'session-waiting'],
        [toRefuse, 'refused', 'session-refused'],
        [toDefer, 'before_commission', 'session-deferred'],
      ] as const) {
        expect(await stateOf(test.app, family.requestId)).toBe(state);
        expect(await messagesTo(test.app, family.email)).toContain(kindOfMessage);
      }
      const [letter] = await outboxOf(test.app, { kind: 'session-refused', recipient: toRefuse.email });
      expect(letter!.body).toMatch(
        /Raison de la décision\s: Déclaration inexacte[\s\S]*deux mois[\s\S]*tribunal administratif/,
      );
      expect((await casesOf(test.app, next.id)).map(({ state }) => state)).toEqual(['listed']);
      expect(await mostHeld(test.app, BABIES)).toBe(2);
    }
  });

  it('two closings at once: one closes, the other is told', async () => {
    const { id } = await planSession(test.app, { day: await aFreeThursday(test.app, 160) });
    const secretary = await Secretary.of(test.app, id);
    await secretary.takes('places', 'freeze', 'prepare', 'open');
    const colleague = await Secretary.of(test.app, id);
    const url = `${secretary.screenUrl}/clore`;
    const pages = await Promise.all(
      [secretary, colleague].map(async ({ browser }) => ({ browser, page: await browser.opens(url) })),
    );
    const answers = await Promise.all(
      pages.map(({ browser, page }) => browser.presses(page.form(url), { nobodyPresent: 'yes' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await recordedOf(test.app, id, 'session.close')).toHaveLength(1);
  });

  describe('a family before two bodies', () => {
    it('has one offer at a time: a better wish admitted by another body replaces it, a lesser one has no object', async () => {
      await givePlaces(test.app, BABIES, 10);
      await givePlaces(test.app, 'ma-71499:babies', 10);
      const sessions = await twoBodies();
      const day = await aFreeThursday(test.app, 40);
      const child = { birthDate: addDays(day, -200), need: { ...aChild().need, wantedFrom: addDays(day, 60) } };
      const prefersOther = await anOrientedRequest(test.app, { child, wishes: ['ma-71499', 'ma-71306'] });
      const prefersOne = await anOrientedRequest(test.app, { child, wishes: ['ma-71306', 'ma-71499'] });
      for (const family of [prefersOther, prefersOne]) await listEverywhere(family, sessions);
      for (const id of sessions) {
        await openSession(test.app, id);
        await keepAllAndClose(test.app, id);
      }
      const offers = async ({ requestId }: Family) =>
        (await offersTo(test.app, requestId)).map(({ providerId, state }) => [providerId, state]);
      expect(await offers(prefersOther)).toEqual([
        ['ma-71306', 'replaced'],
        ['ma-71499', 'open'],
      ]);
      expect(await offers(prefersOne)).toEqual([['ma-71306', 'open']]);
      expect((await caseOf(test.app, sessions[1], prefersOne.requestId)).state).toBe('without_object');
    });

    it('that waits at one and is refused by the other goes on waiting', async () => {
      const [one, other] = await twoBodies();
      const both = await anOrientedRequest(test.app, { wishes: ['ma-71306', 'ma-71499'] });
      await listEverywhere(both, [one, other]);
      for (const [id, decision, then] of [
        [one, { kind: 'wait', reason: 'no_place' }, 'before_commission'],
        [other, { kind: 'refuse', reason: 'false_declaration' }, 'waiting_list'],
      ] as const) {
        await openSession(test.app, id);
        const { id: caseId } = await caseOf(test.app, id, both.requestId);
        await test.app
          .get(SessionDecisions)
          .decideCase(SYSTEM, caseId, { ...decision, sectionId: null, deferredToId: null });
        await test.app.get(Closing).closeSession(SYSTEM, id, undefined, true);
        expect(await stateOf(test.app, both.requestId)).toBe(then);
      }
    });

    it('that has withdrawn is before nobody', async () => {
      const sessions = await twoBodies();
      const gone = await anOrientedRequest(test.app, { wishes: ['ma-71306'] });
      await listFor(test.app, gone.requestId, sessions[0]);
      await run((tx) =>
        test.app.get(RequestMoves).move(tx, DESK, gone.requestId, 'withdraw', { reason: 'other_solution' }),
      );
      expect((await candidaciesOf(test.app, gone.requestId)).map(({ state }) => state)).toEqual(['withdrawn']);
    });
  });

  it.each([
    ['frozen', (id: string) => openSession(test.app, id)],
    ['cancelled', (id: string) => test.app.get(SessionCalendar).cancelSession(SYSTEM, id, 'event')],
  ])(
    'a case is not deferred to a session that was %s meanwhile: closing names it, and nothing is recorded',
    async (_, becomesGone) => {
      const today = await planSession(test.app, { day: await aFreeThursday(test.app, 40), time: '09:00' });
      const next = await planSession(test.app, { day: await aFreeThursday(test.app, 47), time: '09:00' });
      const { requestId } = await anOrientedRequest(test.app);
      await listFor(test.app, requestId, today.id);
      await openSession(test.app, today.id);
      const { id: caseId } = await caseOf(test.app, today.id, requestId);
      const decide = (decision: Pick<Decision, 'kind' | 'reason' | 'deferredToId'>) =>
        test.app.get(SessionDecisions).decideCase(SYSTEM, caseId, { ...decision, sectionId: null });
      const close = () => test.app.get(Closing).closeSession(SYSTEM, today.id, undefined, true);

      await decide({ kind: 'defer', reason: 'awaiting_opinion', deferredToId: next.id });
      await becomesGone(next.id);
      await expect(close()).rejects.toMatchObject({
        refusal: {
          code: 'session.deferralGone',
          facts: { number: 1, day: dayOf((await sessionOf(test.app, next.id)).startsAt) },
        },
      });
      expect(await stateOf(test.app, requestId)).toBe('before_commission');
      expect(await casesOf(test.app, next.id)).toEqual([]);

      await decide({ kind: 'wait', reason: 'no_place', deferredToId: null });
      await close();
      expect(await stateOf(test.app, requestId)).toBe('waiting_list');
    },
  );

  it('an emergency admission is put before the next session: refused, it ends a month later at the earliest', async () => {
    await givePlaces(test.app, BABIES, 10);
    const { id } = await planSession(test.app, { day: await aFreeThursday(test.app, 60), time: '09:00' });
    const urgent = await aFamilyAdmittedUrgently();
    await openSession(test.app, id);
    const secretary = await Secretary.of(test.app, id);
    const screen = await secretary.screen();
    expect(screen.text).toContain('Accueils d’urgence à valider');
    const { href } = screen.linkTo(/\/urgences\/[^/]+$/);
    const refuse = async (lastDay?: string) =>
      secretary.browser.presses((await secretary.browser.opens(href)).form(href), {
        verdict: 'no',
        ...(lastDay ? dayFields('lastDay', lastDay) : {}),
      });

    const today = clockOf(test.app).today();
    expect((await refuse()).text).toContain('Donnez le dernier jour de l’accueil');
    expectRefusal(await refuse(addDays(today, 29)), 'Le dernier jour doit être entre le');
    const last = addDays(today, 30);
    expect((await refuse(last)).url).toBe(secretary.screenUrl);
    expect(await stateOf(test.app, urgent.requestId)).toBe('waiting_list');
    expect(await placeOf(test.app, urgent.requestId)).toMatchObject({ to: last, ratification: 'refused' });
    expect(await messagesTo(test.app, urgent.email)).toContain('session-unratified');
  });

  it('an emergency admission that is confirmed: its family is written to, and reads it in its history', async () => {
    await givePlaces(test.app, BABIES, 10);
    const { id } = await planSession(test.app, { day: await aFreeThursday(test.app, 60), time: '09:00' });
    const urgent = await aFamilyAdmittedUrgently();
    await openSession(test.app, id);
    const secretary = await Secretary.of(test.app, id);
    const screen = await secretary.screen();
    const given = /Urgence n° (\d+) : .*?, du (\S+ \S+ \d{4}) au (\S+ \S+ \d{4}),/.exec(screen.text)!;
    const { href } = screen.linkTo(/\/urgences\/[^/]+$/);
    await secretary.browser.presses((await secretary.browser.opens(href)).form(href), { verdict: 'yes' });
    expect(await stateOf(test.app, urgent.requestId)).toBe('placed');
    expect(await placeOf(test.app, urgent.requestId)).toMatchObject({ ratification: 'ratified' });
    expect(await messagesTo(test.app, urgent.email)).toContain('session-ratified');
    const family = await familyOf(test.app, urgent, (await requestOf(test.app, urgent.requestId)).birthDate!);
    expect((await family.opens('/mon-dossier')).text).toContain('La commission a confirmé l’accueil d’urgence');
    // Minutes say which one, until when, in the words of the screen.
    await test.app.get(Closing).closeSession(SYSTEM, id, undefined, true);
    const minutes = (await secretary.browser.opens(`/commissions/${id}/compte-rendu`)).text;
    const [, number, from, to] = given;
    expect(minutes).toMatch(new RegExp(`Urgence n° ${number}, .*, du ${from} au ${to} : validé`));
  });

  /** The director of Montceau gave a place at once, and the family took it. */
  async function aFamilyAdmittedUrgently(): Promise<Family> {
    const family = await anOrientedRequest(test.app);
    const { requestId, dossierId } = family;
    const from = addDays(clockOf(test.app).today(), 10);
    const offers = test.app.get(Offers);
    const offer = await run((tx) =>
      offers.makeOffer(tx, directorOf('ma-71306'), 'admitUrgently', {
        requestId,
        dossierId,
        sectionId: BABIES,
        from,
        to: addDays(from, 200),
        slots: 0b11,
        coversNeed: true,
        reofferAllowed: false,
        emergency: true,
        days: 2,
      }),
    );
    await run((tx) => offers.acceptOffer(tx, { kind: 'family', dossierId, draftId: null }, offer.id));
    return family;
  }
});
