import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { readWorkbook } from '../../src/foundation/platform/workbooks/workbook.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { importList, importWorld, list, type ImportWorld } from '../support/imports.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const HEAD = 'Nom;Prénom;Date de naissance;Commune;Téléphone;Date souhaitée;Date de la demande;Établissement souhaité';
const AT = '/eaje/ma-71306/demandes';
const FAMILIES = 60;
const two = (number: number): string => String(number).padStart(2, '0');
/** The first one has a name that a spreadsheet would run as a formula. */
const LINES = Array.from({ length: FAMILIES }, (_, index) => {
  const name = index === 0 ? '=SOMME(A1)' : `Nom${String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26))}`;
  const commune = index % 3 ? 'Blanzy' : 'Montceau-les-Mines';
  const born = `${two((index % 27) + 1)}/${index < 27 ? '01' : '02'}/2026`;
  const at = 'Multi-accueil de Montceau-les-Mines';
  return [name, 'Enfant', born, commune, `06110000${two(index)}`, '01/03/2027', '01/05/2026', at].join(';');
});
type Line = Record<string, string>;

describe.each(DATABASES)('a list as a file (%s)', (kind) => {
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

  const csv = async (who: Browser, address: string): Promise<Line[]> =>
    parse((await who.get(address)).bytes, { columns: true, delimiter: ';', bom: true });
  /** The link of a page to its file, as somebody would press it. */
  const linked = async (who: Browser, page: string, form: 'csv' | 'xlsx'): Promise<string> => {
    const { links } = await who.opens(page);
    return links.find(({ href }) => href.includes(`.${form}`))!.href;
  };
  const inOrder = (value: (row: ChildRequest) => string): string[] =>
    [...rows].sort((a, b) => (value(a) + a.id < value(b) + b.id ? -1 : 1)).map(({ surname }) => surname!);

  it('holds all requests that the desk’s filters find, over every page, in the order that is shown', async () => {
    const lines = await csv(agent, await linked(agent, '/rpe?order=born', 'csv'));
    expect(lines.map(({ Nom }) => Nom!.replace(/^'/, ''))).toEqual(inOrder(({ birthDate }) => birthDate!));
    expect(lines[0]).toEqual(
      expect.objectContaining({
        Prénom: 'Enfant',
        'Né ou née le': '2026-01-01',
        'Entrée souhaitée': '2027-03-01',
        'Demandée le': '2026-05-01',
        Commune: 'Montceau-les-Mines',
        'Par qui': expect.any(String),
      }),
    );
    const narrowed = await csv(agent, await linked(agent, '/rpe?commune=71040', 'csv'));
    expect(narrowed).toHaveLength(40);
    expect(new Set(narrowed.map(({ Commune }) => Commune))).toEqual(new Set(['Blanzy']));
  });

  it('holds what was searched for, and no name stands in its address', async () => {
    const found = await agent.presses((await agent.opens('/rpe')).form('/rpe/recherche'), { text: 'Nombb' });
    const href = found.links.find(({ href: one }) => one.includes('.csv'))!.href;
    expect(href).not.toMatch(/nombb/i);
    expect((await csv(agent, href)).map(({ Nom }) => Nom)).toEqual(['Nombb']);
    // A colleague's session does not have the name, and is not given everybody instead.
    const colleague = new Browser(app);
    await colleague.signIn(STAFF['colleague']!.email, PASSWORD);
    expect((await colleague.get(href)).status).toBe(404);
  });

  it('runs nothing that somebody typed', async () => {
    const lines = await csv(agent, '/rpe/liste.csv?commune=71306');
    expect(lines.map(({ Nom }) => Nom)).toContain("'=somme A1");
    const { sheets } = await readWorkbook((await agent.get('/rpe/liste.xlsx?commune=71306')).bytes);
    expect(sheets[0]!.rows.flatMap(({ cells }) => cells)).toContain('=somme A1');
    expect(sheets[0]!.rows).toHaveLength(21);
  });

  it('holds the requests that name a nursery, for its director alone', async () => {
    const lines = await csv(director, await linked(director, `${AT}?ordre=born&commune=71306`, 'csv'));
    expect(lines).toHaveLength(20);
    expect(lines[0]).toEqual(expect.objectContaining({ Vœu: '1', 'Né ou née le': '2026-01-01' }));
    const other = new Browser(app);
    await other.signIn(STAFF['otherDirector']!.email, PASSWORD);
    for (const address of [`${AT}.csv`, `${AT}.xlsx`, '/rpe/liste.csv', '/rpe/liste.xlsx'])
      expect((await other.get(address)).status).toBeGreaterThanOrEqual(403);
    expect((await director.get('/rpe/liste.csv')).status).toBeGreaterThanOrEqual(403);
  });

  it('is in the journal with the number of its families', async () => {
    await agent.get('/rpe/liste.csv?commune=71040');
    const entries = await world.reader.find(AuditEvent, { where: { action: 'file.read' } });
    expect(entries.map(({ facts }) => facts)).toContainEqual(expect.objectContaining({ count: 40 }));
  });

  it.each([
    ['/rpe/liste.csv?state=nowhere', 'agent'],
    ['/rpe/liste.xlsx?searched=abcdefgh', 'agent'],
    [`${AT}.csv?avant=hier`, 'director'],
  ] as const)('refuses %s, which no list shows', async (address, who) => {
    expect((await { agent, director }[who].get(address)).status).toBe(404);
  });
});
