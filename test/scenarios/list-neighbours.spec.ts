import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { importList, importWorld, list, type ImportWorld } from '../support/imports.js';
import type { Page } from '../support/page.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const HEAD = 'Nom;Prénom;Date de naissance;Commune;Téléphone;Date souhaitée;Date de la demande;Établissement souhaité';
const FAMILIES = 54;
const AT = '/eaje/ma-71306/demandes';
const two = (number: number): string => String(number).padStart(2, '0');
/** Each child is born, wanted and asked for on a day of its own; of every sixth nobody said from when. */
const LINES = Array.from({ length: FAMILIES }, (_, index) => {
  const day = two((index % 27) + 1);
  const wanted = index % 6 === 5 ? '' : `${two(28 - (index % 27))}/${index < 27 ? '03' : '04'}/2027`;
  const name = `Nom${String.fromCharCode(97 + Math.floor(index / 26))}${String.fromCharCode(97 + (index % 26))}`;
  const asked = `${two(((index * 5) % 27) + 1)}/${index < 27 ? '05' : '06'}/2026`;
  const born = `${day}/${index < 27 ? '01' : '02'}/2026`;
  const commune = index % 2 ? 'Blanzy' : 'Montceau-les-Mines';
  const at = 'Multi-accueil de Montceau-les-Mines';
  return [name, 'Enfant', born, commune, `06110000${two(index)}`, wanted, asked, at].join(';');
});

