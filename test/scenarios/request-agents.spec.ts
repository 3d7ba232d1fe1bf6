import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { RequestAgent } from '../../src/first-desk/request-agents/persistence/request-agents.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { likeRequests } from '../support/bulk-acts.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { dayFields } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { COORDINATOR } from '../support/placement-world.js';
import { STAFF } from '../support/seed.js';

const TODAY = '2026-11-24';
const NAMES = { agent: STAFF['agent']!.name, colleague: STAFF['colleague']!.name };

describe.each(DATABASES)('who follows a request (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  let colleague: Browser;
  let family: Awaited<ReturnType<typeof anOrientedRequest>>;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo(`${TODAY}T09:00:00.000Z`);
    agent = await signedIn(test.app, 'agent');
    colleague = await signedIn(test.app, 'colleague');
    family = await anOrientedRequest(test.app);
  });
  afterAll(() => test.close());

  const request = () => `/rpe/demandes/${family.requestId}`;
  const follower = () => test.app.get(Reader).findOne(RequestAgent, { requestId: family.requestId });
  /** Gives the request to whoever has this name. */
  const gives = async (who: Browser, name: string) => {
    const page = await who.opens((await who.opens(request())).link('Confier').href);
    const choice = page.form('/agent').choices('agent')!.get(name)!;
    return who.presses(page.button('Confier la demande'), { agent: choice });
  };
  const lists = async (who: Browser, filter: string) =>
    (await who.opens(`/rpe?agent=${filter}`)).links.some(({ href }) => href.includes(family.requestId));

  it('is whoever took it up, or who was told to; and each finds its own', async () => {
    const page = await agent.opens(request());
    expect(page.text).toContain('Suivie par');
    await gives(agent, NAMES.agent);
    expect((await agent.opens(request())).text).toContain(`Suivie par ${NAMES.agent}`);
    expect([await lists(agent, 'mine'), await lists(colleague, 'mine'), await lists(agent, 'none')]).toEqual([
      true,
      false,
      false,
    ]);
    const given = await gives(agent, NAMES.colleague);
    expect(given.text).toContain(`Suivie par ${NAMES.colleague}`);
    expect([await lists(agent, 'mine'), await lists(colleague, 'mine')]).toEqual([false, true]);
    expect((await agent.opens('/rpe?agent=mine')).text).toContain('Mes demandes');
    await gives(colleague, 'Personne en particulier');
    expect([await lists(colleague, 'mine'), await lists(agent, 'none')]).toEqual([false, true]);
  });

  it('is first whoever took it up, and stays so', async () => {
    const [id] = await likeRequests(test.app, 1, { taken: false });
    const address = `/rpe/demandes/${id}`;
    expect((await agent.opens(address)).text).toContain('Suivie par personne');
    const taken = await agent.presses((await agent.opens(address)).button('Prendre en charge'));
    expect(taken.text).toContain(`Suivie par ${NAMES.agent}`);
    expect((await colleague.opens(address)).text).toContain(`Suivie par ${NAMES.agent}`);
  });

  it('comes to a colleague while its agent is away, and only then', async () => {
    await gives(agent, NAMES.agent);
    const absences = await agent.opens('/rpe/absences');
    const noted = await agent.presses(absences.button('Noter l’absence'), {
      ...dayFields('from', '2026-11-25'),
      ...dayFields('to', '2026-11-30'),
      standIn: absences.form('/rpe/absences').choices('standIn')!.get(NAMES.colleague)!,
    });
    expect(noted.text).toContain(`du 25 novembre 2026 au 30 novembre 2026 – remplacement : ${NAMES.colleague}`);
    expect(await lists(colleague, 'mine')).toBe(false);
    clockOf(test.app).travelTo('2026-11-27T09:00:00.000Z');
    colleague = await signedIn(test.app, 'colleague');
    agent = await signedIn(test.app, 'agent');
    expect([await lists(colleague, 'mine'), await lists(agent, 'mine')]).toEqual([true, true]);
    expect((await colleague.opens('/personnel')).text).toContain(`${NAMES.agent} : absence jusqu’au 30 novembre 2026`);
    expect((await agent.opens('/personnel')).text).not.toContain('absence jusqu’au');
    // Nobody else takes it back.
    const own = (await agent.opens('/rpe/absences')).button('Retirer');
    await colleague.presses(own);
    expect(await lists(colleague, 'mine')).toBe(true);
    await agent.presses(own);
    expect(await lists(colleague, 'mine')).toBe(false);
  });

  it('says which field is wrong, and keeps what was typed', async () => {
    const empty = await agent.presses((await agent.opens('/rpe/absences')).button('Noter l’absence'), {});
    expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('Donnez le premier jour d’absence.')]);
    expect(empty.text).toContain('Dites qui vous remplace.');
    const page = await agent.opens('/rpe/absences');
    const reversed = await agent.presses(page.button('Noter l’absence'), {
      ...dayFields('from', '2026-12-10'),
      ...dayFields('to', '2026-12-09'),
      standIn: page.form('/rpe/absences').choices('standIn')!.get(NAMES.colleague)!,
    });
    expect([reversed.status, reversed.text]).toEqual([
      422,
      expect.stringContaining('Le dernier jour d’absence est avant le premier.'),
    ]);
    expect(reversed.form('/rpe/absences').value('fromDay')).toBe('10');
  });

  it('is no business of another desk', async () => {
    const other = await signedIn(test.app, 'otherAgent');
    expect((await other.get(`${request()}/agent`)).status).toBe(404);
    expect((await other.post(`${request()}/agent`, { agent: 'none' })).status).toBe(404);
    const stranger = await agent.post(`${request()}/agent`, { agent: '00000000-0000-4000-8000-000000000000' });
    expect([stranger.status, stranger.html]).toEqual([422, expect.stringContaining('ne travaille pas à ce guichet')]);
    expect((await other.opens('/rpe/absences')).text).not.toContain(NAMES.agent);
  });

  it('is forgotten with the family', async () => {
    await gives(agent, NAMES.agent);
    expect(await follower()).not.toBeNull();
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, COORDINATOR, family.dossierId, () => null));
    expect(await follower()).toBeNull();
  });
});
