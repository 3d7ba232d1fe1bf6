import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { addDays, addMonths, dayOf, instantAt, type Instant } from '../../src/foundation/kernel/time.js';
import {
  actionsFor,
  isOpen,
  REASONS,
  RequestMoves,
  type ChildRequest,
  type RequestAction,
} from '../../src/dossier/dossier/index.js';
import { RequestHistory } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { DomainError } from '../../src/foundation/kernel/refusal.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Queue, SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { Settings } from '../../src/foundation/platform/settings/index.js';
import { SYSTEM, type Actor } from '../../src/foundation/platform/security/index.js';
import { TravellingClock } from '../../src/foundation/platform/time/index.js';
import {
  FAMILY_STATUSES,
  Projection,
  publishedMonth,
  Reporting,
  type MonthReport,
  type PublishedMonth,
} from '../../src/reporting/reporting/index.js';
import { ListImport } from '../../src/lists/waiting-lists/index.js';
import { anyJob } from '../support/jobs.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { Browser, textOf } from '../support/browser.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const HORIZON_DAYS = 56;
const SOLVED = ['placed', 'solved_elsewhere'];

/**
 * domain.md §10 once more, the slow way: walks the whole history up to a moment and looks at where each request ended.
 */
function replay(
  history: readonly RequestHistory[],
  before: Instant,
  inclusive: boolean,
  day: string,
): Map<string, Record<string, number>> {
  const last = new Map<string, RequestHistory>();
  for (const row of history) if (row.at < before || (inclusive && row.at === before)) last.set(row.requestId, row);
  const families = new Map<string, RequestHistory[]>();
  for (const row of last.values())
    if (row.action !== 'join') families.set(row.dossierId, [...(families.get(row.dossierId) ?? []), row]);
  const counts = new Map<string, Record<string, number>>();
  for (const rows of families.values()) {
    const live = rows.filter((row) => !['withdrawn', 'lapsed', 'ended'].includes(row.to));
    const solved = live.filter((row) => SOLVED.includes(row.to)).length;
    const wanted = live
      .map((row) => row.wantedFrom)
      .filter((date) => date !== null)
      .sort()[0];
    const status =
      live.length === 0
        ? rows.some((row) => row.to === 'ended')
          ? 'ended'
          : rows.some((row) => row.to === 'lapsed')
            ? 'lost_contact'
            : 'no_longer_needed'
        : solved === live.length
          ? 'with'
          : solved > 0 || live.some((row) => row.to === 'partly_placed')
            ? 'partly'
            : wanted && wanted < addDays(day, HORIZON_DAYS)
              ? 'without'
              : 'pending';
    const latest = [...rows].sort((a, b) => (a.at < b.at ? 1 : -1))[0]!;
    for (const key of ['all', String(latest.communeCode)])
      counts.set(key, { ...counts.get(key), [status]: (counts.get(key)?.[status] ?? 0) + 1 });
  }
  return counts;
}

/** Distinct children whose request was submitted in a month, those joined by its end left out. */
function receivedIn(history: readonly RequestHistory[], month: string, before: Instant, inclusive: boolean): number {
  const rows = history.filter((row) => row.at < before || (inclusive && row.at === before));
  const first = new Map<string, Instant>();
  const last = new Map<string, string>();
  for (const row of rows) {
    if (!first.has(row.requestId)) first.set(row.requestId, row.at);
    last.set(row.requestId, row.action);
  }
  return [...first].filter(([id, at]) => dayOf(at).startsWith(month) && last.get(id) !== 'join').length;
}

