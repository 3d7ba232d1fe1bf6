import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { INBOX_PAGE } from '../../src/dossier/dossier/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { importList, importWorld, list, type ImportWorld } from '../support/imports.js';
import type { Page } from '../support/page.js';

const HEAD = 'Nom;Prénom;Date de naissance;Commune;Téléphone;Date souhaitée;Date de la demande';
const FAMILIES = 55;
const two = (number: number): string => String(number).padStart(2, '0');
/** Each child is born, wanted and asked for on a day of its own; of every sixth nobody said from when. */
const LINES = Array.from({ length: FAMILIES }, (_, index) => {
  const day = two((index % 28) + 1);
  const wanted = index % 6 === 5 ? '' : `${two(28 - (index % 28))}/${index < 28 ? '03' : '04'}/2027`;
  const name = `Nom${String.fromCharCode(97 + Math.floor(index / 26))}${String.fromCharCode(97 + (index % 26))}`;
  const asked = `${two(((index * 5) % 28) + 1)}/${index < 28 ? '05' : '06'}/2026`;
  const born = `${day}/${index < 28 ? '01' : '02'}/2026`;
  const commune = index % 2 ? 'Blanzy' : 'Montceau-les-Mines';
  return [name, 'Enfant', born, commune, `06110000${two(index)}`, wanted, asked].join(';');
});

describe.each(DATABASES)('the list of requests (%s)', (kind) => {
  let world: ImportWorld;
  let app: NestFastifyApplication;
  let agent: Browser;
  let rows: ChildRequest[];

  beforeAll(async () => {
    world = await importWorld(kind);
    ({ app, agent } = world);
    await importList(world, list('attente.csv', HEAD, ...LINES));
    rows = await world.reader.find(ChildRequest);
    expect(rows).toHaveLength(FAMILIES);
  });
  afterAll(() => world.close());

  const shownIds = (page: Page): string[] =>
    page.links.flatMap(({ href }) => /^\/rpe\/demandes\/([0-9a-f-]{36})(?:\?|$)/.exec(href)?.[1] ?? []);
  /** Every request of a list, page after page. */
  const wholeList = async (address: string): Promise<string[]> => {
    const ids: string[] = [];
    let page = await agent.opens(address);
    for (;;) {
      ids.push(...shownIds(page));
      const next = page.links.find(({ text }) => text === 'Demandes suivantes');
      if (!next) return ids;
      page = await agent.opens(next.href);
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

  it.each<[string, (row: ChildRequest) => string | null, number]>([
    ['', ({ nextActDue }) => nextActDue, 1],
    ['?order=received', ({ submittedAt }) => submittedAt, 1],
    ['?order=latest', ({ submittedAt }) => submittedAt, -1],
    ['?order=wanted', ({ wantedFrom }) => wantedFrom, 1],
    ['?order=born', ({ birthDate }) => birthDate, 1],
  ])('in the order of /rpe%s is whole on its pages, those without a value last', async (query, value, direction) => {
    expect(rows.filter((row) => row.wantedFrom === null).length).toBeGreaterThan(FAMILIES - INBOX_PAGE);
    expect(await wholeList(`/rpe${query}`)).toEqual(sorted(value, direction));
  });

  it('goes on among those without a value where a page ends there', async () => {
    const lacking = rows
      .filter(({ wantedFrom }) => wantedFrom === null)
      .map(({ id }) => id)
      .sort();
    const rest = await agent.opens(`/rpe?order=wanted&after=~${lacking[2]}`);
    expect(shownIds(rest)).toEqual(lacking.slice(3));
  });

  it('is ordered by its headings', async () => {
    const page = await agent.opens('/rpe');
    const byStart = await agent.opens(page.link('Entrée').href);
    expect(byStart.url).toBe('/rpe?order=wanted');
    expect(byStart.source).toContain(
      'aria-sort="ascending"><a class="app-table__sort app-table__sort--ascending" href="/rpe?order=wanted"',
    );
    expect(byStart.text).toContain('ordre : entrée souhaitée la plus proche');
  });

  it('says in words what it was narrowed to, and each word can be taken off', async () => {
    const page = await agent.opens('/rpe?state=incomplete&commune=71040&owner=desk');
    expect(page.text).toMatch(/\d+ demandes en cours correspondent/);
    const without = page.link('enlever – Blanzy');
    expect(without.href).toBe('/rpe?state=incomplete&owner=desk');
    const wider = await agent.opens(without.href);
    expect(shownIds(wider).length).toBeGreaterThan(shownIds(page).length);
    expect((await agent.opens(wider.link('Tout enlever').href)).url).toBe('/rpe');
  });

  it('keeps the name that was searched for when another filter is taken off', async () => {
    const found = await agent.presses((await agent.opens('/rpe')).form('/rpe/recherche'), {
      text: 'Nomaa',
      state: 'incomplete',
    });
    expect(found.text).toContain('Une demande en cours correspond.');
    expect(found.text).toContain('« Nomaa »');
    const wider = await agent.opens(found.link('enlever – À compléter').href);
    expect(wider.text).toContain('« Nomaa »');
    expect(wider.url).not.toContain('Nomaa');
    expect(wider.text).toContain('Une demande en cours correspond.');
  });

  it('takes up a request from its line, once for the version that it shows', async () => {
    const [first] = sorted(({ nextActDue }) => nextActDue);
    await app
      .get(UnitOfWork)
      .run((tx) => tx.update(ChildRequest, { id: first! }, { state: 'submitted', nextAct: 'take_up' }));
    const page = await agent.opens('/rpe');
    const [button] = page.forms.flatMap(({ buttons }) => buttons).filter(({ action }) => action.includes(first!));
    const taken = await agent.presses(button!);
    expect(taken.url).toBe(`/rpe/demandes/${first}`);
    expect(taken.text).toContain('En cours d’étude');
    expect((await agent.presses(button!)).status).toBe(409);
  });
});