describe.each(DATABASES)('from one request of a list to the next (%s)', (kind) => {
  let world: ImportWorld;
  let app: NestFastifyApplication;
  let agent: Browser;
  let director: Browser;
  let rows: ChildRequest[];

  beforeAll(async () => {
    world = await importWorld(kind);
    ({ app, agent } = world);
    await importList(world, list('attente.csv', HEAD, ...LINES));
    rows = await world.reader.find(ChildRequest);
    expect(rows).toHaveLength(FAMILIES);
    director = new Browser(app);
    await director.signIn(STAFF['director']!.email, PASSWORD);
  });
  afterAll(() => world.close());

  const write = (id: string, change: Partial<ChildRequest>): Promise<unknown> =>
    app.get(UnitOfWork).run((tx) => tx.update(ChildRequest, { id }, change));
  const idIn = (address: string): string => /demandes\/([0-9a-f-]{36})/.exec(address)?.[1] ?? '';
  const opened = (page: Page): string[] =>
    page.links.flatMap(({ href }) => (/demandes\/[0-9a-f-]{36}\?/.test(href) ? [href] : []));
  /** Every request of a list, page after page. */
  const wholeList = async (browser: Browser, address: string, onwards: string): Promise<string[]> => {
    const addresses: string[] = [];
    let page = await browser.opens(address);
    for (;;) {
      addresses.push(...opened(page));
      const next = page.links.find(({ text }) => text === onwards);
      if (!next) return addresses;
      page = await browser.opens(next.href);
    }
  };
  /** The requests that one link leads to, from one to the next. */
  const walk = async (browser: Browser, from: string, link: string, most = 12): Promise<string[]> => {
    const ids = [idIn(from)];
    let page = await browser.opens(from);
    for (;;) {
      const on = page.links.find(({ text }) => text === link);
      if (!on || ids.length === most) return ids;
      ids.push(idIn(on.href));
      page = await browser.opens(on.href);
    }
  };
  const sorted = (value: (row: ChildRequest) => string | null, direction = 1): string[] =>
    [...rows]
      .sort((a, b) => {
        const [one, other] = [value(a), value(b)];
        if (one === null || other === null) return one === other ? (a.id < b.id ? -1 : 1) : one === null ? 1 : -1;
        return direction * (one === other ? (a.id < b.id ? -1 : 1) : one < other ? -1 : 1);
      })
      .map(({ id }) => id);

  it.each(['/rpe', '/rpe?order=wanted', '/rpe?order=latest', '/rpe?state=incomplete&commune=71040'])(
    'goes on as %s is listed, and back',
    async (address) => {
      const addresses = await wholeList(agent, address, 'Demandes suivantes');
      const ids = addresses.map(idIn);
      expect(ids.length).toBeGreaterThan(20);
      // Over the end of a page, and among those without a value.
      expect(await walk(agent, addresses.at(-10)!, 'Demande suivante')).toEqual(ids.slice(-10));
      expect(await walk(agent, addresses.at(-1)!, 'Demande précédente')).toEqual([...ids].reverse().slice(0, 12));
      expect((await agent.opens(addresses[0]!)).text).toContain('Première de la liste');
      expect((await agent.opens(addresses.at(-1)!)).text).toContain('Dernière de la liste');
    },
  );

  it('names each emergency once, above the others', async () => {
    const last = sorted(({ nextActDue }) => nextActDue).at(-1)!;
    await write(last, { urgentFrom: '2026-12-01', nextActOwner: 'desk' });
    const addresses = await wholeList(agent, '/rpe?state=incomplete', 'Demandes suivantes');
    expect(idIn(addresses.at(-1)!)).toBe(last);
    const first = opened(await agent.opens('/rpe'))[0]!;
    expect(idIn(first)).toBe(last);
    const ids = await walk(agent, first, 'Demande suivante', FAMILIES + 1);
    expect([ids.length, new Set(ids).size]).toEqual([FAMILIES, FAMILIES]);
    const second = opened(await agent.opens('/rpe'))[1]!;
    expect(await walk(agent, second, 'Demande précédente')).toEqual([idIn(second), last]);
    // Answered, it stands no longer above them: the first that is left comes next.
    await write(last, { nextActOwner: 'family' });
    const answered = await agent.opens(first);
    expect(idIn(answered.link('Demande suivante').href)).toBe(sorted(({ nextActDue }) => nextActDue)[0]);
    expect(answered.text).not.toContain('Première de la liste');
    await write(last, { urgentFrom: null, nextActOwner: rows.find(({ id }) => id === last)!.nextActOwner });
  });

  it('stays where the request stood, whatever became of it since', async () => {
    const [first, second] = await wholeList(agent, '/rpe?state=incomplete&order=wanted', 'Demandes suivantes');
    await agent.opens(first!);
    await write(idIn(first!), { state: 'in_triage', wantedFrom: '2027-12-31' });
    // The address after an act names no list: the browser remembers it.
    const after = await agent.opens(`/rpe/demandes/${idIn(first!)}`);
    expect(idIn(after.link('Demande suivante').href)).toBe(idIn(second!));
    expect((await agent.opens(after.link('Toutes les demandes').href)).url).toBe('/rpe?state=incomplete&order=wanted');
    await write(idIn(first!), {
      state: 'incomplete',
      wantedFrom: rows.find(({ id }) => id === idIn(first!))!.wantedFrom,
    });
  });

  it('is not said of a request that was opened from no list, or from an address that is none', async () => {
    const other = new Browser(app);
    await other.signIn(STAFF['agent']!.email, PASSWORD);
    const id = rows[0]!.id;
    for (const query of [
      '',
      '?liste=',
      '?liste=place%3D%27%3B',
      '?liste=place%3D2027-01-01%26state%3Dnothing',
      '?liste=%25',
    ]) {
      const page = await other.opens(`/rpe/demandes/${id}${query}`);
      expect([query, page.status, page.text.includes('Demande suivante')]).toEqual([query, 200, false]);
      const seen = await director.opens(`/eaje/demandes/${id}${query}`);
      expect([query, seen.status, seen.text.includes('Demande suivante')]).toEqual([query, 200, false]);
    }
  });

  describe('of a nursery', () => {
    it.each<[string, (row: ChildRequest) => string | null, number]>([
      ['', ({ wantedFrom }) => wantedFrom, 1],
      ['?ordre=received', ({ submittedAt }) => submittedAt, 1],
      ['?ordre=latest', ({ submittedAt }) => submittedAt, -1],
      ['?ordre=born', ({ birthDate }) => birthDate, 1],
    ])('lists and goes on in the order of %p, those without a value last', async (query, value, direction) => {
      const addresses = await wholeList(director, `${AT}${query}`, 'Suite de la liste');
      expect(addresses.map(idIn)).toEqual(sorted(value, direction));
      expect(await walk(director, addresses.at(-10)!, 'Demande suivante')).toEqual(addresses.slice(-10).map(idIn));
    });

    it('says in words what it was narrowed to, and how many are found', async () => {
      const page = await director.opens(`${AT}?commune=71040&avant=2027-03-31&premier=yes`);
      const found = rows.filter(
        ({ communeCode, wantedFrom }) => communeCode === '71040' && wantedFrom !== null && wantedFrom <= '2027-03-31',
      );
      expect(page.text).toContain(`${found.length} demandes correspondent.`);
      expect(opened(page).map(idIn).sort()).toEqual(found.map(({ id }) => id).sort());
      const wider = await director.opens(page.link('enlever – Blanzy').href);
      expect(wider.url).toBe(`${AT}?avant=2027-03-31&premier=yes`);
      expect(opened(wider).length).toBeGreaterThan(found.length);
      expect((await director.opens(page.link('Tout enlever').href)).url).toBe(AT);
    });

    it('comes back to the list as it was', async () => {
      const address = `${AT}?commune=71040&ordre=born`;
      const request = await director.opens(opened(await director.opens(address))[3]!);
      expect(request.links.map(({ href }) => href)).toContain(address);
    });

    it('refuses a filter that is none with a sentence that names it', async () => {
      const refused = await director.opens(`${AT}?avant=demain`);
      expect([refused.status, refused.text]).toEqual([
        422,
        expect.stringContaining('Écrivez la date « Entrée au plus tard le »'),
      ]);
      expect(refused.forms.find((form) => form.has('avant'))!.value('avant')).toBe('demain');
    });
  });
});
