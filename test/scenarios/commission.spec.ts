import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Closing, SessionCalendar, SessionDecisions, type Decision } from '../../src/commission/index.js';
import { RequestMoves } from '../../src/dossier/index.js';
import { addDays, dayOf, instantAt } from '../../src/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { SqlQueueDriver } from '../../src/platform/queue/index.js';
import { Offers } from '../../src/placement/index.js';
import { SYSTEM, type Actor } from '../../src/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  declarePlaces,
  DESK,
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
import { PASSWORD, STAFF } from '../support/seed.js';

type SessionRowData = { id: string; state: string; version: number };

describe.each(DATABASES)('a commission from its planning to its closing (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> =>
    test.app.get(Reader).sql<T>(sql, parameters);
  const session = async (id: string): Promise<SessionRowData> =>
    (await rows<SessionRowData>('SELECT id, state, version FROM commission_session WHERE id = :id', { id }))[0]!;
  const jobs = (id: string) =>
    rows<{ key: string; run_at: string; state: string }>(
      `SELECT key, run_at, state FROM job WHERE key LIKE :key ORDER BY key, id`,
      { key: `session:${id}:%` },
    );
  const step = async (id: string, name: string) =>
    coordinator.post(`/commissions/${id}/etape`, { step: name, version: (await session(id)).version });

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  // Time travels from one test to the next: a sign-in lasts one working day.
  beforeEach(async () => {
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
  });
  afterAll(() => test.close());

  const planForm = (bodyId: string, day: string, room = 'Salle du conseil', time = '14:00') => {
    const [dayYear, dayMonth, dayDay] = day.split('-') as [string, string, string];
    return {
      bodyId,
      dayDay,
      dayMonth,
      dayYear,
      time,
      room,
      entryFromDay: '1',
      entryFromMonth: '3',
      entryFromYear: '2027',
      reoffer: 'yes',
    };
  };

  it('is planned in the browser, and refused where members, room or calendar collide, with the nearest days that suit', async () => {
    const day = aThursday(test.app, 40);
    const planned = await coordinator.post('/commissions/nouvelle', planForm('montceau', day));
    expect([planned.status, planned.url]).toEqual([200, '/commissions']);
    expect(textOf(planned.html)).toContain('La séance est planifiée');

    const shared = await coordinator.post(
      '/commissions/nouvelle',
      planForm('intercommunale', day, 'Autre salle', '15:30'),
    );
    expect(shared.status).toBe(422);
    expect(textOf(shared.html)).toContain('siège déjà à la même heure');
    expect(shared.html).toContain('value="Autre salle"');
    const suggested =
      /name="suggested" value="([^"]+)"/.exec(shared.html)?.[1] ??
      /value="([^"]+)"[^>]*name="suggested"/.exec(shared.html)?.[1];
    expect(suggested).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(suggested).not.toBe(day);
    const second = await coordinator.post('/commissions/nouvelle', {
      ...planForm('intercommunale', day, 'Autre salle', '15:30'),
      suggested: suggested!,
    });
    expect(second.url).toBe('/commissions');

    for (const [wrong, sentence] of [
      [addDays(day, 2), 'fin de semaine'],
      ['2027-05-06', 'férié (Ascension)'],
      [aThursday(test.app, 3), 'prévenus 15 jours avant'],
      ['2020-01-02', 'date à venir'],
    ] as const) {
      const refused = await coordinator.post('/commissions/nouvelle', planForm('montceau', wrong));
      expect([refused.status, textOf(refused.html)]).toEqual([422, expect.stringContaining(sentence)]);
      // Of a day long gone too: the first ones that are allowed.
      expect(refused.html.match(/name="suggested"/g)).toHaveLength(3);
    }
    const soon = planForm('montceau', addDays(day, 7));
    for (const [wrong, sentence] of [
      [planForm('montceau', addDays(day, 40 * 365)), 'Vérifiez l’année'],
      [{ ...soon, entryFromYear: '2016' }, 'Choisissez une date d’entrée à partir du'],
      [{ ...soon, entryFromYear: '2062' }, 'au plus tard le'],
    ] as const) {
      const refused = await coordinator.post('/commissions/nouvelle', wrong);
      expect([refused.status, textOf(refused.html)]).toEqual([422, expect.stringContaining(sentence)]);
    }
    const empty = await coordinator.post('/commissions/nouvelle', { bodyId: '', room: '' });
    expect(empty.status).toBe(422);
    for (const sentence of [
      'Choisissez la commission',
      'dans quelle salle',
      'Donnez la date de la séance',
      'Donnez l’heure',
      'à partir de laquelle les enfants entrent',
    ]) {
      expect(textOf(empty.html)).toContain(sentence);
    }
  });

  it('two people planning at once for the same hour: one succeeds', async () => {
    const day = aThursday(test.app, 130);
    const results = await Promise.allSettled([
      planSession(test.app, { day }),
      planSession(test.app, { day, bodyId: 'intercommunale', room: 'Autre salle' }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('moving a session moves what follows from its date; cancelling cancels it and sends the requests back', async () => {
    const day = aThursday(test.app, 75);
    const { id } = await planSession(test.app, { day });
    expect((await jobs(id)).map((job) => [job.key.split(':')[2], job.run_at])).toEqual([
      ['call', instantAt(addDays(day, -15), '09:00')],
      ['confirm', instantAt(addDays(day, -21), '09:00')],
      ['freeze', instantAt(addDays(day, -5), '18:00')],
      ['minutes', instantAt(addDays(day, 8), '09:00')],
      ['places', instantAt(addDays(day, -21), '09:00')],
      ['places_again', instantAt(addDays(day, -10), '09:00')],
      ['places_last', instantAt(addDays(day, -6), '09:00')],
    ]);
    const later = addDays(day, 7);
    const [dayYear, dayMonth, dayDay] = later.split('-') as [string, string, string];
    const moved = await coordinator.post(`/commissions/${id}/deplacer`, {
      dayDay,
      dayMonth,
      dayYear,
      time: '14:00',
      room: 'Mairie',
      version: 1,
    });
    expect(moved.url).toBe(`/commissions/${id}`);
    expect(
      (await jobs(id)).filter((job) => job.state === 'waiting').map((job) => [job.key.split(':')[2], job.run_at]),
    ).toEqual([
      ['call', instantAt(addDays(later, -15), '09:00')],
      ['confirm', instantAt(addDays(later, -21), '09:00')],
      ['freeze', instantAt(addDays(later, -5), '18:00')],
      ['minutes', instantAt(addDays(later, 8), '09:00')],
      ['places', instantAt(addDays(later, -21), '09:00')],
      ['places_again', instantAt(addDays(later, -10), '09:00')],
      ['places_last', instantAt(addDays(later, -6), '09:00')],
    ]);
    const stale = await coordinator.post(`/commissions/${id}/deplacer`, {
      dayDay,
      dayMonth,
      dayYear,
      time: '09:00',
      room: 'Mairie',
      version: 1,
    });
    expect([stale.status, textOf(stale.html)]).toEqual([
      409,
      expect.stringContaining('Quelqu’un a modifié cette séance'),
    ]);
    const tooLate = addDays(day, 63),
      [tooLateYear, tooLateMonth, tooLateDay] = tooLate.split('-');
    const afterEntry = await coordinator.post(`/commissions/${id}/deplacer`, {
      dayDay: tooLateDay!,
      dayMonth: tooLateMonth!,
      dayYear: tooLateYear!,
      time: '14:00',
      room: 'Mairie',
      version: 2,
    });
    expect([afterEntry.status, textOf(afterEntry.html)]).toEqual([
      422,
      expect.stringContaining('Choisissez un jour jusqu’au'),
    ]);
    const { requestId, email } = await anOrientedRequest(test.app);
    await listFor(test.app, requestId, id);
    expect(await stateOf(test.app, requestId)).toBe('before_commission');
    clockOf(test.app).travelTo(instantAt(addDays(later, -14), '10:00'));
    await test.app.get(SqlQueueDriver).runDue();
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    const told = async () =>
      (
        await rows<{ kind: string; n: number }>(
          'SELECT kind, COUNT(*) AS n FROM message WHERE about = :about GROUP BY kind ORDER BY kind',
          { about: `session:${id}` },
        )
      ).map(({ kind, n }) => [kind, Number(n)]);
    const called = await told();
    expect(called).toContainEqual(['session-call', 5]);
    await coordinator.post(`/commissions/${id}/annuler`, { version: (await session(id)).version });
    expect(await told()).toEqual([...called, ['session-called-off', 5]].sort());
    expect((await jobs(id)).filter((job) => job.state === 'waiting')).toEqual([]);
    expect(await stateOf(test.app, requestId)).toBe('oriented');
    expect(await messagesTo(test.app, email)).toContain('session-cancelled');
  });

  it('places, families, members and the freeze are asked for when their day comes', async () => {
    const day = aThursday(test.app, 100);
    const { id } = await planSession(test.app, { day, bodyId: 'intercommunale', room: 'Sanvignes' });
    const { requestId, email } = await anOrientedRequest(test.app, { wishes: ['ma-71499'] });
    await listFor(test.app, requestId, id);
    clockOf(test.app).travelTo(instantAt(addDays(day, -20), '10:00'));
    await test.app.get(SqlQueueDriver).runDue();
    expect(await messagesTo(test.app, email)).toContain('session-confirm');
    expect(
      (
        await rows<{ n: number }>(
          `SELECT COUNT(*) AS n FROM message WHERE kind = 'session-places' AND about = :about`,
          { about: `session:${id}` },
        )
      ).map((row) => Number(row.n)),
    ).toEqual([8]);
    clockOf(test.app).travelTo(instantAt(addDays(day, -14), '10:00'));
    await test.app.get(SqlQueueDriver).runDue();
    expect((await session(id)).state).toBe('called');
    expect(
      (
        await rows<{ n: number }>(`SELECT COUNT(*) AS n FROM message WHERE kind = 'session-call' AND about = :about`, {
          about: `session:${id}`,
        })
      ).map((row) => Number(row.n)),
    ).toEqual([15]);
    clockOf(test.app).travelTo(instantAt(addDays(day, -8), '18:01'));
    await declarePlaces(test.app, id);
    clockOf(test.app).travelTo(instantAt(addDays(day, -5), '18:01'));
    await test.app.get(SqlQueueDriver).runDue();
    expect((await session(id)).state).toBe('frozen');
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    const sheet = await coordinator.get(`/commissions/${id}`);
    expect(textOf(sheet.html)).toMatch(/Arrêter la liste des dossiers .{1,30} Fait/);
    const late = await anOrientedRequest(test.app, { wishes: ['ma-71499'] });
    await expect(listFor(test.app, late.requestId, id)).rejects.toMatchObject({
      refusal: { code: 'candidacy.frozenAlready' },
    });
  });

  it('is frozen, prepared, opened, decided and closed through the screens', async () => {
    await givePlaces(test.app, 'ma-71306:babies', 2);
    await givePlaces(test.app, 'ma-71306:toddlers', 0);
    const day = aThursday(test.app, 30);
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    const birth = addDays(day, -200);
    const child = { birthDate: birth, need: { ...aChild().need, wantedFrom: addDays(day, 30) } };
    const plain = aForm();
    const couple = { adults: [plain.adults[0]!], household: { ...plain.household, loneParent: null } };
    // Points: lone and working 200, same with adaptation need 230, nothing said of the household 100.
    const first = await anOrientedRequest(test.app, { child });
    const best = await anOrientedRequest(test.app, { child: { ...child, adaptationNeed: true } });
    const last = await anOrientedRequest(test.app, { child, form: { household: couple.household } });
    const toRefuse = await anOrientedRequest(test.app, { child, form: { household: couple.household } });
    const toDefer = await anOrientedRequest(test.app, { child, form: { household: couple.household } });
    for (const { requestId } of [first, best, last, toRefuse, toDefer]) await listFor(test.app, requestId, id);
    const next = await planSession(test.app, { day: aThursday(test.app, 90) });

    await step(id, 'places');
    await step(id, 'freeze');
    // What is judged no longer changes: the snapshot rules.
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.write(`UPDATE child_request SET adaptation_need = :no WHERE id = :id`, {
          no: kind === 'sqlite' ? 0 : false,
          id: best.requestId,
        }),
      );
    await step(id, 'prepare');
    const agenda = await coordinator.get(`/commissions/${id}/ordre-du-jour`);
    const text = textOf(agenda.html);
    for (const said of [
      '230 points',
      '200 points',
      'Besoin d’adaptation de l’enfant',
      'Non déclaré, 0 point : Activité des parents, Parent seul',
      'Montceau-les-Mines',
    ])
      expect(text).toContain(said);
    expect(agenda.html).not.toMatch(/Nom\d|Enfant\d|Laura|Ferreira|@exemple/);

    await step(id, 'open');
    const screen = await coordinator.get(`/commissions/${id}/seance`);
    expect(screen.html).not.toMatch(/Nom\d|Enfant\d|Laura|Ferreira/);
    const cases = await rows<{
      id: string;
      rank: number;
      request_id: string;
      version: number;
      proposed_section_id: string | null;
    }>(
      'SELECT id, rank, request_id, version, proposed_section_id FROM candidacy WHERE session_id = :id ORDER BY rank',
      { id },
    );
    expect(cases.map((one) => one.request_id)).toEqual(
      [best, first, last, toRefuse, toDefer].map((one) => one.requestId),
    );
    expect(cases.map((one) => one.proposed_section_id)).toEqual([
      'ma-71306:babies',
      'ma-71306:babies',
      null,
      null,
      null,
    ]);
    const caseOf = (family: { requestId: string }) => cases.find((one) => one.request_id === family.requestId)!;
    const versionOf = async (candidacyId: string) =>
      Number(
        (await rows<{ version: number }>('SELECT version FROM candidacy WHERE id = :id', { id: candidacyId }))[0]!
          .version,
      );
    // A decision that creates claims is confirmed on the page that lists them.
    const amend = async (candidacyId: string, fields: Record<string, string>) => {
      const url = `/commissions/${id}/seance/${candidacyId}`;
      const sent = { version: await versionOf(candidacyId), ...fields };
      const answer = await coordinator.post(url, sent);
      const confirmed = hiddenValue(answer.html, 'confirmed');
      return confirmed === undefined ? answer : coordinator.post(url, { ...sent, confirmed });
    };

    const blank = await amend(caseOf(toRefuse).id, { decision: 'refuse' });
    expect([blank.status, textOf(blank.html)]).toEqual([
      422,
      expect.stringContaining('Choisissez dans la liste la raison'),
    ]);
    const free = await amend(caseOf(toRefuse).id, { decision: 'refuse', refuseReason: 'parce que' });
    expect(free.status).toBe(422);
    await amend(caseOf(toRefuse).id, { decision: 'refuse', refuseReason: 'false_declaration' });
    await amend(caseOf(toDefer).id, { decision: 'defer', deferReason: 'awaiting_opinion', session: next.id });
    const stale = await coordinator.post(`/commissions/${id}/seance/${caseOf(first).id}`, {
      version: 1,
      decision: 'wait',
      waitReason: 'no_place',
    });
    expect([stale.status, textOf(stale.html)]).toEqual([
      409,
      expect.stringContaining('Relisez-le avant de recommencer'),
    ]);

    // The first in rank waits: the place goes to the next on the screen at once.
    await amend(caseOf(best).id, { decision: 'wait', waitReason: 'other_child_first' });
    expect(
      (
        await rows<{ proposed_section_id: string }>('SELECT proposed_section_id FROM candidacy WHERE id = :id', {
          id: caseOf(last).id,
        })
      )[0]!.proposed_section_id,
    ).toBe('ma-71306:babies');
    await amend(caseOf(last).id, { decision: 'admit', section: 'ma-71306:babies' });
    await amend(caseOf(first).id, { decision: 'admit', section: 'ma-71306:babies' });
    const full = await amend(caseOf(best).id, {
      decision: 'admit',
      section: 'ma-71306:babies',
      admitReason: 'child_protection',
    });
    expect([full.status, textOf(full.html)]).toEqual([
      422,
      expect.stringContaining('changez d’abord la décision du dossier n°'),
    ]);
    // Back to the proposal: the others are kept in one click.
    await coordinator.post(`/commissions/${id}/seance/${caseOf(last).id}/reprendre`, {
      version: await versionOf(caseOf(last).id),
    });
    await coordinator.post(`/commissions/${id}/seance/${caseOf(best).id}/reprendre`, {
      version: await versionOf(caseOf(best).id),
    });
    const early = await coordinator.post(`/commissions/${id}/seance/clore`, { version: (await session(id)).version });
    expect([early.status, textOf(early.html)]).toEqual([422, expect.stringContaining('à décider avant de clore')]);
    await coordinator.post(`/commissions/${id}/seance/suivre`, { version: (await session(id)).version });
    const closed = await coordinator.post(`/commissions/${id}/seance/clore`, { version: (await session(id)).version });
    expect([closed.status, closed.url]).toEqual([200, `/commissions/${id}/compte-rendu`]);
    expect(closed.html).not.toMatch(/Nom\d|Enfant\d|Laura|Ferreira/);

    expect(
      await Promise.all([best, first, last, toRefuse, toDefer].map((one) => stateOf(test.app, one.requestId))),
    ).toEqual(['offered', 'offered', 'waiting_list', 'refused', 'before_commission']);
    expect(await messagesTo(test.app, best.email)).toContain('offer');
    expect(await messagesTo(test.app, last.email)).toContain('session-waiting');
    expect(await messagesTo(test.app, toRefuse.email)).toContain('session-refused');
    expect(await messagesTo(test.app, toDefer.email)).toContain('session-deferred');
    const [letter] = await rows<{ body: string }>(
      `SELECT body FROM message WHERE kind = 'session-refused' AND recipient = :email`,
      { email: toRefuse.email },
    );
    expect(letter!.body).toMatch(/Raison : Déclaration inexacte[\s\S]*deux mois[\s\S]*tribunal administratif/);
    expect(
      (await rows<{ state: string }>('SELECT state FROM candidacy WHERE session_id = :id', { id: next.id })).map(
        (one) => one.state,
      ),
    ).toEqual(['listed']);
    const held = await rows<{ held: number }>('SELECT MAX(held) AS held FROM seat_ledger WHERE section_id = :section', {
      section: 'ma-71306:babies',
    });
    expect(Number(held[0]!.held)).toBe(2);
  });

  it('one offer at a time: a better wish admitted by another body replaces it, a lesser one has no object', async () => {
    await givePlaces(test.app, 'ma-71306:babies', 10);
    for (const section of ['babies', 'toddlers', 'older']) await givePlaces(test.app, `ma-71499:${section}`, 10);
    const day = aThursday(test.app, 40);
    const one = await planSession(test.app, { day, time: '09:00' });
    const other = await planSession(test.app, { day: addDays(day, 1), bodyId: 'intercommunale', room: 'Sanvignes' });
    const child = { birthDate: addDays(day, -200), need: { ...aChild().need, wantedFrom: addDays(day, 60) } };
    const prefersOther = await anOrientedRequest(test.app, { child, wishes: ['ma-71499', 'ma-71306'] });
    const prefersOne = await anOrientedRequest(test.app, { child, wishes: ['ma-71306', 'ma-71499'] });
    for (const { requestId } of [prefersOther, prefersOne])
      for (const { id } of [one, other]) await listFor(test.app, requestId, id);
    for (const { id } of [one, other]) {
      await openSession(test.app, id);
      await keepAllAndClose(test.app, id);
    }
    const offers = (requestId: string) =>
      rows<{ provider_id: string; state: string }>(
        'SELECT provider_id, state FROM offer WHERE request_id = :requestId ORDER BY made_at, id',
        { requestId },
      );
    expect(await offers(prefersOther.requestId)).toEqual([
      { provider_id: 'ma-71306', state: 'replaced' },
      { provider_id: 'ma-71499', state: 'open' },
    ]);
    expect(await offers(prefersOne.requestId)).toEqual([{ provider_id: 'ma-71306', state: 'open' }]);
    const [left] = await rows<{ state: string }>(
      'SELECT state FROM candidacy WHERE session_id = :id AND request_id = :requestId',
      { id: other.id, requestId: prefersOne.requestId },
    );
    expect(left!.state).toBe('without_object');
  });

  it('a family that waits at one body and is refused by the other goes on waiting; one withdrawn is before nobody', async () => {
    const day = aThursday(test.app, 50);
    const one = await planSession(test.app, { day, time: '09:00' });
    const other = await planSession(test.app, { day: addDays(day, 1), bodyId: 'intercommunale', room: 'Sanvignes' });
    const both = await anOrientedRequest(test.app, { wishes: ['ma-71306', 'ma-71499'] });
    const gone = await anOrientedRequest(test.app, { wishes: ['ma-71306'] });
    for (const { id } of [one, other]) await listFor(test.app, both.requestId, id);
    await listFor(test.app, gone.requestId, one.id);
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(RequestMoves).move(tx, DESK, gone.requestId, 'withdraw', { reason: 'other_solution' }));
    expect(await rows('SELECT state FROM candidacy WHERE request_id = :id', { id: gone.requestId })).toEqual([
      { state: 'withdrawn' },
    ]);
    for (const [{ id }, decision] of [
      [one, { kind: 'wait', reason: 'no_place' }],
      [other, { kind: 'refuse', reason: 'false_declaration' }],
    ] as const) {
      await openSession(test.app, id);
      const [candidacy] = await rows<{ id: string }>(
        'SELECT id FROM candidacy WHERE session_id = :id AND request_id = :requestId',
        { id, requestId: both.requestId },
      );
      await test.app
        .get(SessionDecisions)
        .decide(SYSTEM, candidacy!.id, { ...decision, sectionId: null, deferredToId: null });
      await test.app.get(Closing).closeSession(SYSTEM, id);
      expect(await stateOf(test.app, both.requestId)).toBe(id === one.id ? 'before_commission' : 'waiting_list');
    }
  });

  it('a case is not deferred to a session that was frozen or cancelled meanwhile: closing names it, and nothing is recorded', async () => {
    const today = await planSession(test.app, { day: aThursday(test.app, 40), time: '09:00' });
    const request = await anOrientedRequest(test.app);
    await listFor(test.app, request.requestId, today.id);
    await openSession(test.app, today.id);
    const [candidacy] = await rows<{ id: string }>('SELECT id FROM candidacy WHERE session_id = :id', { id: today.id });
    const next = {
      fixed: await planSession(test.app, { day: aThursday(test.app, 47), time: '09:00' }),
      cancelled: await planSession(test.app, { day: aThursday(test.app, 54), time: '09:00' }),
    };
    const decide = (decision: Pick<Decision, 'kind' | 'reason' | 'deferredToId'>) =>
      test.app.get(SessionDecisions).decide(SYSTEM, candidacy!.id, { ...decision, sectionId: null });
    for (const [how, { id, startsAt }] of Object.entries(next)) {
      await decide({ kind: 'defer', reason: 'awaiting_opinion', deferredToId: id });
      if (how === 'cancelled') await test.app.get(SessionCalendar).cancelSession(SYSTEM, id);
      else await openSession(test.app, id);
      await expect(test.app.get(Closing).closeSession(SYSTEM, today.id)).rejects.toMatchObject({
        refusal: { code: 'session.deferralGone', facts: { number: 1, day: dayOf(startsAt) } },
      });
      expect(await stateOf(test.app, request.requestId)).toBe('before_commission');
      expect(await rows('SELECT id FROM candidacy WHERE session_id = :id', { id })).toEqual([]);
    }
    await decide({ kind: 'wait', reason: 'no_place', deferredToId: null });
    await test.app.get(Closing).closeSession(SYSTEM, today.id);
    expect(await stateOf(test.app, request.requestId)).toBe('waiting_list');
  });

  it('an emergency admission is put before the next session: refused, it ends a month later at the earliest', async () => {
    const day = aThursday(test.app, 60);
    const { id } = await planSession(test.app, { day, time: '09:00' });
    const urgent = await anOrientedRequest(test.app);
    const director: Actor = {
      kind: 'staff',
      accountId: 'd',
      name: 'D',
      grants: [{ role: 'eaje_director', establishmentId: 'ma-71306' }],
    };
    const from = addDays(clockOf(test.app).today(), 10);
    const offer = await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app
          .get(Offers)
          .makeOffer(tx, director, 'admitUrgently', {
            requestId: urgent.requestId,
            dossierId: urgent.dossierId,
            sectionId: 'ma-71306:babies',
            from,
            to: addDays(from, 200),
            slots: 0b11,
            coversNeed: true,
            reofferAllowed: false,
            emergency: true,
            days: 2,
          }),
      );
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app.get(Offers).acceptOffer(tx, { kind: 'family', dossierId: urgent.dossierId, draftId: null }, offer.id),
      );
    await openSession(test.app, id);
    const screen = await coordinator.get(`/commissions/${id}/seance`);
    expect(textOf(screen.html)).toContain('Accueils d’urgence à valider');
    const url = /href="([^"]+\/urgences\/[^"]+)"/.exec(screen.html)![1]!;
    const answer = async (fields: Record<string, string>) =>
      coordinator.post(url, { version: (await session(id)).version, verdict: 'no', ...fields });
    const on = (last: string) => ({
      lastDayDay: last.slice(8),
      lastDayMonth: last.slice(5, 7),
      lastDayYear: last.slice(0, 4),
    });
    expect(textOf((await answer({})).html)).toContain('Donnez le dernier jour de l’accueil');
    const early = await answer(on(addDays(clockOf(test.app).today(), 29)));
    expect([early.status, textOf(early.html)]).toEqual([
      422,
      expect.stringContaining('Le dernier jour doit être entre le'),
    ]);
    const last = addDays(clockOf(test.app).today(), 30);
    expect((await answer(on(last))).url).toBe(`/commissions/${id}/seance`);
    expect(await stateOf(test.app, urgent.requestId)).toBe('waiting_list');
    expect(
      await rows('SELECT "to", ratification FROM placement WHERE request_id = :id', { id: urgent.requestId }),
    ).toEqual([{ to: last, ratification: 'refused' }]);
    expect(await messagesTo(test.app, urgent.email)).toContain('session-unratified');
  });

  it('two closings at once: one closes, the other is told', async () => {
    const { id } = await planSession(test.app, { day: aThursday(test.app, 160) });
    await step(id, 'places');
    await step(id, 'freeze');
    await step(id, 'prepare');
    await step(id, 'open');
    const { version } = await session(id);
    const other = new Browser(test.app);
    await other.signIn(STAFF['coordinator']!.email, PASSWORD);
    const answers = await Promise.all(
      [coordinator, other].map((one) => one.post(`/commissions/${id}/seance/clore`, { version })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(
      (
        await rows<{ n: number }>(
          `SELECT COUNT(*) AS n FROM audit_event WHERE action = 'session.close' AND subject_id = :id`,
          { id },
        )
      ).map((row) => Number(row.n)),
    ).toEqual([1]);
  });

  it('is read by its members, directors and RPE; to others it is not there', async () => {
    const { id } = await planSession(test.app, { day: aThursday(test.app, 190) });
    const seen: Record<string, number> = {};
    for (const name of ['member', 'otherMember', 'director', 'otherDirector', 'agent', 'otherAgent', 'administrator']) {
      const browser = new Browser(test.app);
      await browser.signIn(STAFF[name]!.email, PASSWORD);
      seen[name] = (await browser.get(`/commissions/${id}/ordre-du-jour`)).status;
      expect((await browser.post(`/commissions/${id}/etape`, { step: 'freeze', version: 1 })).status).toBe(404);
      expect((await browser.get('/commissions/nouvelle')).status).toBe(404);
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
    expect((await session(id)).state).toBe('planned');
  });

  it('cannot be moved once its list is fixed', async () => {
    const { id } = await planSession(test.app, { day: aThursday(test.app, 220) });
    await step(id, 'places');
    await step(id, 'freeze');
    await expect(
      test.app
        .get(SessionCalendar)
        .moveSession(SYSTEM, id, { day: aThursday(test.app, 230), time: '10:00', room: 'X' }),
    ).rejects.toMatchObject({ refusal: { code: 'session.wrongState' } });
    expect(hiddenValue((await coordinator.get(`/commissions/${id}`)).html, 'step')).toBe('prepare');
  });
});
