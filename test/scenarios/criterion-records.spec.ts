import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import type { CriteriaGrid } from '../../src/commissions/admission/index.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { FamilyExports } from '../../src/family/family/family-exports.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { duplicatesWorld } from '../support/duplicates.js';
import { aForm } from '../support/forms.js';
import { voteGrid } from '../support/grids.js';
import { PASSWORD, STAFF } from '../support/seed.js';
import { expectDatabaseToRefuse } from '../support/database-refusals.js';

/** Asks proof of a relative's handicap, and an opinion between 10 and 50 points of the PMI or the social services. */
const withOpinions = (grid: CriteriaGrid): CriteriaGrid => ({
  ...grid,
  items: [
    ...grid.items.filter((line) => !('code' in line) || !['relative_handicap', 'vulnerability'].includes(line.code)),
    { code: 'relative_handicap', points: 20, proof: true },
    { code: 'vulnerability_expert', range: [10, 50], by: ['pmi', 'social_services'] },
  ],
});

const REFUSED = /never changed/;

describe.each(DATABASES)('proofs seen and experts’ opinions (%s)', (kind) => {
  let test: TestApp;
  let desk: Browser;
  let request: { requestId: string; dossierId: string };
  const page = () => `/rpe/demandes/${request.requestId}/points`;
  const records = () =>
    test.app
      .get(Reader)
      .sql<{
        id: string;
        kind: string;
        points: number | null;
        expert: string | null;
        reason: string | null;
        withdrawn_at: string | null;
      }>(
        'SELECT id, kind, points, expert, reason, withdrawn_at FROM criterion_record WHERE request_id = :id ORDER BY recorded_at, id',
        { id: request.requestId },
      );
  const opinion = (typed: Record<string, string> = {}) =>
    desk.post(`${page()}/avis/vulnerability_expert`, {
      expert: 'pmi',
      points: '30',
      reason: 'isolation',
      onDay: '12',
      onMonth: '11',
      onYear: '2026',
      ...typed,
    });

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await voteGrid(test.app, withOpinions);
    request = await anOrientedRequest(test.app, {
      form: { criterionFacts: { relative_handicap: true }, household: { ...aForm().household, loneParent: true } },
    });
    desk = new Browser(test.app);
    await desk.signIn(STAFF['agent']!.email, PASSWORD);
  });
  afterAll(() => test.close());

  it('each line says its criterion, the value used, its points, and how it is known', async () => {
    const { html } = await desk.get(page());
    const text = textOf(html);
    for (const said of [
      '220 points au 24 novembre 2026, avec la grille en vigueur (version 2)',
      'Réside sur le territoire Oui 100 déclaré par la famille',
      'Handicap d’un proche Oui 20 justificatif à voir',
      'Aucun avis',
      'Métier prioritaire exercé sur le territoire 0 pas de réponse',
      'Fragilité évaluée par un professionnel 0 sans avis',
    ])
      expect(text).toContain(said);
    expect((await desk.get(`/rpe/demandes/${request.requestId}`)).html).toContain(`href="${page()}"`);
  });

  it('the desk marks a proof as seen: by whom, when; once', async () => {
    for (let presses = 0; presses < 2; presses += 1)
      await desk.post(`${page()}/vu`, { criterion: 'relative_handicap' });
    const text = textOf((await desk.get(page())).html);
    expect(text).toContain('Handicap d’un proche Oui 20 justificatif vu le 24/11/2026 Agent du RPE');
    expect(text).toContain('Justificatif vu : Handicap d’un proche 24/11/2026');
    expect(await records()).toHaveLength(1);
  });

  it.each([['vulnerability_expert'], ['seniority'], ['adoption'], ['x']])('no paper proves %s', async (criterion) => {
    const refused = await desk.post(`${page()}/vu`, { criterion });
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('La grille en vigueur ne compte pas ce critère'),
    ]);
  });

  it('an expert’s points stand in the grid’s range, with who, when and why', async () => {
    const form = await desk.get(`${page()}/avis/vulnerability_expert`);
    const shown = textOf(form.html);
    expect([
      shown.includes('De 10 à 50'),
      shown.includes('la protection maternelle et infantile (PMI)'),
      shown.includes('le relais petite enfance'),
    ]).toEqual([true, true, false]);
    const empty = await desk.post(`${page()}/avis/vulnerability_expert`, { points: 'trente' });
    for (const said of [
      'Dites qui donne cet avis',
      'Écrivez les points de l’avis',
      'Choisissez le motif',
      'Donnez la date de l’avis',
    ])
      expect(textOf(empty.html)).toContain(said);
    expect([empty.status, empty.html.includes('value="trente"')]).toEqual([422, true]);
    for (const [typed, said] of [
      [{ points: '51' }, 'entre 10 et 50'],
      [{ points: '' }, 'entre 10 et 50'],
      [{ expert: 'rpe' }, 'ne prévoit pas que ce service'],
      [{ onYear: '2027' }, 'date passée'],
    ] as const) {
      const refused = await opinion(typed);
      expect([refused.status, textOf(refused.html)]).toEqual([422, expect.stringContaining(said)]);
    }
    const given = await opinion();
    expect([given.status, given.url]).toEqual([200, page()]);
    const text = textOf(given.html);
    for (const said of [
      '250 points au',
      'Fragilité évaluée par un professionnel 30 avis du 12/11/2026 donné par la protection maternelle',
      '30 points – Isolement de la famille. Avis donné par',
    ])
      expect(text).toContain(said);
  });

  it('a second opinion counts; nothing is overwritten, by a page or by a statement', async () => {
    await opinion({ points: '40', expert: 'social_services', reason: 'housing' });
    expect(textOf((await desk.get(page())).html)).toContain('260 points au');
    const kept = await records();
    expect(kept.map((one) => [one.points, one.expert, one.reason, one.withdrawn_at !== null])).toEqual([
      [null, null, null, false],
      [30, 'pmi', 'isolation', true],
      [40, 'social_services', 'housing', false],
    ]);
    const write = (id: string, change: string) =>
      test.app
        .get(UnitOfWork)
        .run((tx) => tx.write(`UPDATE criterion_record SET ${change} WHERE id = :id RETURNING id`, { id }));
    for (const change of ['points = 1', `reason = 'isolation'`, `recorded_by = 'x'`])
      await expectDatabaseToRefuse(write(kept[2]!.id, change), REFUSED);
    await expectDatabaseToRefuse(write(kept[1]!.id, 'withdrawn_at = NULL'), REFUSED);
  });

  it('what was recorded by mistake is withdrawn, once, and stays in the history', async () => {
    const [proof] = await records();
    const withdrawn = await desk.post(`${page()}/retirer`, { record: proof!.id });
    const text = textOf(withdrawn.html);
    for (const said of [
      'Handicap d’un proche Oui 20 justificatif à voir',
      'Retiré le 24 novembre 2026 par Agent du RPE',
    ])
      expect(text).toContain(said);
    expect((await desk.post(`${page()}/retirer`, { record: proof!.id })).status).toBe(404);
    await desk.post(`${page()}/vu`, { criterion: 'relative_handicap' });
  });

  it('members see with the points what was seen and who gave an opinion, not why', async () => {
    const { id } = await planSession(test.app, { day: aThursday(test.app, 30) });
    await listFor(test.app, request.requestId, id);
    await openSession(test.app, id);
    const member = new Browser(test.app);
    await member.signIn(STAFF['member']!.email, PASSWORD);
    const text = textOf((await member.get(`/commissions/${id}/ordre-du-jour`)).html);
    for (const said of [
      'Handicap d’un proche : 20 points (justificatif vu le 24/11/2026)',
      'Fragilité évaluée par un professionnel : 40 points (avis du 12/11/2026 donné par les services sociaux)',
    ])
      expect(text).toContain(said);
    expect(text).not.toMatch(/Logement|Isolement/);
    expect(textOf((await desk.get(page())).html)).toContain('La liste d’une séance est arrêtée');
  });

  it('follows the child when two requests are joined, and goes back when that is undone', async () => {
    const world = duplicatesWorld(test);
    const contact = { surname: 'Caron', phone: '0621232527', email: null };
    const first = await world.deposit(contact, { surname: 'Caron', firstName: 'Romane', birthDate: '2026-02-14' });
    const second = await world.deposit(contact, { surname: 'Caron', firstName: 'Romne', birthDate: '2026-02-14' });
    await desk.post(`/rpe/demandes/${second}/points/vu`, { criterion: 'resident' });
    const { id } = await world.pairOf(second);
    const shown = async () =>
      textOf((await desk.get(`/rpe/demandes/${first}/points`)).html).includes(
        'Réside sur le territoire Oui 100 justificatif vu',
      );
    await desk.post(`/rpe/doublons/${id}/joindre`);
    expect(await shown()).toBe(true);
    await desk.post(`/rpe/doublons/${id}/defaire`);
    expect(await shown()).toBe(false);
  });

  it('is the business of the family’s own desk: to others it is not there', async () => {
    for (const name of ['otherAgent', 'director', 'member', 'coordinator', 'administrator']) {
      const browser = new Browser(test.app);
      await browser.signIn(STAFF[name]!.email, PASSWORD);
      const answers = [
        await browser.get(page()),
        await browser.get(`${page()}/avis/vulnerability_expert`),
        await browser.post(`${page()}/vu`, { criterion: 'resident' }),
        await browser.post(`${page()}/avis/vulnerability_expert`, {}),
      ];
      expect([name, ...answers.map(({ status }) => status)]).toEqual([name, 404, 404, 404, 404]);
    }
    expect((await records()).filter(({ kind: what }) => what === 'proof')).toHaveLength(2);
    expect((await desk.get(`${page()}/avis/resident`)).status).toBe(404);
  });

  it('is part of what the family may read of itself, and goes with it', async () => {
    const all = await test.app
      .get(FamilyExports)
      .exportEverything({ kind: 'family', dossierId: request.dossierId, draftId: null });
    expect(
      (all as { requests: { criteria: { reason: string | null }[] }[] }).requests[0]!.criteria.map(
        ({ reason }) => reason,
      ),
    ).toEqual([null, 'isolation', 'housing', null]);
    await test.app.get(UnitOfWork).run((tx) => test.app.get(Forgetting)['anonymise'](tx, SYSTEM, request.dossierId));
    expect(await records()).toEqual([]);
  });
});
