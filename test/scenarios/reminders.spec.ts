import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { Reminder } from '../../src/first-desk/reminders/persistence/reminder.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { COORDINATOR } from '../support/placement-world.js';

const TODAY = '2026-11-24';

describe.each(DATABASES)('what an agent wants to come back to (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  let family: Awaited<ReturnType<typeof anOrientedRequest>>;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo(`${TODAY}T09:00:00.000Z`);
    agent = await signedIn(test.app, 'agent');
    family = await anOrientedRequest(test.app);
  });
  afterAll(() => test.close());

  const request = () => `/rpe/demandes/${family.requestId}`;
  const writes = async (text: string, day: string | null) =>
    agent.presses((await agent.opens(`${request()}/rappels`)).button('Enregistrer le rappel'), {
      text,
      ...(day === null ? {} : dayFields('back', day)),
    });
  const kept = () => test.app.get(Reader).find(Reminder, { where: { requestId: family.requestId } });
  /** By part of the list, as its heading says it, how many of its lines speak of the PMI. */
  const listed = async () => {
    const page = await agent.opens('/rpe/rappels');
    const lines = page.sentences('h2, .govuk-task-list__item');
    const parts = lines.flatMap((line, index) => (line.includes('PMI') ? [lines.slice(0, index).reverse()] : []));
    return parts.map((before) => before.find((line) => / : \d+$/.test(line))?.split(' :')[0]);
  };

  it('stands on the request and in the list of the desk, is late once its day is past, and is done once', async () => {
    const first = (await agent.opens(request())).link('Ajouter un rappel');
    expect(first.href).toBe(`${request()}/rappels`);
    await writes('rappeler après la PMI', '2026-12-01');
    expect((await agent.opens(request())).text).toContain(
      'Rappel pour le 1er décembre 2026 : « rappeler après la PMI »',
    );
    expect(await listed()).toEqual(['Plus tard']);
    // Not of this week.
    expect((await agent.opens('/personnel')).text).not.toContain('rappeler après la PMI');
    clockOf(test.app).travelTo('2026-12-01T09:00:00.000Z');
    agent = await signedIn(test.app, 'agent');
    expect(await listed()).toEqual(['Aujourd’hui']);
    expect((await agent.opens('/personnel')).text).toContain('rappeler après la PMI');
    clockOf(test.app).travelTo('2026-12-02T09:00:00.000Z');
    agent = await signedIn(test.app, 'agent');
    expect(await listed()).toEqual(['En retard']);
    const page = await agent.opens(`${request()}/rappels`);
    await agent.presses(page.button('C’est fait'));
    expect(await listed()).toEqual([]);
    expect((await agent.opens(`${request()}/rappels`)).text).toContain(
      'rappeler après la PMI – fait le 2 décembre 2026',
    );
    const again = await agent.presses(page.button('C’est fait'));
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('déjà noté ce rappel comme fait')]);
  });

  it('more than three of one day are one line of the desk’s day, and its number is that of the part that it leads to', async () => {
    for (const nth of ['un', 'deux', 'trois', 'quatre']) await writes(`rappeler ${nth}`, TODAY);
    const line = (await agent.opens('/personnel')).links.find(({ text }) => /^\d+ rappels$/.test(text))!;
    expect(line.href).toBe('/rpe/rappels#today');
    const count = Number(line.text.split(' ')[0]);
    const list = await agent.opens('/rpe/rappels');
    expect(list.sentences('#today')).toEqual([`Aujourd’hui : ${count}`]);
    expect(list.sentences('#today + ul > li')).toHaveLength(count);
  });

  it('what was noted on a request that was joined to another stands on the one that was kept', async () => {
    await writes('rappeler après la PMI', TODAY);
    const joined = family.requestId;
    family = await anOrientedRequest(test.app);
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.update(ChildRequest, { id: joined }, { joinedIntoId: family.requestId }));
    expect((await agent.opens(request())).text).toContain('« rappeler après la PMI »');
    const page = await agent.opens(`${request()}/rappels`);
    await agent.presses(page.button('C’est fait'));
    expect((await agent.opens(request())).text).not.toContain('« rappeler après la PMI »');
  });

  it('comes back a week later when it is put off', async () => {
    await writes('rappeler après la PMI', TODAY);
    const page = await agent.opens(`${request()}/rappels`);
    const after = await agent.presses(page.button('Dans une semaine'));
    expect(after.text).toContain('1er décembre 2026');
    expect((await kept()).map(({ day }) => day)).toEqual(['2026-12-01']);
  });

  it.each([
    ['', '2026-12-01', 'Écrivez ce dont il faut se souvenir'],
    ['rappeler', '2026-11-23', 'Ce jour est passé'],
    ['rappeler', '2028-01-01', 'Ce jour est trop loin'],
    ['rappeler', null, 'Donnez le jour où le rappel doit revenir'],
    ['a'.repeat(501), '2026-12-01', '500 caractères au plus'],
  ])('%s for %s is refused with a sentence, what was typed is kept and nothing is stored', async (text, day, said) => {
    const refused = await writes(text, day);
    expectRefusal(refused, said);
    expect(refused.source).toContain(text);
    expect(await kept()).toEqual([]);
  });

  it('is for nobody but the agents of the desk, and goes when the family is forgotten', async () => {
    await writes('rappeler après la PMI', '2026-12-01');
    const [{ id }] = (await kept()) as [Reminder];
    for (const role of ['director', 'coordinator', 'otherAgent'] as const) {
      const other = await signedIn(test.app, role);
      expect((await other.get(`${request()}/rappels`)).status).toBe(404);
      const list = await other.get('/rpe/rappels');
      expect(list.html).not.toContain('PMI');
      for (const act of ['fait', 'reporter'])
        expect((await other.post(`${request()}/rappels/${id}/${act}`, {})).status).toBe(404);
    }
    expect((await kept()).map(({ day, doneAt }) => [day, doneAt])).toEqual([['2026-12-01', null]]);
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, COORDINATOR, family.dossierId, () => null));
    expect(await kept()).toEqual([]);
  });
});
