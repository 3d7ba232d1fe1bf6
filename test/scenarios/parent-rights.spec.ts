import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { CriteriaGridRow } from '../../src/commissions/admission/persistence/admission.entities.js';
import { Candidacy } from '../../src/commissions/commission/persistence/commission.entities.js';
import { Dossiers, Inbox, TriageActs } from '../../src/dossier/dossier/index.js';
import { ChildRequest, Dossier, RequestHistory } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addHours, type Day } from '../../src/foundation/kernel/time.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader, type Tx } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import type { Actor } from '../../src/foundation/platform/security/index.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { aThursday, listFor, planSession } from '../support/commission.js';
import { DepositedFamilies, MORNING } from '../support/deposited-families.js';
import { requestOf, runDueJobs } from '../support/kept.js';
import { linkInMail, linkOf } from '../support/links.js';
import { dayFields, expectRefusal, Page, type FieldValues } from '../support/page.js';
import { NEED, Parent } from '../support/parent.js';
import { AGENT } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

describe.each(DATABASES)('What a family is promised about its dossier (%s)', (kind) => {
  let world: DepositedFamilies;
  let app: NestFastifyApplication;
  let reader: Reader;

  beforeAll(async () => {
    world = await DepositedFamilies.open(kind);
    ({ app, reader } = world);
  });
  beforeEach(() => world.itIs(MORNING));
  afterAll(() => world.close());

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world.run(work);
  /** The versions of the grid that count no more from a day on, or count again. */
  const retireGrids = (retiredFrom: Day | null, ...versions: number[]) =>
    run(async (tx) => {
      for (const version of versions) await tx.update(CriteriaGridRow, { version }, { retiredFrom });
    });
  const reads = (subjectId: string, action: string): Promise<number> => reader.count(AuditEvent, { subjectId, action });

  it('a sent draft is closed to every other browser and link, and to its sender after two hours', async () => {
    const { adult, child } = world.identity();
    const parent = new Parent(app);
    await parent.start();
    await parent.family(adult);
    await parent.child(1, child);
    await parent.browser.presses((await parent.browser.opens(parent.draft)).form('/plus-tard'));
    const link = await linkInMail(app, 'resume-link');
    const other = new Browser(app);
    const resumed = await other.opens(link);
    const born = dayFields(
      'date',
      `${child.birthYear}-${child.birthMonth.padStart(2, '0')}-${child.birthDay.padStart(2, '0')}`,
    );
    expect((await other.presses(resumed.form(link), born)).url).toBe(parent.draft);

    const receipt = await parent.send();
    const [dossier] = await reader.find(Dossier, { order: { submittedAt: 'DESC', id: 'DESC' }, take: 1 });
    expect(new Page(receipt).text).toContain(dossier!.number);
    for (const path of ['', '/recu', '/recu.pdf', '/copie', '/verifier']) {
      const seen = await other.opens(`${parent.draft}${path}`);
      expect(seen.url).toMatch(/^\/suivre/);
      expect(seen.source).not.toContain(dossier!.number);
    }
    const again = await new Browser(app).opens(link);
    expect([again.url, again.text]).toEqual(['/suivre', expect.stringContaining('Ce dossier a déjà été envoyé')]);

    world.itIs(addHours(MORNING, 1));
    expect((await parent.browser.get(`${parent.draft}/copie`)).status).toBe(200);
    world.itIs(addHours(MORNING, 3));
    expect((await parent.browser.get(`${parent.draft}/copie`)).url).toMatch(/^\/suivre/);
  });

  it('a family that had a dossier keeps its new receipt for two hours too, and sees nothing but what it has just sent', async () => {
    const { adult, child } = world.identity();
    await new Parent(app).deposit(adult, child);
    const second = new Parent(app);
    await second.deposit(adult, { ...child, firstName: 'Autre', birthYear: '2025' });
    const followed = (await second.browser.opens('/mon-dossier')).text;
    expect(followed).toContain('Autre');
    expect(followed).not.toContain(child.firstName);
    expect((await second.browser.get(`${second.draft}/recu`)).status).toBe(200);
    world.itIs(addHours(MORNING, 3));
    expect((await second.browser.get(`${second.draft}/recu`)).url).toMatch(/^\/suivre/);
  });

  it('every read of a receipt, a copy, an export or a counter draft is in the audit', async () => {
    const { parent, request } = await world.deposited();
    await parent.browser.get(`${parent.draft}/copie`);
    await parent.browser.get(`${parent.draft}/recu.pdf`);
    const [sealed] = await app.get(Dossiers).sealedForms(request.dossierId);
    await parent.browser.get(`/mon-dossier/envois/${sealed!.id}`);
    await parent.browser.get(`/mon-dossier/envois/${sealed!.id}/copie`);
    await parent.browser.get('/mon-dossier/mes-donnees');
    expect(await reads(request.dossierId, 'receipt.read')).toBe(3);
    expect(await reads(request.dossierId, 'copy.read')).toBe(2);
    expect(await reads(request.dossierId, 'export.read')).toBe(1);

    const agent = new Parent(app);
    await agent.browser.signIn(STAFF['agent']!.email, PASSWORD);
    await agent.start();
    const draftId = agent.draft.split('/').pop()!;
    const before = await reads(draftId, 'draft.read');
    await agent.browser.get(`${agent.draft}/responsable/1`);
    expect(await reads(draftId, 'draft.read')).toBe(before + 1);
  });

  it('shows the points of the grid in force, all of them, and asks only what gives some', async () => {
    const rules = (await new Browser(app).opens('/comment-ca-marche')).text;
    for (const said of [
      'Métier prioritaire dans la commune 30',
      'Situation fragile 40',
      'la demande la plus ancienne',
      'Seul un professionnel',
      'Vous avez 10 jours pour répondre',
    ])
      expect(rules).toContain(said);
    expect((await new Browser(app).opens('/')).text).toContain('Sous 3 jours');
    const parent = new Parent(app);
    await parent.start();
    const asked = (await parent.browser.opens(`${parent.draft}/points`)).text;
    expect(asked).toContain('20 points dans la grille en vigueur');
    expect(asked).toContain('30 points dans la grille en vigueur');

    const row = (await reader.findOne(CriteriaGridRow, { status: 'in_force' }))!;
    const grid = row.content as { items: { code?: string; points?: number }[] };
    const changed = {
      ...grid,
      items: grid.items
        .filter(({ code }) => code !== 'relative_handicap')
        .map((item) => (item.code === 'priority_trade_in_town' ? { ...item, points: 17 } : item)),
    };
    // The next version, in force from the same day.
    await run((tx) => tx.insert(CriteriaGridRow, { ...row, id: newId(), version: 2, content: changed }));
    const now = (await parent.browser.opens(`${parent.draft}/points`)).text;
    expect(now).toContain('17 points dans la grille');
    expect(now).not.toContain('Un proche qui vit avec vous');
    expect((await new Browser(app).opens('/comment-ca-marche')).text).toContain(
      'Métier prioritaire dans la commune 17',
    );
    await retireGrids(row.inForceFrom, 1, 2);
    expect((await parent.browser.opens(`${parent.draft}/points`)).text).toContain(
      'Il n’y a pas de question pour le moment',
    );
    expect((await new Browser(app).opens('/comment-ca-marche')).text).toContain('Aucune grille n’est en vigueur');
    await retireGrids(null, 1);
  });

  // @asvs 8.2.3
  it('cannot change what a commission judges, nor what is said of the family of a judged child; the desk can', async () => {
    const { parent, request } = await world.oriented();
    const base = `/mon-dossier/demandes/${request.id}/reponses`;
    const need = await parent.browser.opens(`${base}/besoin`);
    const session = await planSession(app, { day: aThursday(app, 45) });
    await listFor(app, request.id, session.id);
    await run((tx) => tx.update(Candidacy, { requestId: request.id }, { state: 'frozen' }));
    // The race: the page was open before the freeze, and the request moved on to wait elsewhere.
    await run((tx) => tx.update(ChildRequest, { id: request.id }, { state: 'waiting_list' }));
    const { need: before } = await requestOf(app, request.id);
    const refused = await parent.browser.presses(need.form('/besoin'), { ...NEED, days: ['wed'] });
    expectRefusal(refused, 'Une commission examine cette demande');
    expect((await requestOf(app, request.id)).need).toEqual(before);
    const overview = await parent.browser.opens('/mon-dossier');
    expect(overview.hasLinkTo(base)).toBe(false);
    expect(overview.text).toContain('vos réponses ne changent plus');

    const parentOf: Actor = { kind: 'family', dossierId: request.dossierId, draftId: null };
    const sibling = {
      ...(await requestOf(app, request.id)),
      id: newId(),
      firstName: 'Cadet',
      state: 'in_triage' as const,
    };
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
      run((tx) => app.get(TriageActs).writeAnswers(tx, parentOf, sibling.id, { household })),
    ).rejects.toThrow('candidacy.judged');
    await run((tx) => app.get(TriageActs).writeAnswers(tx, parentOf, sibling.id, { child: { adaptationNeed: true } }));
    await run((tx) => app.get(TriageActs).writeAnswers(tx, AGENT, request.id, { child: { adaptationNeed: true } }));
    expect((await requestOf(app, request.id)).adaptationNeed).toBe(true);
  });

  it('the mail of an offer leads to the offer after the date, and to the dossier once it is answered', async () => {
    const { request, offer } = await world.offered();
    const [mail] = await reader.find(Message, { where: { dossierId: request.dossierId, kind: 'offer' } });
    const { pathname, search } = await linkOf(app, mail!);
    expect(search).toBe(`?vers=offre-${offer.id.slice(-6)}`);
    const browser = new Browser(app);
    const asked = (await browser.opens(`${pathname}${search}`)).form(search);
    const wrong = await browser.presses(asked, { ...dayFields('date', request.birthDate!), dateYear: '2020' });
    expectRefusal(wrong, 'Après 5 dates fausses');
    expect(wrong.hasForm(search)).toBe(true);
    const opened = await browser.presses(asked, dayFields('date', request.birthDate!));
    expect(opened.url).toBe(`/mon-dossier/offres/${offer.id}`);
    await browser.presses(opened.form('/refuser'), { reason: 'price', choice: 'wait' });
    await browser.opens(asked.action);
    expect((await browser.presses(asked, dayFields('date', request.birthDate!))).url).toBe('/mon-dossier');
  });

  it('estimates the price of an offered place and keeps nothing of it', async () => {
    const { parent, request, offer } = await world.offered();
    const shown = await parent.browser.opens(`/mon-dossier/offres/${offer.id}`);
    const estimate = (resources: string, children: string, more: FieldValues = {}) =>
      parent.browser.presses(shown.form('/estimation#tarif'), { resources, children, ...more });
    const bad = await estimate('beaucoup', '2');
    expectRefusal(bad, 'Écrivez les ressources du foyer');
    expect(bad.form('/estimation#tarif').value('resources')).toBe('beaucoup');
    const told = await estimate('2 000', '2', { disabled: 'no' });
    expect(told.status).toBe(200);
    for (const fact of [
      'Estimation',
      'Environ 1,03 € par heure',
      'le barème du 1er septembre 2025, le dernier connu',
      'la crèche calcule le vrai prix',
    ])
      expect(told.text).toContain(fact);
    expect((await estimate('99999', '1')).text).toContain('le calcul compte 8 500,00 €');
    expect(JSON.stringify(await reader.findOne(Dossier, { id: request.dossierId }))).not.toContain('99999');
  });

  it('an offer whose reminder reached nobody becomes an overdue act of the desk five days after its deadline', async () => {
    const { request, offer } = await world.offered();
    expect(offer.deadline).toBe('2026-12-05T23:00:00.000Z');
    // The mail server refuses it to the end.
    await run((tx) => tx.update(Job, { key: `offer:${offer.id}:remind` }, { state: 'failed' }));
    world.itIs('2026-12-10T22:59:00.000Z');
    await runDueJobs(app);
    expect(await requestOf(app, request.id)).toMatchObject({
      state: 'offered',
      nextAct: 'answer_offer',
      nextActOwner: 'family',
    });
    world.itIs('2026-12-10T23:00:00.000Z');
    await runDueJobs(app);
    expect(await requestOf(app, request.id)).toMatchObject({
      state: 'offered',
      nextAct: 'answer_offer',
      nextActOwner: 'desk',
      nextActDue: '2026-12-05',
    });
    const inbox = await app.get(Inbox).listRequests(AGENT, { owner: 'desk', dueBy: '2026-12-10' });
    expect(inbox.map(({ id }) => id)).toContain(request.id);
    expect(await reads(request.id, 'request.nextAct')).toBe(1);
    expect(await reader.count(RequestHistory, { requestId: request.id })).toBe(5);

    world.itIs(MORNING);
    const reminded = await world.offered();
    world.itIs('2026-12-03T09:00:00.000Z');
    await runDueJobs(app);
    world.itIs('2026-12-04T09:00:00.000Z');
    expect(await requestOf(app, reminded.request.id)).toMatchObject({ nextActOwner: 'family' });
  });
});
