import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { In } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { BulkAct, BulkActRow } from '../../src/first-desk/triage/persistence/bulk-act.entities.js';
import { ChildRequest, RequestHistory } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import type { RequestAction } from '../../src/dossier/dossier/index.js';
import { addMinutes } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { JobClaims } from '../../src/foundation/platform/queue/index.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { likeRequests, previews } from '../support/bulk-acts.js';
import { candidaciesOf, outboxOf, recordedOf, requestOf, runDueJobs } from '../support/kept.js';
import { aFreeThursday, clockOf, planSession, seedCommissions, stateOf } from '../support/commission.js';
import { expectRefusal, type Form, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';

/** The jobs that do rows. */
const ROWS = { types: ['triage.bulk-row'], in: true };

describe.each(DATABASES)('acts on many requests (%s)', (kind) => {
  let test: TestApp;
  let app: NestFastifyApplication;
  let reader: Reader;
  let agent: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    ({ app } = test);
    reader = app.get(Reader);
    await seedCommissions(app);
    agent = await signedIn(app, 'agent');
  });
  afterAll(() => test.close());

  const idIn = (page: Page): string => /en-nombre\/([0-9a-f-]{36})/.exec(page.url)![1]!;
  /** The form that does what is previewed. */
  const doing = (page: Page): Form =>
    page.forms.find(({ action, fields }) => /en-nombre\/[^/]+$/.test(action) && 'shown' in fields)!;
  const donePage = async (preview: Page): Promise<Page> => {
    await agent.presses(doing(preview));
    await runDueJobs(app);
    return agent.opens(`/rpe/en-nombre/${idIn(preview)}`);
  };
  const timesDone = async (ids: readonly string[], action: RequestAction): Promise<number[]> => {
    const history = await reader.find(RequestHistory, { where: { requestId: In([...ids]), action } });
    return ids.map((id) => history.filter(({ requestId }) => requestId === id).length);
  };
  const rowsOf = (page: Page): Promise<BulkActRow[]> =>
    reader.find(BulkActRow, { where: { bulkActId: idIn(page) }, order: { position: 'ASC' } });

  const theColleagueIs = (now: Partial<StaffAccount>) =>
    app.get(UnitOfWork).run((tx) => tx.update(StaffAccount, { email: STAFF['colleague']!.email }, now));

  it('say first what they would do, and do nothing', async () => {
    const [fresh, taken] = [await likeRequests(app, 2, { taken: false }), await likeRequests(app, 1)];
    const preview = await previews(agent, 'Prendre en charge', [...fresh, ...taken]);
    expect(preview.text).toContain(
      '2 demandes seront prises en charge, une ne peut pas l’être. Rien n’est encore fait.',
    );
    expect(preview.text).toContain('Rien n’est envoyé aux familles.');
    expect(preview.text).toContain('cela ne s’annule pas');
    expect(preview.text).toContain('Une demande qui ne peut pas l’être');
    expect(await timesDone([...fresh, ...taken], 'takeUp')).toEqual([0, 0, 1]);
    expect(preview.hasLinkTo(`/rpe/demandes/${taken[0]}`)).toBe(true);
  });

  it('are done by one press, as by as many presses, with a result for each row', async () => {
    const ids = await likeRequests(app, 3, { taken: false });
    const preview = await previews(agent, 'Prendre en charge', ids);
    const done = await donePage(preview);
    expect(done.text).toContain('3 demandes ont été prises en charge.');
    expect(await timesDone(ids, 'takeUp')).toEqual([1, 1, 1]);
    const account = (await reader.findOne(StaffAccount, { email: STAFF['agent']!.email }))!;
    const history = await reader.find(RequestHistory, { where: { requestId: ids[0]!, action: 'takeUp' } });
    expect(history[0]!.actor).toBe(`staff:${account.id}`);
    expect(await recordedOf(app, idIn(preview), 'bulk.start')).toHaveLength(1);
  });

  it('give them to oneself, unless a colleague is chosen, and again to another', async () => {
    const ids = await likeRequests(app, 2);
    const name = { agent: STAFF['agent']!.name, colleague: STAFF['colleague']!.name };
    const preview = await previews(agent, 'Confier', ids);
    expect(preview.text).toContain(`2 demandes seront confiées. Rien n’est encore fait. Suivies par ${name.agent}.`);
    expect(preview.text).toContain('Rien n’est envoyé aux familles.');
    const form = preview.form('/choix');
    const chosen = await agent.presses(form.button('Voir ce que cela donne'), {
      agentId: form.choices('agentId')!.get(name.colleague)!,
    });
    expect(chosen.text).toContain(`Suivies par ${name.colleague}.`);
    const done = await donePage(chosen);
    expect(done.text).toContain('2 demandes ont été confiées.');
    for (const id of ids)
      expect((await agent.opens(`/rpe/demandes/${id}`)).text).toContain(`Suivie par ${name.colleague}`);
    const again = await agent.presses(done.button('Confier ces 2 demandes à quelqu’un d’autre'));
    expect(again.text).toContain('2 demandes seront confiées.');
  });

  it('are done once when pressed twice, also from a page that is still open', async () => {
    const ids = await likeRequests(app, 2, { taken: false });
    const preview = await previews(agent, 'Prendre en charge', ids);
    await agent.presses(doing(preview));
    await agent.presses(doing(preview));
    await runDueJobs(app);
    await agent.presses(doing(preview));
    await runDueJobs(app);
    expect(await timesDone(ids, 'takeUp')).toEqual([1, 1]);
  });

  it('take all that the filters of the list find, whatever the page shows', async () => {
    const ids = await likeRequests(app, 3, { taken: false });
    const { surname } = await requestOf(app, ids[0]!);
    const found = await agent.presses((await agent.opens('/rpe')).form('/rpe/recherche'), {
      text: surname!,
      state: 'submitted',
    });
    const preview = await agent.presses(found.form('/rpe/en-nombre').button('Prendre en charge'), { all: 'yes' });
    expect(preview.text).toContain('Une demande sera prise en charge');
    expect((await rowsOf(preview)).map(({ requestId }) => requestId)).toEqual([ids[0]]);
  });

  it('answer every form that holds something else with a sentence', async () => {
    const preview = await previews(agent, 'Prendre en charge', await likeRequests(app, 1, { taken: false }));
    for (const path of ['', '/choix', '/ensuite']) {
      const page = await agent.sends(`/rpe/en-nombre/${idIn(preview)}${path}`, { intrus: 'oui' });
      expectRefusal(page, 'Le champ « intrus » n’est pas attendu.');
    }
    expect((await rowsOf(preview)).map(({ state }) => state)).toEqual(['waiting']);
  });

  it('ask that something is ticked', async () => {
    const page = await previews(agent, 'Prendre en charge', []);
    expect([page.url, page.text]).toEqual(['/rpe', expect.stringContaining('Cochez au moins une demande')]);
  });

  it('ask each family for what its own request lacks, by its own channel', async () => {
    const ids = await likeRequests(app, 3);
    const [lacking, other, complete] = ids as [string, string, string];
    await app.get(UnitOfWork).run(async (tx) => {
      await tx.update(ChildRequest, { id: lacking }, { gaps: ['need.week'] });
      await tx.update(ChildRequest, { id: other }, { gaps: ['child.birthDate'] });
    });
    const preview = await previews(agent, 'Demander ce qui manque', ids);
    expect(preview.text).toContain('2 demandes seront à compléter, une ne peut pas l’être.');
    expect(preview.text).toContain('2 e-mails');
    expect(preview.text).toContain('Rien d’indispensable ne manque à cette demande.');
    const dossiers = await Promise.all(ids.map(async (id) => (await requestOf(app, id)).dossierId));
    expect(await outboxOf(app, { dossierId: In(dossiers), kind: 'completion' })).toEqual([]);
    const done = await donePage(preview);
    expect(done.text).toContain('2 demandes sont à compléter, une n’a pas pu l’être.');
    const messages = await outboxOf(app, { dossierId: In(dossiers), kind: 'completion' });
    expect(messages.find(({ dossierId }) => dossierId === dossiers[0])!.body).toContain('Les jours');
    expect(messages.map(({ dossierId }) => dossierId).sort()).toEqual([dossiers[0], dossiers[1]].sort());
    expect(await stateOf(app, complete)).toBe('in_triage');
  });

  it('orient on the track of the commission and list for its session; the listing is taken back the same way', async () => {
    const session = await planSession(app, { day: await aFreeThursday(app) });
    const [ids, elsewhere] = [await likeRequests(app, 4), await likeRequests(app, 1, { wish: 'ma-71040' })];
    const preview = await previews(agent, 'Orienter et inscrire', [...ids, ...elsewhere]);
    expect(preview.text).toContain('4 demandes seront orientées, une ne peut pas l’être.');
    expect(preview.text).toContain('Commission d’admission');
    const done = await donePage(preview);
    expect(done.text).toContain('4 demandes ont été orientées, une n’a pas pu l’être.');
    for (const id of ids) {
      expect(await stateOf(app, id)).toBe('before_commission');
      expect((await candidaciesOf(app, id)).map(({ sessionId }) => sessionId)).toEqual([session.id]);
    }
    // What is refused is undone whole: it was not oriented without being listed.
    expect(await stateOf(app, elsewhere[0]!)).toBe('in_triage');

    const back = await agent.presses(done.button('Annuler ces 4 inscriptions'));
    expect(back.text).toContain('il manque un choix pour continuer');
    const chosen = await agent.presses(back.form('/choix'), { sessionId: session.id, reason: 'error' });
    expect(chosen.text).toContain('4 demandes seront retirées.');
    expect((await donePage(chosen)).text).toContain('4 demandes ont été retirées.');
    for (const id of ids) expect(await stateOf(app, id)).toBe('oriented');
  });

  it('do what was shown: another choice is previewed before it is done', async () => {
    await planSession(app, { day: await aFreeThursday(app) });
    const ids = await likeRequests(app, 2);
    const preview = await previews(agent, 'Orienter et inscrire', ids);
    const without = await agent.presses(preview.form('/choix'), { tracks: ['childminder'], sessionId: '' });
    expect(without.text).toContain('Orientation : Assistante maternelle.');
    expect(without.text).not.toContain('Séance :');
    // The page of before, still open in another tab.
    const late = await agent.presses(doing(preview));
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('Le choix a changé')]);
    await donePage(without);
    for (const id of ids) expect(await stateOf(app, id)).toBe('oriented');
  });

  it('refuse a row that somebody has changed meanwhile, and say so', async () => {
    const ids = await likeRequests(app, 2, { taken: false });
    const preview = await previews(agent, 'Prendre en charge', ids);
    const first = await agent.opens(`/rpe/demandes/${ids[0]}`);
    await agent.presses(first.form('/prendre-en-charge'));
    const done = await donePage(preview);
    expect(done.text).toContain('Une demande a été prise en charge, une n’a pas pu l’être.');
    expect(await timesDone(ids, 'takeUp')).toEqual([1, 1]);
    expect((await rowsOf(preview)).map(({ refusal }) => refusal?.code ?? null)).toEqual(['request.changed', null]);
  });

  it('are those of who prepared them: not of a colleague, nor on requests of another desk', async () => {
    const ids = await likeRequests(app, 1, { taken: false });
    const preview = await previews(agent, 'Prendre en charge', ids);
    const [colleague, other] = [await signedIn(app, 'colleague'), await signedIn(app, 'otherAgent')];
    for (const path of ['', '/choix', '/reprendre', '/ensuite'])
      expect(
        (await colleague.post(`/rpe/en-nombre/${idIn(preview)}${path}`, { shown: '', next: 'orient', sessionId: '' }))
          .status,
      ).toBe(404);
    expect((await colleague.get(`/rpe/en-nombre/${idIn(preview)}`)).status).toBe(404);
    await other.get('/rpe');
    const before = await reader.count(BulkAct);
    const refused = await other.sends('/rpe/en-nombre', { act: 'takeUp', chosen: ids });
    expectRefusal(refused, 'Aucune de ces demandes n’est de votre guichet.');
    expect(await reader.count(BulkAct)).toBe(before);
    expect(await timesDone(ids, 'takeUp')).toEqual([0]);
  });

  it('stop where their person loses the desk while they run, and show nothing of it any more', async () => {
    const ids = await likeRequests(app, 3, { taken: false });
    const leaving = await signedIn(app, 'colleague');
    const page = await leaving.opens('/rpe');
    const preview = await leaving.presses(page.form('/rpe/en-nombre').button('Prendre en charge'), { chosen: ids });
    await leaving.presses(doing(preview));
    const account = (await reader.findOne(StaffAccount, { email: STAFF['colleague']!.email }))!;
    const moved = [{ role: 'rpe_agent' as const, deskId: 'mairie-pouilloux' }];
    await theColleagueIs({ grants: moved });
    await runDueJobs(app);
    expect(await timesDone(ids, 'takeUp')).toEqual([0, 0, 0]);
    const done = await leaving.opens(`/rpe/en-nombre/${idIn(preview)}`);
    expect(done.text).toContain('Cette demande n’est plus de votre guichet');
    expect(done.text).not.toContain((await requestOf(app, ids[0]!)).surname);
    expect(done.hasLinkTo(`/rpe/demandes/${ids[0]}`)).toBe(false);
    await theColleagueIs({ grants: account.grants });
  });

  it('stop where the account of their person is closed', async () => {
    const ids = await likeRequests(app, 2, { taken: false });
    const leaving = await signedIn(app, 'colleague');
    const page = await leaving.opens('/rpe');
    const preview = await leaving.presses(page.form('/rpe/en-nombre').button('Prendre en charge'), { chosen: ids });
    await leaving.presses(doing(preview));
    await theColleagueIs({ active: false });
    await runDueJobs(app);
    await theColleagueIs({ active: true });
    expect(await timesDone(ids, 'takeUp')).toEqual([0, 0]);
    expect((await rowsOf(preview)).map(({ refusal }) => refusal?.code)).toEqual(['bulk.notYours', 'bulk.notYours']);
  });

  it('go on after a process dies: each row once, by itself after the lease or at once when asked', async () => {
    const ids = await likeRequests(app, 30, { taken: false });
    const preview = await previews(agent, 'Prendre en charge', ids);
    await agent.presses(doing(preview));
    // A process took ten jobs and is killed before it does them; another does the rest.
    const lost = await app.get(JobClaims).due(10, ROWS);
    expect(lost).toHaveLength(10);
    await runDueJobs(app);
    const half = await agent.opens(`/rpe/en-nombre/${idIn(preview)}`);
    expect(half.text).toContain('20 demandes traitées sur 30.');
    expect(half.source).toContain('data-progress=');
    await runDueJobs(app);
    expect((await timesDone(ids, 'takeUp')).filter((times) => times === 0)).toHaveLength(10);
    await agent.presses(half.form('/reprendre'));
    expect(await app.get(JobClaims).due(4, ROWS)).toHaveLength(4);
    await runDueJobs(app);
    expect((await timesDone(ids, 'takeUp')).filter((times) => times === 0)).toHaveLength(4);
    clockOf(app).travelTo(addMinutes(clockOf(app).now(), 3));
    await runDueJobs(app);
    expect(await timesDone(ids, 'takeUp')).toEqual(ids.map(() => 1));
    expect((await agent.opens(`/rpe/en-nombre/${idIn(preview)}`)).text).toContain(
      '30 demandes ont été prises en charge.',
    );
  });

  it('are forgotten after a month', async () => {
    const ids = await likeRequests(app, 1, { taken: false });
    const preview = await previews(agent, 'Prendre en charge', ids);
    clockOf(app).travelTo(addMinutes(clockOf(app).now(), 31 * 24 * 60));
    await runDueJobs(app);
    expect(await rowsOf(preview)).toEqual([]);
    expect(await reader.findOne(BulkAct, { id: idIn(preview) })).toBeNull();
  });
});
