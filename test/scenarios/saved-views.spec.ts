import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, seedCommissions } from '../support/commission.js';
import { signedIn } from '../support/people.js';

const LIST = '/rpe?commune=71306&order=wanted';
const NAMED = '/eaje/ma-71306/demandes?premier=yes';
const keeping = (address: string): string => `/personnel/vues/nouvelle?liste=${encodeURIComponent(address)}`;

describe.each(DATABASES)('a list with its filters, kept under a name (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  let director: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await anOrientedRequest(test.app);
    agent = await signedIn(test.app, 'agent');
    director = await signedIn(test.app, 'director');
  });
  afterAll(() => test.close());

  const keep = async (who: Browser, list: string, name: string) => {
    const page = await who.opens((await who.opens(list)).link('Garder cette vue').href);
    return who.presses(page.button('Garder la vue'), { name });
  };

  it('stands above its list, and leads to the same filters', async () => {
    expect((await agent.opens('/rpe')).links.map(({ text }) => text)).not.toContain('Garder cette vue');
    const kept = await keep(agent, LIST, 'Montceau, par entrée');
    expect([kept.url, kept.text]).toEqual([LIST, expect.stringContaining('La vue est gardée.')]);
    // What is kept is not offered again.
    expect(kept.links.map(({ text }) => text)).not.toContain('Garder cette vue');
    const whole = await agent.opens('/rpe');
    expect(whole.link('Montceau, par entrée').href).toBe(LIST);
    // Another page of the same list, and a search, are the same view and no other.
    const found = await agent.presses((await agent.opens('/rpe')).form('/rpe/recherche'), { text: 'Zzyz' });
    expect(found.links.map(({ text }) => text)).not.toContain('Garder cette vue');
  });

  it('is of one person and of one list', async () => {
    await keep(director, NAMED, 'Premiers vœux');
    expect((await director.opens('/eaje/ma-71306/demandes')).link('Premiers vœux').href).toBe(NAMED);
    expect((await agent.opens('/rpe')).text).not.toContain('Premiers vœux');
    const colleague = await signedIn(test.app, 'colleague');
    expect((await colleague.opens('/rpe')).text).not.toContain('Montceau, par entrée');
    expect((await colleague.opens('/personnel/vues')).text).toContain('aucune vue');
  });

  it('takes other filters under the same name, and is removed by its owner alone', async () => {
    await keep(agent, '/rpe?commune=71040', 'Montceau, par entrée');
    expect((await agent.opens('/rpe')).link('Montceau, par entrée').href).toBe('/rpe?commune=71040');
    const own = await agent.opens('/personnel/vues');
    const remove = own.button('Retirer');
    await director.presses(remove);
    expect((await agent.opens('/rpe')).text).toContain('Montceau, par entrée');
    await agent.presses(remove);
    expect((await agent.opens('/rpe')).text).not.toContain('Montceau, par entrée');
    expect((await agent.presses(remove)).text).toContain('La vue est retirée.');
  });

  it('says what is wrong with a name, and how many are too many', async () => {
    const empty = await agent.presses((await agent.opens(keeping(LIST))).button('Garder la vue'), { name: ' ' });
    expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('Donnez un nom à la vue.')]);
    const long = await agent.presses((await agent.opens(keeping(LIST))).button('Garder la vue'), {
      name: 'a'.repeat(41),
    });
    expect([long.status, long.text]).toEqual([422, expect.stringContaining('dépasse 40 caractères')]);
    for (let number = 1; number <= 12; number += 1)
      await agent.presses((await agent.opens(keeping(LIST))).button('Garder la vue'), { name: `Vue ${number}` });
    const more = await agent.presses((await agent.opens(keeping('/rpe?commune=71040'))).button('Garder la vue'), {
      name: 'Treizième',
    });
    expect([more.status, more.text]).toEqual([422, expect.stringContaining('déjà 12 vues de cette liste')]);
    expect(more.form('/personnel/vues').value('name')).toBe('Treizième');
  });

  it.each(['//ailleurs.example?x=1', 'https://ailleurs.example/?x=1', '/rpe', '/rpe?x="><b>', ''])(
    'keeps no address that is no list: %j',
    async (address) => {
      expect((await agent.get(keeping(address))).status).toBe(404);
      expect((await agent.post('/personnel/vues', { name: 'Ailleurs', list: address })).status).toBe(404);
    },
  );
});
