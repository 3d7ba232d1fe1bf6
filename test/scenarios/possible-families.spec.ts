import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest, Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { textOf, type Browser } from '../support/browser.js';
import { duplicatesWorld } from '../support/duplicates.js';
import { seedWorld } from '../support/seed.js';

const MARK = 'famille déjà connue ?';
const TITLE = 'Cette famille a peut-être déjà un dossier';

/** One address behind another telephone and another adult: two dossiers, and the desk is told (domain.md §4). */
describe.each(DATABASES)('two dossiers that may be one family’s (%s)', (kind) => {
  let test: TestApp;
  let world: ReturnType<typeof duplicatesWorld>;
  let agent: Browser;
  let families = 0;

  /** Two mothers of one name who share an address, each with a child of her own. */
  const sharing = async (more: { communeCode?: string; communeName?: string } = {}) => {
    families += 1;
    const surname = `Partage${String.fromCharCode(96 + families)}`;
    const email = `partage${families}@exemple.fr`;
    const phone = (first: number) => `06${first}${families}224466`;
    const here = await world.deposit(
      { firstName: 'Mina', surname, phone: phone(1), email },
      { surname, firstName: 'Nils', birthDate: '2025-05-11' },
    );
    const there = await world.deposit(
      { firstName: 'Sonia', surname, phone: phone(2), email, ...more },
      { surname, firstName: 'Ambre', birthDate: '2026-02-02' },
    );
    return { here, there };
  };
  const numberOf = async (requestId: string): Promise<string> => {
    const { dossierId } = (await world.reader.findOne(ChildRequest, { id: requestId }))!;
    return (await world.reader.findOne(Dossier, { id: dossierId }))!.number;
  };
  const rowOf = async (who: Browser, requestId: string): Promise<string> => {
    const { html } = await who.get('/rpe');
    return textOf(html.split('<tr').find((row) => row.includes(`/rpe/demandes/${requestId}`)) ?? '');
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    world = duplicatesWorld(test);
    agent = await world.signedIn('agent');
  });
  afterAll(() => test.close());

  it('are marked in the list, and the page of each leads to the other', async () => {
    const { here, there } = await sharing();
    expect(await numberOf(here)).not.toBe(await numberOf(there));
    for (const [one, other] of [
      [here, there],
      [there, here],
    ] as const) {
      expect(await rowOf(agent, one)).toContain(MARK);
      const { html } = await agent.get(`/rpe/demandes/${one}`);
      expect(textOf(html)).toContain(TITLE);
      expect(html).toMatch(
        new RegExp(`href="/rpe/demandes/${other}">Comparer avec le dossier ${await numberOf(other)}`),
      );
    }
  });

  it('of two desks, show the number and whom to ring, and no name', async () => {
    const { here, there } = await sharing({ communeCode: '71356', communeName: 'Pouilloux' });
    const { html } = await agent.get(`/rpe/demandes/${here}`);
    expect(textOf(html)).toContain(`Dossier ${await numberOf(there)}, suivi par Service petite enfance de Pouilloux`);
    expect(html).not.toContain(`/rpe/demandes/${there}`);
    expect(textOf(html)).not.toContain('Ambre');
    expect(await rowOf(await world.signedIn('otherAgent'), there)).toContain(MARK);
  });

  it('are not said of families that share nothing, nor of a child that is judged as a possible duplicate', async () => {
    const alone = await world.deposit(
      { firstName: 'Ida', surname: 'Seule', phone: '0699887766', email: 'seule@exemple.fr' },
      { surname: 'Seule', firstName: 'Ugo', birthDate: '2025-09-09' },
    );
    expect(await rowOf(agent, alone)).not.toContain(MARK);
    const twice = await world.deposit(
      { firstName: 'Paula', surname: 'Seule', phone: '0699887766', email: 'autre@exemple.fr' },
      { surname: 'Seule', firstName: 'Hugo', birthDate: '2025-09-09' },
    );
    expect(await world.pairOf(twice)).toMatchObject({ state: 'open' });
    for (const id of [alone, twice]) {
      expect(await rowOf(agent, id)).toContain('doublon possible');
      expect(await rowOf(agent, id)).not.toContain(MARK);
      expect(textOf((await agent.get(`/rpe/demandes/${id}`)).html)).not.toContain(TITLE);
    }
  });

  it('a deposit that waits beside a known family is marked too', async () => {
    const adult = { firstName: 'Rose', surname: 'Connue', phone: '0677001122', email: 'connue@exemple.fr' };
    await world.deposit(adult, { surname: 'Connue', firstName: 'Paul', birthDate: '2025-03-03' });
    const arrival = await world.deposit(
      adult,
      { surname: 'Connue', firstName: 'Lise', birthDate: '2026-04-04' },
      'parent',
    );
    expect(await rowOf(agent, arrival)).toContain('dossier à rapprocher');
  });
});
