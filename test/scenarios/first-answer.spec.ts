import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Draft } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue } from '../support/browser.js';
import { everyRow } from '../support/every-row.js';
import { ADULT, HOUSEHOLD, Parent } from '../support/parent.js';
import { seedWorld } from '../support/seed.js';

describe.each(DATABASES)('a draft is written with its first answer (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    reader = test.app.get(Reader);
  });
  afterAll(() => test.close());

  const begun = async (): Promise<Parent> => {
    const parent = new Parent(test.app);
    await parent.start();
    return parent;
  };
  const idOf = ({ draft }: Parent): string => draft.split('/')[2]!;
  const rowsOf = (parent: Parent): Promise<Draft[]> => reader.find(Draft, { where: { id: idOf(parent) } });
  const sessionsOf = async (parent: Parent): Promise<number> =>
    Number(
      (
        await reader.sql<{ n: number }>('SELECT COUNT(*) AS n FROM family_session WHERE draft_id = :id', {
          id: idOf(parent),
        })
      )[0]!.n,
    );

  it('is what writes: pressing "Commencer" and looking around writes nothing, however often', async () => {
    const before = await everyRow(test.config);
    for (let times = 0; times < 20; times += 1) {
      const parent = await begun();
      for (const page of ['', '/responsable/1', '/enfant/1', '/voeux/1', '/verifier'])
        expect((await parent.browser.get(`${parent.draft}${page}`)).status).toBe(200);
    }
    expect(await everyRow(test.config)).toEqual(before);
  });

  it('sending or leaving for later without one writes nothing: there is nothing to send, nor to keep', async () => {
    const before = await everyRow(test.config);
    const parent = await begun();
    expect((await parent.send()).status).toBe(422);
    await parent.browser.get(parent.draft);
    const left = await parent.browser.post(`${parent.draft}/plus-tard`);
    expect([left.url, left.html.includes('Revenir plus tard')]).toEqual([parent.draft, false]);
    expect((await parent.browser.get(`${parent.draft}/recu`)).status).toBe(404);
    expect(await everyRow(test.config)).toEqual(before);
    expect((await parent.browser.get('/')).html).not.toContain(`href="${parent.draft}"`);
    await parent.fill('foyer', HOUSEHOLD);
    expect((await parent.browser.get(parent.draft)).html).toContain('Revenir plus tard');
    expect((await parent.browser.get('/')).html).toContain(`href="${parent.draft}"`);
  });

  it('sent twice at once writes one row, and one key', async () => {
    const parent = await begun();
    const shown = await parent.browser.get(`${parent.draft}/foyer`);
    const fields = { version: hiddenValue(shown.html, 'version')!, ...HOUSEHOLD };
    const answers = await Promise.all([1, 2, 3].map(() => parent.press(`${parent.draft}/foyer`, fields)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409, 409]);
    expect([await rowsOf(parent), await sessionsOf(parent)]).toEqual([
      [expect.objectContaining({ version: 1, answered: ['foyer'] })],
      1,
    ]);
    expect((await parent.fill('responsable/1', ADULT)).status).toBe(200);
    expect(await rowsOf(parent)).toEqual([expect.objectContaining({ version: 2, answered: ['foyer', 'responsable'] })]);
  });

  it('in two windows is of one draft: the second keeps what was typed and is asked to look', async () => {
    const parent = await begun();
    // "Commencer" in another window, or after going back.
    await parent.browser.get('/');
    expect((await parent.browser.post('/dossier/commencer')).url).toBe(parent.draft);
    const other = hiddenValue((await parent.browser.get(`${parent.draft}/responsable/1`)).html, 'version')!;
    await parent.fill('foyer', HOUSEHOLD);
    const late = await parent.browser.post(`${parent.draft}/responsable/1`, { ...ADULT, version: other });
    expect([late.status, late.html]).toEqual([409, expect.stringContaining('3 rue des Écoles')]);
    expect(
      (
        await parent.browser.post(`${parent.draft}/responsable/1`, {
          ...ADULT,
          version: hiddenValue(late.html, 'version')!,
        })
      ).status,
    ).toBe(200);
    expect(await rowsOf(parent)).toEqual([expect.objectContaining({ answered: ['foyer', 'responsable'] })]);
  });

  it('may be a child or an adult more, or be left for later', async () => {
    const parent = await begun();
    expect((await parent.part('ajouter', { what: 'child' })).url).toBe(`${parent.draft}/enfant/2`);
    expect(await rowsOf(parent)).toHaveLength(1);
    const later = await begun();
    expect((await later.fill('responsable/1', { firstName: 'Laura', later: 'yes' })).html).toContain(
      '/dossier/reprendre/',
    );
    expect(await rowsOf(later)).toHaveLength(1);
  });

  it('is asked of its own browser alone, and a key whose session has ended begins nothing again', async () => {
    const parent = await begun();
    const other = await begun();
    expect((await other.browser.get(parent.draft)).status).toBe(404);
    await parent.fill('foyer', HOUSEHOLD);
    expect((await other.browser.get(parent.draft)).status).toBe(404);
    const stranger = new Browser(test.app);
    stranger.setCookie('marelle-famille', `nouveau.${'x'.repeat(43)}`);
    expect((await stranger.get(parent.draft)).status).toBe(404);
    const link = /\/dossier\/reprendre\/[\w-]{43}/.exec(
      (await parent.browser.get(parent.draft), await parent.browser.post(`${parent.draft}/plus-tard`)).html,
    )![0];
    const phone = new Browser(test.app);
    await phone.get(link);
    await phone.post(link, { alone: 'yes' });
    for (const path of ['', '/foyer', '/verifier'])
      expect((await parent.browser.get(`${parent.draft}${path}`)).url).toMatch(/^\/suivre/);
  });
});
