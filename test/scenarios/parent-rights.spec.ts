import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Candidacy } from '../../src/commission/persistence/commission.entities.js';
import { Dossiers, Inbox, RequestMoves, TriageActs } from '../../src/dossier/index.js';
import { Adult, ChildRequest, Dossier, Draft, RequestHistory } from '../../src/dossier/persistence/dossier.entities.js';
import { jobType } from '../../src/kernel/job-type.js';
import { newId } from '../../src/kernel/ids.js';
import { addHours } from '../../src/kernel/time.js';
import { slotsToMask } from '../../src/kernel/week-schedule.js';
import { AuditEvent } from '../../src/platform/audit/audit-event.entity.js';
import { Reader, UnitOfWork, type Tx } from '../../src/platform/database/index.js';
import { Message } from '../../src/platform/outbox/index.js';
import { Queue, SqlQueueDriver } from '../../src/platform/queue/index.js';
import type { Actor } from '../../src/platform/security/index.js';
import { Offers, Solutions } from '../../src/placement/index.js';
import { Offer, Solution } from '../../src/placement/persistence/placement.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import { aThursday, clockOf, listFor, planSession, seedCommissions } from '../support/commission.js';
import { linkInMail, linkOf } from '../support/links.js';
import { ADULT, BORN, HOUSEHOLD, NEED, Parent } from '../support/parent.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const AGENT: Actor = {
  kind: 'staff',
  accountId: newId(),
  name: 'Agent',
  grants: [{ role: 'rpe_agent', deskId: 'rpe' }],
};
const SESSION: Actor = { kind: 'session', sessionId: newId(), accountId: newId() };
const START = '2026-11-25T09:00:00.000Z';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

interface Family {
  readonly parent: Parent;
  readonly request: ChildRequest;
  readonly surname: string;
}

