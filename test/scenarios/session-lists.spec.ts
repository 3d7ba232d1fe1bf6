import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import type { SessionState } from '../../src/commissions/commission/index.js';
import { CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addDays, instantAt } from '../../src/foundation/kernel/time.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { clockOf, seedCommissions } from '../support/commission.js';
import { PASSWORD, STAFF } from '../support/seed.js';
import { countStatements } from '../support/statements.js';

describe.each(DATABASES)('the lists of sessions (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
  });
  afterAll(() => test.close());

  /** So many sessions and no others, one every second day from a day on, each in a room that its number names. */
  async function sessionsAre(...lists: { state: SessionState; count: number; from: number }[]): Promise<void> {
    const sessions = lists.flatMap(({ state, count, from }) =>
      Array.from({ length: count }, (_, nth): CommissionSession => ({
        id: newId(),
        bodyId: 'montceau',
        state,
        startsAt: instantAt(addDays(clockOf(test.app).today(), from + 2 * nth), '14:00'),
        room: `Salle ${state} ${nth}.`,
        recurrenceDay: null,
        entryFrom: '2027-03-01',
        reofferAllowed: true,
        gridId: null,
        rules: null,
        cutOffs: null,
        seats: null,
        unreachedMemberIds: null,
        placesDeclaredAt: null,
        frozenAt: null,
        numbersSeed: null,
        closedAt: null,
        cancelReason: null,
        version: 1,
      })),
    );
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.write('DELETE FROM commission_session');
      await tx.insert(CommissionSession, sessions);
    });
  }
  const shown = (html: string, state: string): number[] =>
    [...html.matchAll(new RegExp(`Salle ${state} (\\d+)\\.`, 'g'))].map(([, nth]) => Number(nth));
  const hrefs = (html: string): string[] =>
    [...html.matchAll(/href="(\/commissions\?[^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
  const numbers = (first: number, last: number): number[] =>
    Array.from({ length: Math.abs(last - first) + 1 }, (_, index) => (first < last ? first + index : first - index));

  it('are read in as many statements for sixty sessions as for three', async () => {
    const statements: number[] = [];
    for (const count of [3, 60]) {
      await sessionsAre({ state: 'planned', count, from: 1 }, { state: 'closed', count, from: -200 });
      statements.push(await countStatements(test.app, () => coordinator.get('/commissions')));
    }
    expect(statements[1]).toBe(statements[0]);
  });

  it('show twenty on a page, each list with pages of its own', async () => {
    await sessionsAre({ state: 'planned', count: 45, from: 1 }, { state: 'closed', count: 45, from: -200 });
    const first = await coordinator.get('/commissions');
    expect([shown(first.html, 'planned'), shown(first.html, 'closed')]).toEqual([numbers(0, 19), numbers(44, 25)]);
    expect(hrefs(first.html)).toEqual(
      expect.arrayContaining(['/commissions?page=2&passees=1', '/commissions?page=1&passees=2']),
    );
    const further = await coordinator.get('/commissions?page=3&passees=2');
    expect([shown(further.html, 'planned'), shown(further.html, 'closed')]).toEqual([numbers(40, 44), numbers(24, 5)]);
    for (const nowhere of ['?page=99&passees=99', '?page=1e9&passees=Infinity']) {
      const { status, html } = await coordinator.get(`/commissions${nowhere}`);
      expect([status, shown(html, 'planned'), shown(html, 'closed')]).toEqual([200, numbers(40, 44), numbers(4, 0)]);
    }
    expect((await coordinator.get('/commissions?page=-1&passees=x')).html).toContain('Salle planned 0.');
  });

  it('name on every page what stands in the way of a session on another', async () => {
    await sessionsAre({ state: 'suspended', count: 25, from: -100 }, { state: 'called', count: 1, from: 4 });
    for (const page of ['', '?page=2'])
      expect((await coordinator.get(`/commissions${page}`)).html).toContain('n’ont pas déclaré leurs places');
  });
});
