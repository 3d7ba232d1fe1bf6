import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { SessionCalendar } from '../../src/commissions/commission/index.js';
import { CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { addDays, instantAt, type Day } from '../../src/foundation/kernel/time.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  aFreeThursday,
  anOrientedRequest,
  aThursday,
  clockOf,
  declarePlaces,
  listFor,
  messagesTo,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { forgetPlannedJobs, jobsOf, outboxOf, runDueJobs, sessionOf } from '../support/kept.js';
import { dayFields, expectRefusal, type FieldValues, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { Secretary, stepForm } from '../support/secretary.js';

describe.each(DATABASES)('a commission from its planning to its fixed list (%s)', (kind) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    itIs('2026-11-24T08:00:00.000Z');
    await forgetPlannedJobs(test.app);
  });
  afterAll(() => test.close());

  const itIs = (moment: string): void => clockOf(test.app).travelTo(moment);
  /** The day comes, and what was planned for it is done. */
  const theDayComes = async (moment: string): Promise<void> => {
    itIs(moment);
    await runDueJobs(test.app);
  };
  /** What the jobs of a session do, and when. */
  const agendaOf = async (id: string, state?: string): Promise<[step: string, runAt: string][]> =>
    (await jobsOf(test.app, `session:${id}:`))
      .filter((job) => state === undefined || job.state === state)
      .map(({ key, runAt }) => [key!.split(':')[2]!, runAt]);
  const agendaOfASessionOn = (day: Day): [step: string, runAt: string][] => [
    ['call', instantAt(addDays(day, -15), '09:00')],
    ['confirm', instantAt(addDays(day, -21), '09:00')],
    ['freeze', instantAt(addDays(day, -5), '18:00')],
    ['minutes', instantAt(addDays(day, 8), '09:00')],
    ['places', instantAt(addDays(day, -21), '09:00')],
    ['places_again', instantAt(addDays(day, -10), '09:00')],
    ['places_last', instantAt(addDays(day, -6), '09:00')],
    ['proofs', instantAt(addDays(day, -14), '09:30')],
  ];
  /** How many were written to about a session, by kind of message. */
  const toldAbout = async (id: string): Promise<Record<string, number>> => {
    const told: Record<string, number> = {};
    for (const { kind: one } of await outboxOf(test.app, { about: `session:${id}` })) told[one] = (told[one] ?? 0) + 1;
    return told;
  };

  describe('is planned in the browser', () => {
    const sittingOf = (bodyId: string, day: Day, room = 'Salle du conseil', time = '14:00') => ({
      bodyId,
      ...dayFields('day', day),
      time,
      room,
      ...dayFields('entryFrom', '2027-03-01'),
      reoffer: 'yes',
    });
    const planned = async (fields: FieldValues) => {
      const coordinator = await signedIn(test.app, 'coordinator');
      const empty = await coordinator.opens('/commissions/nouvelle');
      return { coordinator, page: await coordinator.presses(empty.button('Planifier'), fields) };
    };
    const suggestionsOf = (page: Page) =>
      page
        .form('/nouvelle')
        .buttons.flatMap((one) => (one.sends['suggested'] ? [{ ...one, day: one.sends['suggested'] }] : []));

    it('and stands in the calendar', async () => {
      const { page } = await planned(sittingOf('montceau', await aFreeThursday(test.app, 40)));
      expect([page.status, page.url]).toEqual([200, '/commissions']);
      expect(page.text).toContain('La séance est planifiée');
    });

    it('and asked about first where some of its dates are past already, each with its date', async () => {
      const day = await aFreeThursday(test.app, 16);
      const { coordinator, page } = await planned(sittingOf('montceau', day));
      expectRefusal(page, 'échéances de cette séance sont déjà passées');
      expect(page.text).toMatch(
        /Demander aux directions de déclarer leurs places : c’était pour le \S+ \d+ novembre 2026/,
      );
      const later = await coordinator.presses(page.button('Planifier quand même'), dayFields('day', addDays(day, 1)));
      expectRefusal(later, 'déjà passées');
      const taken = await coordinator.presses(page.button('Planifier quand même'));
      expect([taken.status, taken.url]).toEqual([200, '/commissions']);
      expect(taken.text).toContain('Aucune séance à venir : Commission intercommunale');
    });

    it('and moved to a nearer day only after reading which of its dates are past by then', async () => {
      await planned(sittingOf('montceau', await aFreeThursday(test.app, 61)));
      const coordinator = await signedIn(test.app, 'coordinator');
      const session = (
        await test.app.get(Reader).find(CommissionSession, { order: { startsAt: 'DESC' }, take: 1 })
      )[0]!;
      const form = await coordinator.opens(`/commissions/${session.id}/deplacer`);
      const near = addDays(aThursday(test.app, 16), 1);
      const page = await coordinator.presses(form.button('Déplacer'), dayFields('day', near));
      expectRefusal(page, 'échéances de cette séance sont déjà passées');
      expect(page.text).toContain('Si vous déplacez la séance quand même');
      const moved = await coordinator.presses(page.button('Déplacer quand même'));
      expect([moved.status, moved.url]).toEqual([200, `/commissions/${session.id}`]);
      // What is past already is no news: another hour of that day is not asked about.
      const again = await coordinator.opens(`/commissions/${session.id}/deplacer`);
      expect((await coordinator.presses(again.button('Déplacer'), { time: '16:00' })).url).toBe(moved.url);
    });

    it('and refused where members sit elsewhere: what was typed stays, and one press takes the nearest day that suits', async () => {
      const day = await aFreeThursday(test.app, 40);
      await planned(sittingOf('montceau', day));
      const { coordinator, page } = await planned(sittingOf('intercommunale', day, 'Autre salle', '15:30'));
      expectRefusal(page, 'siège déjà à la même heure');
      expect(page.form('/nouvelle').value('room')).toBe('Autre salle');
      const [nearest] = suggestionsOf(page);
      expect(nearest!.day).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(nearest!.day).not.toBe(day);
      expect((await coordinator.presses(nearest!)).url).toBe('/commissions');
    });

    it('and Enter in a field asks for the day that was typed, never for one that is suggested', async () => {
      const planning = await planned(sittingOf('montceau', addDays(aThursday(test.app, 40), 2)));
      expect(suggestionsOf(planning.page)).toHaveLength(3);
      // The first button of a form is the one that Enter presses.
      expectRefusal(await planning.coordinator.presses(planning.page.form('/nouvelle')), 'fin de semaine');

      const { id } = await planSession(test.app, { day: await aFreeThursday(test.app, 40) });
      const coordinator = await signedIn(test.app, 'coordinator');
      const { startsAt } = await sessionOf(test.app, id);
      const form = (await coordinator.opens(`/commissions/${id}/deplacer`)).button('Déplacer');
      const refused = await coordinator.presses(form, dayFields('day', addDays(aThursday(test.app, 40), 2)));
      expectRefusal(refused, 'fin de semaine');
      expectRefusal(await coordinator.presses(refused.form('/deplacer')), 'fin de semaine');
      expect((await sessionOf(test.app, id)).startsAt).toBe(startsAt);
    });

    it.each([
      ['on a week-end', () => addDays(aThursday(test.app, 40), 2), 'fin de semaine'],
      ['on a holiday', () => '2027-05-06', 'férié (Ascension)'],
      ['before members can be called', () => aThursday(test.app, 3), 'prévenus 15 jours avant'],
      // Of a day long gone too: the first ones that are allowed.
      ['on a day gone by', () => '2020-01-02', 'date à venir'],
    ])('and refused %s, with three days that suit', async (_, day, sentence) => {
      const { page } = await planned(sittingOf('montceau', day()));
      expectRefusal(page, sentence);
      expect(suggestionsOf(page)).toHaveLength(3);
    });

    it('and refused where a year was mistyped', async () => {
      const day = await aFreeThursday(test.app, 47);
      const fields = sittingOf('montceau', day);
      for (const [wrong, sentence] of [
        [sittingOf('montceau', addDays(day, 40 * 365)), 'Vérifiez l’année'],
        [{ ...fields, entryFromYear: '2016' }, 'Choisissez une date d’entrée à partir du'],
        [{ ...fields, entryFromYear: '2062' }, 'au plus tard le'],
      ] as const)
        expectRefusal((await planned(wrong)).page, sentence);
    });

    it('and asks for everything that was left empty', async () => {
      const coordinator = await signedIn(test.app, 'coordinator');
      const empty = await coordinator.sends('/commissions/nouvelle', { bodyId: '', room: '' });
      for (const sentence of [
        'Choisissez la commission',
        'dans quelle salle',
        'Donnez la date de la séance',
        'Donnez l’heure',
        'à partir de laquelle les enfants entrent',
      ])
        expectRefusal(empty, sentence);
    });
  });

  it('two people planning at once for the same hour: one succeeds', async () => {
    const day = await aFreeThursday(test.app, 130);
    const results = await Promise.allSettled([
      planSession(test.app, { day }),
      planSession(test.app, { day, bodyId: 'intercommunale', room: 'Autre salle' }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  describe('moved', () => {
    const movedTo = (day: Day, time = '14:00') => ({ ...dayFields('day', day), time, room: 'Mairie' });

    it('moves what follows from its date', async () => {
      const day = await aFreeThursday(test.app, 75);
      const { id } = await planSession(test.app, { day });
      expect(await agendaOf(id)).toEqual(agendaOfASessionOn(day));
      const coordinator = await signedIn(test.app, 'coordinator');
      const shown = await coordinator.opens(`/commissions/${id}/deplacer`);
      const later = addDays(day, 7);
      const moved = await coordinator.presses(shown.button('Déplacer'), movedTo(later));
      expect(moved.url).toBe(`/commissions/${id}`);
      expect(await agendaOf(id, 'waiting')).toEqual(agendaOfASessionOn(later));
      expectRefusal(
        await coordinator.presses(shown.button('Déplacer'), movedTo(later, '09:00')),
        'Quelqu’un a modifié cette séance',
        409,
      );
    });

    it('goes to no day after its children enter', async () => {
      const day = await aFreeThursday(test.app, 75);
      const { id } = await planSession(test.app, { day });
      const coordinator = await signedIn(test.app, 'coordinator');
      const shown = await coordinator.opens(`/commissions/${id}/deplacer`);
      expectRefusal(
        await coordinator.presses(shown.button('Déplacer'), movedTo(addDays(day, 63))),
        'Choisissez un jour jusqu’au',
      );
    });

    it('is no longer, once its list is fixed', async () => {
      const { id } = await planSession(test.app, { day: await aFreeThursday(test.app, 220) });
      const secretary = await Secretary.of(test.app, id);
      await secretary.takes('places', 'freeze');
      await expect(
        test.app
          .get(SessionCalendar)
          .moveSession(SYSTEM, id, { day: aThursday(test.app, 230), time: '10:00', room: 'X' }),
      ).rejects.toMatchObject({ refusal: { code: 'session.wrongState' } });
      expect(stepForm(await secretary.sheet(), 'prepare').value('step')).toBe('prepare');
    });
  });

  it('cancelled, tells whom it had called, and sends the requests back', async () => {
    const day = await aFreeThursday(test.app, 75);
    const { id } = await planSession(test.app, { day });
    const { requestId, email } = await anOrientedRequest(test.app);
    await listFor(test.app, requestId, id);
    expect(await stateOf(test.app, requestId)).toBe('before_commission');
    await theDayComes(instantAt(addDays(day, -14), '10:00'));
    const called = await toldAbout(id);
    expect(called).toMatchObject({ 'session-call': 5 });

    const secretary = await Secretary.of(test.app, id);
    const asking = await secretary.browser.opens(`${secretary.sheetUrl}/annuler`);
    expectRefusal(await secretary.browser.presses(asking.form('/annuler')), 'Dites pourquoi la séance n’a pas lieu.');
    expect(await agendaOf(id, 'waiting')).not.toEqual([]);
    await secretary.browser.presses(asking.form('/annuler'), { reason: 'no_quorum' });
    expect((await secretary.sheet()).text).toContain('Annulée Trop peu de membres disponibles');
    expect(await toldAbout(id)).toEqual({ ...called, 'session-called-off': 5 });
    expect(await agendaOf(id, 'waiting')).toEqual([]);
    expect(await stateOf(test.app, requestId)).toBe('oriented');
    expect(await messagesTo(test.app, email)).toContain('session-cancelled');
  });

  it('asks no family to answer before a day that is past', async () => {
    const day = await aFreeThursday(test.app, 60);
    const { id } = await planSession(test.app, { day, bodyId: 'intercommunale', room: 'Gourdon' });
    const { requestId, email } = await anOrientedRequest(test.app, { wishes: ['ma-71499'] });
    await listFor(test.app, requestId, id);
    await theDayComes(instantAt(addDays(day, -4), '10:00'));
    expect(await toldAbout(id)).toMatchObject({ 'session-call': 15 });
    expect(await messagesTo(test.app, email)).not.toContain('session-confirm');
  });

  it('asks for places, families, members and the freeze when their day comes', async () => {
    const day = await aFreeThursday(test.app, 100);
    const { id } = await planSession(test.app, { day, bodyId: 'intercommunale', room: 'Sanvignes' });
    const { requestId, email } = await anOrientedRequest(test.app, { wishes: ['ma-71499'] });
    await listFor(test.app, requestId, id);

    await theDayComes(instantAt(addDays(day, -20), '10:00'));
    expect(await messagesTo(test.app, email)).toContain('session-confirm');
    expect(await toldAbout(id)).toMatchObject({ 'session-places': 8 });

    await theDayComes(instantAt(addDays(day, -14), '10:00'));
    expect((await sessionOf(test.app, id)).state).toBe('called');
    expect(await toldAbout(id)).toMatchObject({ 'session-call': 15 });

    itIs(instantAt(addDays(day, -8), '18:01'));
    await declarePlaces(test.app, id);
    await theDayComes(instantAt(addDays(day, -5), '18:01'));
    expect((await sessionOf(test.app, id)).state).toBe('frozen');
    expect((await (await Secretary.of(test.app, id)).sheet()).text).toMatch(
      /Arrêter la liste des dossiers .{1,30} Fait/,
    );
    const late = await anOrientedRequest(test.app, { wishes: ['ma-71499'] });
    await expect(listFor(test.app, late.requestId, id)).rejects.toMatchObject({
      refusal: { code: 'candidacy.frozenAlready' },
    });
  });

  it('asks directors and calls members of a list that is late without naming the day that is past', async () => {
    const day = await aFreeThursday(test.app, 60);
    const { id } = await planSession(test.app, { day, bodyId: 'intercommunale', room: 'Sanvignes' });
    await theDayComes(instantAt(addDays(day, -4), '10:00'));
    const [reminder] = await outboxOf(test.app, { about: `session:${id}`, kind: 'session-places-again' });
    const [call] = await outboxOf(test.app, { about: `session:${id}`, kind: 'session-call' });
    expect(reminder!.body).toContain('La liste des dossiers attend votre réponse : elle devait déjà être arrêtée.');
    expect(call!.body).toContain('L’ordre du jour anonyme sera prêt dès que la liste sera arrêtée.');
  });

  it('is read by its members, directors and RPE; to others it is not there', async () => {
    const { id } = await planSession(test.app, { day: await aFreeThursday(test.app, 190) });
    const seen: Record<string, number> = {};
    for (const name of ['member', 'otherMember', 'director', 'otherDirector', 'agent', 'otherAgent', 'administrator']) {
      const browser = await signedIn(test.app, name);
      seen[name] = (await browser.opens(`/commissions/${id}/ordre-du-jour`)).status;
      expect((await browser.sends(`/commissions/${id}/etape`, { step: 'freeze', version: '1' })).status).toBe(404);
      expect((await browser.opens('/commissions/nouvelle')).status).toBe(404);
    }
    expect(seen).toEqual({
      member: 200,
      otherMember: 404,
      director: 200,
      otherDirector: 404,
      agent: 200,
      otherAgent: 404,
      administrator: 404,
    });
    expect((await sessionOf(test.app, id)).state).toBe('planned');
  });
});