describe.each(DATABASES)('What a family is promised about its dossier (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let count = 0;

  beforeAll(async () => {
    test = await startApp(kind);
    clockOf(test.app).travelTo(START);
    await seedCommissions(test.app);
    reader = test.app.get(Reader);
  });
  beforeEach(() => clockOf(test.app).travelTo(START));
  afterAll(() => test.close());

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const runJobs = (): Promise<number> => test.app.get(SqlQueueDriver).runDue();
  const requestOf = async (id: string): Promise<ChildRequest> => (await reader.findOne(ChildRequest, { id }))!;
  const page = async (browser: Browser, url: string): Promise<string> => textOf((await browser.get(url)).html);
  const reads = (subjectId: string, action: string): Promise<number> => reader.count(AuditEvent, { subjectId, action });

  function identity(): { surname: string; adult: typeof ADULT; child: typeof BORN } {
    count += 1;
    const surname = `Droits${LETTERS[count]}${LETTERS[(count * 7) % 26]}`;
    const adult = {
      ...ADULT,
      surname,
      phone: `06 77 00 ${String(count).padStart(2, '0')} 00`,
      email: `droits${count}@exemple.fr`,
    };
    return { surname, adult, child: { ...BORN, firstName: `Prenom${surname}`, surname, birthDay: String(count) } };
  }

  async function family(): Promise<Family> {
    const { surname, adult, child } = identity();
    const parent = new Parent(test.app);
    await parent.deposit(adult, child);
    const [request] = await reader.find(ChildRequest, { where: { surname } });
    return { parent, request: request!, surname };
  }

  async function oriented(): Promise<Family> {
    const one = await family();
    await run(async (tx) => {
      await test.app.get(RequestMoves).move(tx, AGENT, one.request.id, 'takeUp');
      await test.app.get(TriageActs).orientRequest(tx, AGENT, one.request.id, ['commission']);
    });
    return one;
  }

  async function offered(): Promise<Family & { offer: Offer }> {
    const one = await oriented();
    const offer = await run(async (tx) => {
      await test.app.get(RequestMoves).move(tx, AGENT, one.request.id, 'list');
      return test.app
        .get(Offers)
        .makeOffer(tx, SESSION, 'admit', {
          requestId: one.request.id,
          dossierId: one.request.dossierId,
          sectionId: 'ma-71306:toddlers',
          from: '2027-03-01',
          to: '2027-07-31',
          slots: slotsToMask(['mon-am', 'mon-pm', 'tue-am', 'tue-pm', 'thu-am', 'thu-pm']),
          coversNeed: true,
          reofferAllowed: false,
          days: 10,
        });
    });
    return { ...one, offer };
  }

  it('a sent draft is closed to every other browser and link, and to its sender after two hours', async () => {
    const { adult, child } = identity();
    const parent = new Parent(test.app);
    await parent.start();
    await parent.family(adult);
    await parent.child(1, child);
    await parent.browser.get(parent.draft);
    await parent.browser.post(`${parent.draft}/plus-tard`);
    const link = await linkInMail(test.app, 'resume-link');
    const other = new Browser(test.app);
    await other.get(link);
    expect((await other.post(link)).url).toBe(parent.draft);

    const receipt = await parent.send();
    const [dossier] = await reader.find(Dossier, { order: { submittedAt: 'DESC', id: 'DESC' }, take: 1 });
    expect(textOf(receipt.html)).toContain(dossier!.number);
    for (const path of ['', '/recu', '/recu.pdf', '/copie', '/verifier']) {
      const seen = await other.get(`${parent.draft}${path}`);
      expect([path, seen.url.startsWith('/suivre'), seen.html.includes(dossier!.number)]).toEqual([path, true, false]);
    }
    const again = await new Browser(test.app).get(link);
    expect([again.url, textOf(again.html).includes('Ce dossier a déjà été envoyé')]).toEqual(['/suivre', true]);

    clockOf(test.app).travelTo(addHours(START, 1));
    expect((await parent.browser.get(`${parent.draft}/copie`)).status).toBe(200);
    clockOf(test.app).travelTo(addHours(START, 3));
    expect((await parent.browser.get(`${parent.draft}/copie`)).url).toMatch(/^\/suivre/);
  });

  it('a family that had a dossier keeps its new receipt for two hours too, and sees nothing but what it has just sent', async () => {
    const { adult, child } = identity();
    await new Parent(test.app).deposit(adult, child);
    const second = new Parent(test.app);
    await second.deposit(adult, { ...child, firstName: 'Autre', birthYear: '2025' });
    const followed = textOf((await second.browser.get('/mon-dossier')).html);
    expect([followed.includes('Autre'), followed.includes(child.firstName)]).toEqual([true, false]);
    expect((await second.browser.get(`${second.draft}/recu`)).status).toBe(200);
    clockOf(test.app).travelTo(addHours(START, 3));
    expect((await second.browser.get(`${second.draft}/recu`)).url).toMatch(/^\/suivre/);
  });

  it('every read of a receipt, a copy, an export or a counter draft is in the audit', async () => {
    const { parent, request } = await family();
    await parent.browser.get(`${parent.draft}/copie`);
    await parent.browser.get(`${parent.draft}/recu.pdf`);
    const [sealed] = await test.app.get(Dossiers).sealedForms(request.dossierId);
    await parent.browser.get(`/mon-dossier/envois/${sealed!.id}`);
    await parent.browser.get(`/mon-dossier/envois/${sealed!.id}/copie`);
    await parent.browser.get('/mon-dossier/mes-donnees');
    expect(await reads(request.dossierId, 'receipt.read')).toBe(3);
    expect(await reads(request.dossierId, 'copy.read')).toBe(2);
    expect(await reads(request.dossierId, 'export.read')).toBe(1);

    const agent = new Parent(test.app);
    await agent.browser.signIn(STAFF['agent']!.email, PASSWORD);
    await agent.start();
    const draftId = agent.draft.split('/').pop()!;
    const before = await reads(draftId, 'draft.read');
    await agent.browser.get(`${agent.draft}/responsable/1`);
    expect(await reads(draftId, 'draft.read')).toBe(before + 1);
  });

  it('shows the points of the grid in force, all of them, and asks only what gives some', async () => {
    const rules = await page(new Browser(test.app), '/comment-ca-marche');
    for (const said of [
      'Métier prioritaire dans la commune 30',
      'Situation fragile 40',
      'la demande la plus ancienne',
      'Seul un professionnel',
      'Vous avez 10 jours pour répondre',
    ])
      expect(rules).toContain(said);
    expect(await page(new Browser(test.app), '/')).toContain('Sous 3 jours');
    const parent = new Parent(test.app);
    await parent.start();
    const asked = await page(parent.browser, `${parent.draft}/points`);
    expect(asked).toContain('20 points dans la grille en vigueur');
    expect(asked).toContain('30 points dans la grille en vigueur');

    const [row] = await reader.sql<{ content: string }>(`SELECT content FROM criteria_grid WHERE status = 'in_force'`);
    const grid = JSON.parse(row!.content) as { items: { code?: string; points?: number }[] };
    const changed = {
      ...grid,
      items: grid.items
        .filter(({ code }) => code !== 'relative_handicap')
        .map((item) => (item.code === 'priority_trade_in_town' ? { ...item, points: 17 } : item)),
    };
    // The next version, in force from the same day.
    await run((tx) =>
      tx.write(
        `INSERT INTO criteria_grid (id, code, version, status, content, in_force_from) SELECT :id, code, 2, status,
          :content, in_force_from FROM criteria_grid RETURNING id`,
        { id: newId(), content: JSON.stringify(changed) },
      ),
    );
    const now = await page(parent.browser, `${parent.draft}/points`);
    expect([now.includes('17 points dans la grille'), now.includes('Un proche qui vit avec vous')]).toEqual([
      true,
      false,
    ]);
    expect(await page(new Browser(test.app), '/comment-ca-marche')).toContain('Métier prioritaire dans la commune 17');
    await run((tx) => tx.write('UPDATE criteria_grid SET retired_from = in_force_from RETURNING id'));
    expect(await page(parent.browser, `${parent.draft}/points`)).toContain('Il n’y a pas de question pour le moment');
    expect(await page(new Browser(test.app), '/comment-ca-marche')).toContain('Aucune grille n’est en vigueur');
    await run((tx) => tx.write('UPDATE criteria_grid SET retired_from = NULL WHERE version = 1 RETURNING id'));
  });

  it('cannot change what a commission judges, nor what is said of the family of a judged child; the desk can', async () => {
    const { parent, request } = await oriented();
    const base = `/mon-dossier/demandes/${request.id}/reponses`;
    const need = await parent.browser.get(`${base}/besoin`);
    const session = await planSession(test.app, { day: aThursday(test.app, 45) });
    await listFor(test.app, request.id, session.id);
    await run((tx) => tx.update(Candidacy, { requestId: request.id }, { state: 'frozen' }));
    // The race: the page was open before the freeze, and the request moved on to wait elsewhere.
    await run((tx) => tx.update(ChildRequest, { id: request.id }, { state: 'waiting_list' }));
    const { need: before } = await requestOf(request.id);
    const refused = await parent.browser.post(`${base}/besoin`, {
      ...NEED,
      days: ['wed'],
      version: hiddenValue(need.html, 'version')!,
    });
    expect([refused.status, textOf(refused.html).includes('Une commission examine cette demande')]).toEqual([
      422,
      true,
    ]);
    expect((await requestOf(request.id)).need).toEqual(before);
    const overview = await parent.browser.get('/mon-dossier');
    expect([
      overview.html.includes(`${base}"`),
      textOf(overview.html).includes('vos réponses ne changent plus'),
    ]).toEqual([false, true]);

    const parentOf: Actor = { kind: 'family', dossierId: request.dossierId, draftId: null };
    const sibling = { ...(await requestOf(request.id)), id: newId(), firstName: 'Cadet', state: 'in_triage' as const };
    await run((tx) => tx.insert(ChildRequest, sibling));
    const household = {
      loneParent: false,
      dependentChildren: 2,
      regime: null,
      familyQuotient: null,
      custody: null,
      custodyWeeks: null,
    };
    await expect(
      run((tx) => test.app.get(TriageActs).writeAnswers(tx, parentOf, sibling.id, { household })),
    ).rejects.toThrow('candidacy.judged');
    await run((tx) =>
      test.app.get(TriageActs).writeAnswers(tx, parentOf, sibling.id, { child: { adaptationNeed: true } }),
    );
    await run((tx) =>
      test.app.get(TriageActs).writeAnswers(tx, AGENT, request.id, { child: { adaptationNeed: true } }),
    );
    expect((await requestOf(request.id)).adaptationNeed).toBe(true);
  });

  it('the mail of an offer leads to the offer after the date, and to the dossier once it is answered', async () => {
    const { request, offer } = await offered();
    const [mail] = await reader.find(Message, { where: { dossierId: request.dossierId, kind: 'offer' } });
    const { pathname, search } = await linkOf(test.app, mail!);
    expect(search).toBe('?vers=offre');
    const [year, month, day] = request.birthDate!.split('-');
    const date = { dateDay: day!, dateMonth: month!, dateYear: year! };
    const browser = new Browser(test.app);
    const asked = await browser.get(`${pathname}${search}`);
    const action = /<form method="post" action="([^"]+)"/.exec(asked.html)![1]!;
    const wrong = await browser.post(action, { ...date, dateYear: '2020' });
    expect([
      wrong.status,
      wrong.html.includes('vers=offre'),
      textOf(wrong.html).includes('Après 5 dates fausses'),
    ]).toEqual([422, true, true]);
    expect((await browser.post(action, date)).url).toBe(`/mon-dossier/offres/${offer.id}`);
    await browser.post(`/mon-dossier/offres/${offer.id}/refuser`, { reason: 'price', choice: 'wait' });
    await browser.get(action);
    expect((await browser.post(action, date)).url).toBe('/mon-dossier');
  });

  it('estimates the price of an offered place and keeps nothing of it', async () => {
    const { parent, request, offer } = await offered();
    const url = `/mon-dossier/offres/${offer.id}`;
    await parent.browser.get(url);
    const bad = await parent.browser.post(`${url}/estimation`, { resources: 'beaucoup', children: '2' });
    expect([
      bad.status,
      textOf(bad.html).includes('Écrivez les ressources du foyer'),
      bad.html.includes('value="beaucoup"'),
    ]).toEqual([422, true, true]);
    const estimate = await parent.browser.post(`${url}/estimation`, {
      resources: '2 000',
      children: '2',
      disabled: 'no',
    });
    const said = textOf(estimate.html);
    expect(estimate.status).toBe(200);
    for (const fact of ['Estimation', 'Environ 1,03 € par heure', 'la crèche calcule le vrai prix'])
      expect(said).toContain(fact);
    expect(
      textOf((await parent.browser.post(`${url}/estimation`, { resources: '99999', children: '1' })).html),
    ).toContain('le calcul compte 8 500,00 €');
    expect(JSON.stringify(await reader.findOne(Dossier, { id: request.dossierId }))).not.toContain('99999');
  });

  it('is erased at once when nothing is placed or offered, and told why not otherwise', async () => {
    const waiting = await oriented();
    const asked = await waiting.parent.browser.get('/mon-dossier/effacement');
    expect(textOf(asked.html)).toContain('On ne peut pas revenir en arrière');
    const unsure = await waiting.parent.browser.post('/mon-dossier/effacement');
    expect([unsure.status, textOf(unsure.html).includes('Cochez la case pour confirmer')]).toEqual([422, true]);
    const done = await waiting.parent.browser.post('/mon-dossier/effacement', { sure: 'yes' });
    expect([done.url, textOf(done.html).includes('vos données sont effacées')]).toEqual(['/', true]);
    await expectForgotten(waiting);
    expect((await requestOf(waiting.request.id)).state).toBe('withdrawn');
    await expect(
      run((tx) => test.app.get(RequestMoves).move(tx, AGENT, waiting.request.id, 'reopen', { reason: 'error' })),
    ).rejects.toThrow('request.forgotten');
    expect((await waiting.parent.browser.get('/mon-dossier')).url).toMatch(/^\/suivre/);

    const { parent, request, offer } = await offered();
    expect(await page(parent.browser, '/mon-dossier/effacement')).toContain('Une place vous est proposée');
    expect((await parent.browser.post('/mon-dossier/effacement', { sure: 'yes' })).status).toBe(409);
    await parent.browser.post(`/mon-dossier/offres/${offer.id}/accepter`);
    expect(textOf((await parent.browser.post('/mon-dossier/effacement', { sure: 'yes' })).html)).toContain(
      'Un accueil est en cours',
    );
    expect(await requestOf(request.id)).toMatchObject({ state: 'placed', firstName: request.firstName });
  });

  it('is erased too where a part, or all, was found elsewhere or agreed with a childminder: no place is held here', async () => {
    const found = {
      kind: 'elsewhere',
      providerId: null,
      providerLabel: 'Chez sa grand-mère Zélie',
      week: null,
      from: '2027-03-01',
      to: null,
    } as const;
    const [partly, agreed] = [await oriented(), await oriented()];
    await run((tx) => test.app.get(Solutions).reportElsewhere(tx, AGENT, partly.request.id, found, false));
    await run((tx) =>
      test.app.get(Solutions).recordAgreement(tx, AGENT, agreed.request.id, { ...found, kind: 'childminder' }, true),
    );
    for (const [one, before, after] of [
      [partly, 'partly_placed', 'withdrawn'],
      [agreed, 'placed', 'placed'],
    ] as const) {
      expect((await requestOf(one.request.id)).state).toBe(before);
      expect((await one.parent.browser.post('/mon-dossier/effacement', { sure: 'yes' })).url).toBe('/');
      await expectForgotten(one);
      expect((await requestOf(one.request.id)).state).toBe(after);
    }
    expect(await reader.count(Solution, { providerLabel: found.providerLabel })).toBe(0);
  });

  it('an offer whose reminder reached nobody becomes an overdue act of the desk five days after its deadline', async () => {
    const { request, offer } = await offered();
    expect(offer.deadline).toBe('2026-12-05T23:00:00.000Z');
    // The mail server refuses it to the end.
    await run((tx) =>
      tx.write(`UPDATE job SET state = 'failed' WHERE key = :key RETURNING id`, { key: `offer:${offer.id}:remind` }),
    );
    clockOf(test.app).travelTo('2026-12-10T22:59:00.000Z');
    await runJobs();
    expect(await requestOf(request.id)).toMatchObject({
      state: 'offered',
      nextAct: 'answer_offer',
      nextActOwner: 'family',
    });
    clockOf(test.app).travelTo('2026-12-10T23:00:00.000Z');
    await runJobs();
    expect(await requestOf(request.id)).toMatchObject({
      state: 'offered',
      nextAct: 'answer_offer',
      nextActOwner: 'desk',
      nextActDue: '2026-12-05',
    });
    const inbox = await test.app.get(Inbox).listRequests(AGENT, { owner: 'desk', dueBy: '2026-12-10' });
    expect(inbox.map(({ id }) => id)).toContain(request.id);
    expect(await reads(request.id, 'request.nextAct')).toBe(1);
    expect(await reader.count(RequestHistory, { requestId: request.id })).toBe(5);

    clockOf(test.app).travelTo(START);
    const reminded = await offered();
    clockOf(test.app).travelTo('2026-12-03T09:00:00.000Z');
    await runJobs();
    clockOf(test.app).travelTo('2026-12-04T09:00:00.000Z');
    expect(await requestOf(reminded.request.id)).toMatchObject({ nextActOwner: 'family' });
  });

  /** Nothing that names, reaches or quotes the family is left, in any table. */
  async function expectForgotten({ request, surname }: Family): Promise<void> {
    const email = (
      await reader.sql<{ email: string }>('SELECT email FROM adult WHERE dossier_id = :id', { id: request.dossierId })
    )[0]!.email;
    expect(email).toBeNull();
    const tables = [
      'draft',
      'dossier',
      'sealed_form',
      'adult',
      'child_request',
      'message',
      'duplicate_key',
      'access_link',
      'family_session',
      'audit_event',
      'job',
      'enquiry',
      'import_row',
    ];
    for (const table of tables) {
      const rows = await reader.sql<Record<string, unknown>>(`SELECT * FROM ${table}`);
      expect([table, JSON.stringify(rows).toLowerCase().includes(surname.toLowerCase())]).toEqual([table, false]);
    }
    const left = await requestOf(request.id);
    expect(left).toMatchObject({
      firstName: null,
      surname: null,
      birthDate: '2026-03-01',
      communeCode: '71306',
      wantedFrom: '2027-03-01',
    });
    expect(await reader.count(RequestHistory, { requestId: request.id })).toBeGreaterThan(1);
  }

  it('drops every night what is no longer kept: drafts, sessions, reads, and the names of closed dossiers', async () => {
    const closed = await oriented();
    const kept = await oriented();
    await run((tx) =>
      test.app.get(RequestMoves).move(tx, AGENT, closed.request.id, 'withdraw', { reason: 'moved_away' }),
    );
    const begun = new Parent(test.app);
    await begun.start();
    await begun.fill('foyer', HOUSEHOLD);
    const draftId = begun.draft.split('/').pop()!;
    await closed.parent.browser.get('/mon-dossier');
    const readBefore = await reads(closed.request.dossierId, 'dossier.read');
    expect(readBefore).toBeGreaterThan(0);

    clockOf(test.app).travelTo('2027-02-25T12:00:00.000Z');
    await runJobs();
    expect(await reader.findOne(Draft, { id: draftId })).not.toBeNull();
    clockOf(test.app).travelTo('2027-02-26T12:00:00.000Z');
    await runJobs();
    expect(await reader.findOne(Draft, { id: draftId })).toBeNull();
    const [sessions] = await reader.sql<{ n: number }>(
      'SELECT COUNT(*) AS n FROM family_session WHERE expires_at < :now',
      { now: '2027-02-26T12:00:00.000Z' },
    );
    expect(Number(sessions!.n)).toBe(0);
    expect(await requestOf(closed.request.id)).toMatchObject({ surname: closed.surname });

    clockOf(test.app).travelTo('2027-11-25T12:00:00.000Z');
    await runJobs();
    expect(await requestOf(closed.request.id)).toMatchObject({ surname: closed.surname });
    clockOf(test.app).travelTo('2027-11-26T12:00:00.000Z');
    await runJobs();
    await expectForgotten(closed);
    expect(await requestOf(kept.request.id)).toMatchObject({
      surname: kept.surname,
      birthDate: kept.request.birthDate,
    });
    expect(await reader.find(Adult, { where: { dossierId: kept.request.dossierId } })).toMatchObject([
      { details: { surname: kept.surname } },
    ]);
    expect(await reads(closed.request.dossierId, 'dossier.read')).toBe(0);
    expect(await reads(closed.request.dossierId, 'dossier.submit')).toBe(1);
    expect(await reads(closed.request.dossierId, 'dossier.anonymise')).toBe(1);
    // It planned itself again, once; starting the house again plans nothing more.
    await run((tx) => test.app.get(Queue).ensure(tx, jobType('retention.run'), { at: START, key: 'retention.run' }));
    const jobs = await reader.sql<{ at: string }>(
      `SELECT run_at AS at FROM job WHERE key = 'retention.run' AND state = 'waiting'`,
    );
    expect(jobs).toEqual([{ at: '2027-11-27T02:00:00.000Z' }]);
  });
});