describe.each(DATABASES)('families with and without a solution (%s)', (kind) => {
  let test: TestApp;
  let clock: TravellingClock;

  /** A year of a small territory: deposits, an import, and moves drawn from what is legal, two months apart. */
  beforeAll(async () => {
    test = await startApp(kind);
    clock = test.app.get(Clock) as TravellingClock;
    clock.travelTo('2026-11-24T09:00:00.000Z');
    await seedWorld(test.app);
    await test.app
      .get(ListImport)
      .importFile('saint-vallier.csv', readFileSync('data/waiting-lists/saint-vallier.csv'));
    const token = await newClient(test.app);
    for (let family = 0; family < 12; family += 1)
      await deposit(test.app, token, `reporting-${family}`, depositBody(family));
    const agent: Actor = {
      kind: 'staff',
      accountId: 'agent',
      name: 'Agent',
      grants: [{ role: 'rpe_agent', deskId: 'rpe' }],
    };
    const unitOfWork = test.app.get(UnitOfWork);
    const moves = test.app.get(RequestMoves);
    for (let round = 0; round < 6; round += 1) {
      clock.travelTo(instantAt(addDays(addMonths('2026-11-24', round), 2), '10:00'));
      const requests = await test.app
        .get(Reader)
        .sql<ChildRequest>(`SELECT id, state FROM child_request WHERE desk_id = 'rpe' ORDER BY id`);
      for (const [index, request] of requests.entries()) {
        const legal = actionsFor(request.state, 'first_desk').filter(
          // A corrected date says which: request-dates.spec.ts.
          (action) => !['join', 'unjoin', 'orient', 'submit', 'correctDate'].includes(action),
        );
        const lapses = (index + round) % 5 === 0 && isOpen(request.state);
        const action: RequestAction | undefined = lapses
          ? 'lapse'
          : legal[(index * 7 + round * 3) % Math.max(1, legal.length)];
        if (!action) continue;
        const facts = { needCovered: index % 2 === 0, unansweredReminders: 2, callsLogged: 1, tracks: 1, gaps: [] };
        await unitOfWork
          .run((tx) =>
            moves.move(tx, action === 'lapse' ? SYSTEM : agent, request.id, action, {
              reason: REASONS[action]?.[0],
              facts,
            }),
          )
          .catch((error: unknown) => {
            if (!(error instanceof DomainError)) throw error;
          });
      }
    }
    await test.app.get(SqlQueueDriver).runDue();
  }, 120_000);
  afterAll(() => test.close());

  const flat = (report: MonthReport): Map<string, Record<string, number>> => {
    const some = (counts: object): Record<string, number> =>
      Object.fromEntries(Object.entries(counts).filter(([key, count]) => key !== 'families' && count > 0));
    return new Map([
      ['all', some(report.stock.total)],
      ...report.stock.communes.map((row) => [String(row.communeCode), some(row.counts)] as const),
    ]);
  };

  /** All but the moment they were read. */
  const figures = async (): Promise<unknown[]> =>
    (await test.app.get(Reporting).listMonths()).map(({ at: _, ...report }) => report);

  it('equals a replay of the history, every month and commune', async () => {
    const history = await test.app.get(Reader).find(RequestHistory, { order: { at: 'ASC', id: 'ASC' } });
    const reporting = test.app.get(Reporting);
    const reports = await reporting.listMonths();
    expect(reports.length).toBeGreaterThan(15);
    const statuses = new Set<string>();
    for (const report of reports) {
      const { month } = report;
      const over = report.at === instantAt(`${addMonths(`${month}-01`, 1)}`);
      const day = over ? addDays(addMonths(`${month}-01`, 1), -1) : dayOf(report.at);
      const expected = replay(history, report.at, !over, day);
      expect([...flat(report)].sort()).toEqual([...expected].sort());
      expect(report.received).toBe(receivedIn(history, month, report.at, !over));
      for (const status of Object.keys(expected.get('all') ?? {})) statuses.add(status);
    }
    // A test that saw one status only would prove little.
    expect([...statuses].sort()).toEqual(
      expect.arrayContaining(['lost_contact', 'no_longer_needed', 'partly', 'pending', 'with', 'without']),
    );
  });

  it('projecting again changes nothing, one by one or all anew', async () => {
    const { app } = test;
    const before = await figures();
    const ids = await app.get(Reader).sql<{ id: string }>('SELECT id FROM child_request');
    await app.get(UnitOfWork).run(async (tx) => {
      for (const { id } of ids) await app.get(Projection).projectRequest(tx, id);
    });
    expect(await figures()).toEqual(before);
    await app.get(UnitOfWork).run((tx) => app.get(Queue).plan(tx, anyJob('reporting.rebuild'), { after: '' }));
    await app.get(SqlQueueDriver).runDue();
    expect(await figures()).toEqual(before);
  });

  it('are written anew when the horizon changes', async () => {
    const { app } = test;
    const before = await figures();
    for (const [weeks, changed] of [
      [30, true],
      [8, false],
    ] as const) {
      await app.get(UnitOfWork).run((tx) => app.get(Settings).set(tx, 'noSolutionHorizonWeeks', weeks));
      await app.get(SqlQueueDriver).runDue();
      const after = await figures();
      if (changed) expect(after).not.toEqual(before);
      else expect(after).toEqual(before);
    }
  });

  it('shows every count on the page to those who may read them; CSV and JSON show none under five, nor what tells one', async () => {
    const coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    const html = (await coordinator.get('/rapport?mois=2026-12')).html;
    const reports = await test.app.get(Reporting).listMonths();
    const { total, communes } = reports.find(({ month }) => month === '2026-12')!.stock;
    expect(textOf(html)).toContain(
      `Ensemble ${total.families} ${total.with} ${total.partly} ${total.without} ${total.pending}`,
    );
    const few = communes.filter(({ counts }) => counts.families < 5);
    expect(few.length).toBeGreaterThan(0);

    const { months } = JSON.parse((await coordinator.get('/rapport.json')).bytes.toString()) as {
      months: PublishedMonth[];
    };
    const csv = (await coordinator.get('/rapport.csv')).bytes
      .toString()
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(';'));
    const codes = [...new Set(csv.map(([, code]) => code || null))].filter((code) => code !== null);
    // The month under way is counted at the moment it is asked for.
    expect(months.map(({ at: _at, ...one }) => one)).toEqual(
      reports.map((report) => publishedMonth(report, codes)).map(({ at: _at, ...one }) => one),
    );
    const december = months.find((one) => one.month === '2026-12')!;
    expect(december.stock.communes).toHaveLength(15);
    expect(december.stock.total.without).toBe(total.without);
    const counts = months.flatMap(({ received, stock }) => [
      received,
      ...[stock.total, ...stock.communes.map((one) => one.counts)].flatMap((one) => Object.values(one)),
    ]);
    expect(counts.filter((count) => count !== null && count < 5)).toEqual([]);
    expect(counts.filter((count) => count !== null).length).toBeGreaterThan(20);
    for (const status of FAMILY_STATUSES) {
      const hidden = december.stock.communes.filter(({ counts: commune }) => commune[status] === null);
      expect([status, hidden.length === 1]).toEqual([status, false]);
    }
    expect(csv.filter(([month]) => month === '2026-12')).toEqual(
      december.stock.communes.map(({ communeCode, counts: commune }) => [
        '2026-12',
        communeCode ?? '',
        expect.any(String),
        ...Object.values(commune).map((count) => (count === null ? 'non diffusé' : String(count))),
        clock.today(),
      ]),
    );
    const director = new Browser(test.app);
    await director.signIn(STAFF['director']!.email, PASSWORD);
    for (const path of ['/rapport', '/rapport.csv', '/rapport.json'])
      expect((await director.get(path)).status).toBe(404);
  });
});
