import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { ListImport } from '../../src/lists/waiting-lists/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { recordedOf, requestOf } from '../support/kept.js';
import { dayFields, expectRefusal, type Link, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';

const PAGE = '/rapport';
const LIST = '/rapport/familles';
const WITHOUT = 'Les familles derrière le chiffre';
const CAUSES = 'Pourquoi, et ce qui peut être fait';
const NEAR = '2027-01-04';

const numberIn = (text: string): number => Number(/\d+/.exec(text.replace(/\s/g, ''))?.[0] ?? 0);

describe.each(DATABASES)('the observatory (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let agent: Browser;
  let oriented: Awaited<ReturnType<typeof anOrientedRequest>>;

  /** A small territory: a list from before the desk, families of several communes, some oriented, some not. */
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await test.app
      .get(ListImport)
      .importFile('saint-vallier.csv', readFileSync('data/waiting-lists/saint-vallier.csv'));
    for (let family = 0; family < 4; family += 1)
      oriented = await anOrientedRequest(test.app, { child: { need: { ...aChild().need, wantedFrom: NEAR } } });
    await test.app.get(SqlQueueDriver).runDue();
    coordinator = await signedIn(test.app, 'coordinator');
    agent = await signedIn(test.app, 'agent');
  }, 120_000);
  afterAll(() => test.close());

  /** How many families a list has over all its pages. */
  async function lengthOf(browser: Browser, href: string): Promise<{ title: string; rows: number }> {
    const first = await browser.opens(href);
    let rows = 0;
    let page: Page | null = first;
    while (page) {
      rows += page.table(WITHOUT).length;
      const next: Link | undefined = page.links.find(({ text }) => text === 'Suite de la liste');
      page = next ? await browser.opens(next.href) : null;
    }
    return { title: first.heading, rows };
  }

  /** Every number of the page that leads to families, with the address to which it leads. */
  function numbersOf(page: Page): { number: number; href: string }[] {
    const linked = (text: string): string => page.link(text).href;
    const [headline = ''] = page.sentences('.app-headline__number');
    return [
      { number: numberIn(headline), href: linked('Ouvrir leurs dossiers') },
      ...page
        .table(CAUSES)
        .filter(([, count = '0']) => numberIn(count) > 0)
        .map(([cause = '', count = '']) => ({ number: numberIn(count), href: linked(cause) })),
      ...page
        .table('Sans solution, par commune')
        .map(([commune = '', count = '']) => ({
          number: numberIn(count),
          href: page.links.findLast(({ text }) => text === commune)!.href,
        })),
      ...page
        .sentences('.app-headline__others p:first-child')[0]!
        .split(' · ')
        .map((part) => ({ number: numberIn(part), text: part.replace(/^[\d\s]+/, '') }))
        .filter(({ number }) => number > 0)
        .map(({ number, text }) => ({ number, href: linked(text) })),
    ];
  }

  it('every number of today opens a list as long as the number, whoever reads', async () => {
    for (const browser of [coordinator, agent]) {
      const numbers = numbersOf(await browser.opens(PAGE));
      expect(numbers.length).toBeGreaterThan(5);
      expect(numbers[0]!.number).toBeGreaterThan(4);
      for (const { number, href } of numbers) {
        const { title, rows } = await lengthOf(browser, href);
        expect([href, rows, numberIn(title.replace(/^Une/, '1'))]).toEqual([href, number, number]);
      }
    }
  });

  it('the causes add up to the families without a solution, and so do the communes', async () => {
    const page = await coordinator.opens(PAGE);
    const without = numberIn(page.sentences('.app-headline__number')[0]!);
    const sum = (caption: string): number =>
      page.table(caption).reduce((total, [, count = '0']) => total + numberIn(count), 0);
    expect([sum(CAUSES), sum('Sans solution, par commune')]).toEqual([without, without]);
  });

  it('two counts of families bear two names, each of what it counts', async () => {
    const { text } = await coordinator.opens(PAGE);
    for (const name of ['Ont ou attendent une solution', 'Familles, toutes situations']) expect(text).toContain(name);
    expect(text).not.toContain('Familles en tout');
  });

  it('both readings of a refused offer are printed, zeros included, and a definition stands for each figure', async () => {
    const { text } = await coordinator.opens(PAGE);
    expect(text).toContain('aucune n’a refusé une offre de ses vœux, aucune une offre hors de ses vœux');
    expect(text).toContain('aucune solution, et la date souhaitée est passée ou à moins de 8 semaines');
    expect(text).toContain('tel que connu ce jour');
  });

  it('a past period says its day and what it is known by, and leads to no list', async () => {
    const past = await coordinator.opens(`${PAGE}?periode=2026-T3`);
    expect(past.heading).toContain('au 30 septembre 2026');
    expect(past.text).toContain('tel que connu le 24 novembre 2026');
    expect(past.text).toContain('3e trimestre 2026');
    expect(past.hasLinkTo(/rapport\/familles/)).toBe(false);
    const days = await coordinator.presses((await coordinator.opens(PAGE)).form(PAGE), {
      du: '2026-10-01',
      au: '2026-10-15',
    });
    expect(days.heading).toContain('au 15 octobre 2026');
  });

  it('tells no zero of days before anything was counted', async () => {
    const page = await coordinator.opens(`${PAGE}?du=2020-01-01&au=2020-01-31`);
    expect(page.heading).toMatch(/^Rien n’a été compté avant \S+ 20\d\d$/);
    expect(page.text).not.toMatch(/famille sans solution au|en attente/);
    const asked = await coordinator.opens('/rapport/cadre?du=2020-01-01&au=2020-01-31');
    expect(asked.text).toContain('Volume de demandes reçues ici non connu, ou non diffusé');
    expect(asked.text).not.toMatch(/ une (demande|sollicitation|famille)/);
  });

  it('tables are told by commune, by living area and by desk, with the same families; files too', async () => {
    const totals = [];
    for (const [code, said] of [
      ['commune', 'commune de résidence'],
      ['bassin', 'bassin de vie'],
      ['guichet', 'guichet'],
    ] as const) {
      const page = await coordinator.presses((await coordinator.opens(PAGE)).form(PAGE), { par: code });
      expect(page.form(PAGE).value('par')).toBe(code);
      const rows = page.table(`Familles par ${said}, au 24 novembre 2026`);
      totals.push(rows.filter(([name]) => name !== 'Ensemble').reduce((sum, [, of = '0']) => sum + numberIn(of), 0));
      expect(page.table(`Demandes reçues et délais médians de la période, par ${said}`).length).toBe(
        rows.filter(([name]) => name !== 'Ensemble').length,
      );
      const csv = (await coordinator.get(`${PAGE}.csv?par=${code}`)).bytes.toString();
      expect(csv).toContain(code === 'guichet' ? ';Guichet;' : code === 'bassin' ? ';Bassin de vie;' : ';Commune;');
    }
    expect(new Set(totals).size).toBe(1);
    expect(totals[0]).toBeGreaterThan(4);
    expect((await coordinator.get(`${PAGE}.csv?par=moon`)).status).toBe(404);
  });

  it('says what the convention and the law ask for, with the figure or who has to write it', async () => {
    const page = await coordinator.opens('/rapport/cadre');
    const indicators = page.table('Les trois indicateurs de l’action 1 (CTG)');
    expect(indicators.map(([item]) => item)).toEqual([
      '1° Le dispositif existe',
      '2° Volume de demandes reçues ici',
      '2° À part : demandes reprises de listes d’avant',
      '2° Volume de sollicitations reçues',
      '3° Volume de familles avec une solution',
      '3° Volume de familles sans solution',
    ]);
    const evaluation = page.table('Les cinq indicateurs de l’évaluation de la convention (CTG, article 8)');
    expect(evaluation.map(([item]) => item![0])).toEqual(['1', '2', '3', '4', '5']);
    const without = numberIn((await coordinator.opens(PAGE)).sentences('.app-headline__number')[0]!);
    expect(indicators[5]).toEqual([
      '3° Volume de familles sans solution',
      `${without} familles`,
      'compté par le guichet',
    ]);
    // What is of a past evening and what is of today are all known today.
    expect(page.text).toMatch(/offre et besoins au (.+ 2026)\. Tout est tel que connu le \1\./);
    const plan = page.table('Le schéma pluriannuel (CASF, D. 214-10-1)');
    expect(plan.find(([item]) => item === '4° g) Calendrier')).toEqual([
      '4° g) Calendrier',
      'à saisir dans le document',
      'la coordination, avec les communes',
    ]);
    const csv = (await coordinator.get('/rapport/cadre.csv')).bytes.toString();
    // Nobody has rung: a count under five leaves no desk.
    expect(csv).toContain('2° Volume de sollicitations reçues;non connu, ou non diffusé');
    expect((await coordinator.opens('/rapport/cadre?periode=2026-13')).status).toBe(404);
  });

  it('two days in the wrong order are refused with a sentence, and kept', async () => {
    const refused = await coordinator.opens(`${PAGE}?du=2026-10-15&au=2026-10-01`);
    expectRefusal(refused, 'Donnez deux jours, le premier passé');
    expect(refused.form(PAGE).value('du')).toBe('2026-10-15');
    for (const address of [
      `${PAGE}?periode=2026-13`,
      `${PAGE}?par=zzz`,
      `${PAGE}?connu=xx`,
      `${LIST}?statut=rich`,
      `${LIST}?cause=moon`,
    ])
      expect((await coordinator.opens(address)).status).toBe(404);
  });

  it('the desk reads the names of its families, the coordinator codes, a desk elsewhere codes and whom to ring', async () => {
    const atDesk = await agent.opens(`${LIST}?statut=without`);
    expect(atDesk.hasLinkTo(/^\/rpe\/demandes\//)).toBe(true);
    const masked = await coordinator.opens(`${LIST}?statut=without`);
    expect(masked.hasLinkTo(/^\/rpe\/demandes\//)).toBe(false);
    expect(masked.hasLinkTo(/^\/rapport\/cellule\//)).toBe(true);
    const elsewhere = await (await signedIn(test.app, 'otherAgent')).opens(`${LIST}?statut=without`);
    expect(elsewhere.hasLinkTo(/^\/(rpe\/demandes|rapport\/cellule)\//)).toBe(false);
    expect(elsewhere.table(WITHOUT).length).toBe(masked.table(WITHOUT).length);
    for (const { source } of [masked, elsewhere]) expect(source).not.toMatch(/Nom\d|Enfant\d/);
    for (const somebody of ['director', 'member', 'administrator'])
      for (const address of [PAGE, LIST, `/rapport/cellule/${oriented.requestId}`])
        expect([somebody, address, (await (await signedIn(test.app, somebody)).get(address)).status]).toEqual([
          somebody,
          address,
          404,
        ]);
  });

  describe('the cellule', () => {
    const address = () => `/rapport/cellule/${oriented.requestId}`;
    const decides = async (filled: Record<string, string>) =>
      coordinator.presses((await coordinator.opens(address())).form(address()), filled);
    const due = dayFields('due', '2026-12-15');

    it('decides without a name; the desk reads it on the request, does it, and the coordinator sees it done', async () => {
      const opened = await coordinator.opens(address());
      expect(opened.source).not.toMatch(/Nom\d|Enfant\d|famille\.\d/);
      await decides({ kind: 'childminder', note: 'Deux jours suffiraient au début.', ...due });

      const request = await agent.opens(`/rpe/demandes/${oriented.requestId}`);
      expect(request.text).toContain('La cellule sans solution a décidé une action');
      const shown = await agent.opens(request.linkTo('/cellule').href);
      expect(shown.text).toContain('Deux jours suffiraient au début.');
      expect(shown.text).toContain('à faire au plus tard le 15 décembre 2026');
      await agent.presses(shown.button('C’est fait'));

      expect((await agent.opens(`/rpe/demandes/${oriented.requestId}`)).text).not.toContain('La cellule sans solution');
      expect((await coordinator.opens(address())).text).toContain('Fait');
      expect((await coordinator.opens(`${LIST}?statut=without`)).text).toContain('Cellule : Mettre en relation');
    });

    it('refuses a note that names the family, a day that is past, and another decision that says nothing', async () => {
      const note = `Rappeler ${await nameOf()}`;
      const named = await decides({ kind: 'meet_family', note, ...due });
      expectRefusal(named, 'La précision contient un nom');
      expect(named.form(address()).value('note')).toBe(note);
      expectRefusal(
        await decides({ kind: 'meet_family', ...dayFields('due', '2026-11-23') }),
        'Le jour donné est passé',
      );
      expectRefusal(await decides({ kind: 'other', ...due }), 'Dites en quelques mots');
      expectRefusal(await decides({ kind: 'meet_family', ...dayFields('due', '2026-13-40') }), 'Donnez le jour');
    });

    it('two who say what became of it: the second reads that it was said', async () => {
      await decides({ kind: 'shorter_week', ...due });
      const first = await agent.opens(`/rpe/demandes/${oriented.requestId}/cellule`);
      const second = await coordinator.opens(address());
      await agent.presses(first.button('Cela ne se fera pas'));
      expectRefusal(await coordinator.presses(second.button('C’est fait')), 'Quelqu’un a déjà noté la suite', 409);
    });

    it('is late after its day until somebody says what became of it', async () => {
      await decides({ kind: 'next_session', ...due });
      clockOf(test.app).travelTo('2026-12-16T09:00:00.000Z');
      expect((await (await signedIn(test.app, 'coordinator')).opens(address())).text).toContain('En retard');
      clockOf(test.app).travelTo('2026-11-24T09:00:00.000Z');
      coordinator = await signedIn(test.app, 'coordinator');
      agent = await signedIn(test.app, 'agent');
    });

    it('shows a name for a reason of the list, which the audit keeps', async () => {
      const asking = await coordinator.opens((await coordinator.opens(address())).link('Lever l’anonymat').href);
      expectRefusal(await coordinator.presses(asking.form('/anonymat')), 'Choisissez la raison dans la liste');
      const shown = await coordinator.presses(asking.form('/anonymat'), { reason: 'child_protection' });
      expect(shown.text).toContain(await nameOf());
      expect(await recordedOf(test.app, oriented.requestId, 'cellule.unmask')).toEqual([
        expect.objectContaining({ subjectId: oriented.requestId, facts: { reason: 'child_protection' } }),
      ]);
    });

    it('is nothing that a desk elsewhere reads, and no page of the desk opens to the coordinator', async () => {
      const elsewhere = await signedIn(test.app, 'otherAgent');
      expect((await elsewhere.get(`/rpe/demandes/${oriented.requestId}/cellule`)).status).toBe(404);
      expect((await coordinator.get(`/rpe/demandes/${oriented.requestId}/cellule`)).status).toBe(404);
    });
  });

  const nameOf = async (): Promise<string> => {
    const { surname } = await requestOf(test.app, oriented.requestId);
    return surname!;
  };

  it('is told by living area on the map and in its table, with the same sum', async () => {
    const counts = (page: Page, caption: string): [string, number][] =>
      page.table(caption).map(([name = '', count = '']) => [name, numberIn(count)]);
    const sum = (rows: readonly [string, number][]): number => rows.reduce((total, [, count]) => total + count, 0);
    const communes = counts(await coordinator.opens('/rapport'), 'Sans solution, par commune');
    const page = await coordinator.opens('/rapport?par=bassin');
    const areas = counts(page, 'Sans solution, par bassin de vie');
    // Each area names its communes, since the map has one number for all of them.
    expect(areas.find(([name]) => name.startsWith('Montceau et sa couronne'))?.[0]).toContain('Blanzy');
    expect(sum(areas)).toBe(sum(communes));
  });
});
