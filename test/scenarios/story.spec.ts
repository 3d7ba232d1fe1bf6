import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, addHours, dayOf, type Instant } from '../../src/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { SqlQueueDriver } from '../../src/platform/queue/index.js';
import { seedPlacements } from '../../src/placement/index.js';
import { ListImport } from '../../src/triage/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf, type Answer } from '../support/browser.js';
import { aThursday, clockOf, planSession, seedCommissions } from '../support/commission.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { PASSWORD, STAFF } from '../support/seed.js';

type Fields = Record<string, string | readonly string[]>;

/** Sends the form of a page whose action ends so, with what it holds already: as a person presses its button. */
async function press(browser: Browser, shown: Answer, action: string, fields: Fields = {}): Promise<Answer> {
  // A form with no action is sent to the page's own address.
  const forms = [...shown.html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head, body]) => [head, /action="([^"]*)"/.exec(head!)?.[1] ?? shown.url, body] as const);
  const form = forms.find(([head, target]) => head!.includes('method="post"') && target.split('?')[0]!.endsWith(action) && !target.endsWith('/deconnexion'));
  if (!form) throw new Error(`No form ${action} at ${shown.url}: ${textOf(shown.html).slice(0, 400)}`);
  const hidden = Object.fromEntries(
    [...form[2]!.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [/name="([^"]*)"/.exec(tag)![1]!, /value="([^"]*)"/.exec(tag)?.[1] ?? '']),
  );
  delete hidden['_csrf'];
  return browser.post(form[1]!, { ...hidden, ...fields });
}

describe.each(DATABASES)('from three waiting lists and a parent’s phone to places offered and families counted (%s)', (kind) => {
  let test: TestApp;
  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> => test.app.get(Reader).sql<T>(sql, parameters);
  const runDue = (): Promise<number> => test.app.get(SqlQueueDriver).runDue();

  /** Time passes, and each thing that was to happen on the way happens at its hour. */
  async function liveUntil(moment: Instant): Promise<void> {
    for (;;) {
      const [next] = await rows<{ due: Instant | null }>(`SELECT MIN(run_at) AS due FROM job WHERE state = 'waiting'`);
      if (!next?.due || next.due > moment) break;
      if (next.due > clockOf(test.app).now()) clockOf(test.app).travelTo(next.due);
      if ((await runDue()) === 0) break;
    }
    if (moment > clockOf(test.app).now()) clockOf(test.app).travelTo(moment);
    await runDue();
  }

  async function signedIn(who: keyof typeof STAFF): Promise<Browser> {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[who]!.email, PASSWORD);
    return browser;
  }

  /** Follows the link of a family's latest message of a kind and says the child's date. */
  async function followedBy(email: string, messageKind: string, [day, month, year]: [string, string, string]): Promise<{ browser: Browser; shown: Answer }> {
    const [message] = await rows<{ body: string }>('SELECT body FROM message WHERE recipient = :email AND kind = :messageKind ORDER BY created_at DESC, id DESC LIMIT 1', { email, messageKind });
    const link = new URL(/https?:\/\/\S+/.exec(message!.body)![0]);
    const browser = new Browser(test.app);
    const asked = await browser.get(link.pathname + link.search);
    const shown = await press(browser, asked, link.pathname, { dateDay: day, dateMonth: month, dateYear: year });
    return { browser, shown };
  }

  const total = async (): Promise<Record<string, number>> => {
    const coordinator = await signedIn('coordinator');
    const report = JSON.parse((await coordinator.get('/rapport.json')).bytes.toString()) as { months: { stock: { total: Record<string, number> } }[] };
    return report.months[0]!.stock.total;
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await test.app.get(UnitOfWork).run((tx) => seedPlacements(tx, 'data', dayOf(clockOf(test.app).now())));
    for (const name of ['montceau.csv', 'blanzy.csv', 'saint-vallier.csv']) await test.app.get(ListImport).importFile(name, readFileSync(`data/waiting-lists/${name}`));
    await runDue();
  }, 120_000);
  afterAll(() => test.close());

  it('takes imported children and one entered by hand through triage, a session, an offer accepted and one that expires and is re-offered', async () => {
    const day = aThursday(test.app, 30);
    const session = await planSession(test.app, { day, entryFrom: addDays(day, 60) });
    const agent = await signedIn('agent');

    // A mother deposits from her phone.
    const mother = new Parent(test.app);
    await mother.deposit({ ...ADULT, email: 'maman@exemple.fr', phone: '06 98 76 54 32', surname: 'Dupré' }, { ...BORN, birthDay: '2', birthMonth: '7', firstName: 'Ysé', surname: 'Dupré' });
    const [own] = await rows<{ id: string }>(`SELECT id FROM child_request WHERE first_name = 'Ysé'`);

    // Two imported children of about her age whose list said everything, with a mail; the earlier request is the likelier.
    const imported = await rows<{ id: string; email: string; first_name: string }>(
      `SELECT r.id, r.first_name, a.email FROM child_request r JOIN adult a ON a.dossier_id = r.dossier_id AND a.rank = 1
       JOIN wish w ON w.request_id = r.id AND w.rank = 1 AND w.provider_id = :nursery
       WHERE r.state = 'submitted' AND r.desk_id = 'rpe' AND a.email IS NOT NULL AND r.birth_date BETWEEN '2026-05-01' AND '2026-08-30' AND r.wanted_from <= '2027-06-15' AND r.gaps NOT LIKE :week ORDER BY r.submitted_at, r.id`,
      { week: '%need.week%', nursery: 'ma-71306' },
    );
    const others = imported.filter((one) => one.id !== own!.id).slice(0, 2);
    expect(others).toHaveLength(2);

    for (const id of [own!.id, ...others.map((one) => one.id)]) {
      const shown = await agent.get(`/rpe/demandes/${id}`);
      expect(textOf(shown.html)).toContain('Prendre en charge');
      const taken = await press(agent, shown, '/prendre-en-charge');
      const oriented = await press(agent, taken, '/orienter', { tracks: ['commission'] });
      expect(textOf(oriented.html)).toContain('Orientée');
      const listed = await press(agent, oriented, '/seance', { sessionId: session.id });
      expect(textOf(listed.html)).toContain('Présentée en commission');
    }

    // One place is left for three children: rank decides.
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.write('UPDATE seat_ledger SET places = held + 1 WHERE section_id = :section', { section: 'ma-71306:babies' });
      await tx.write('UPDATE seat_ledger SET places = held WHERE section_id = :section', { section: 'ma-71306:toddlers' });
    });
    await runDue();
    const before = await total();

    // The queue freezes five days before; the coordinator prepares, opens, keeps the proposal and closes.
    await liveUntil(addHours(session.startsAt, -1));
    const coordinator = await signedIn('coordinator');
    let shown = await coordinator.get(`/commissions/${session.id}`);
    expect(textOf(shown.html)).toContain('Liste arrêtée');
    shown = await press(coordinator, shown, '/etape', { step: 'prepare' });
    shown = await coordinator.get(`/commissions/${session.id}`);
    shown = await press(coordinator, shown, '/etape', { step: 'open' });
    shown = await coordinator.get(`/commissions/${session.id}/seance`);
    for (const name of ['Ysé', 'Dupré', ...others.map((one) => one.first_name)]) expect(textOf(shown.html)).not.toContain(name);
    await press(coordinator, shown, '/seance/suivre');
    shown = await coordinator.get(`/commissions/${session.id}/seance`);
    const closed = await press(coordinator, shown, '/seance/clore');
    expect(closed.status).toBe(200);

    const ranked = await rows<{ request_id: string; rank: number; state: string }>('SELECT request_id, rank, state FROM candidacy WHERE session_id = :id ORDER BY rank', { id: session.id });
    expect(ranked.map((one) => one.state)).toEqual(['admitted', 'waiting', 'waiting']);
    const emailOf = async (requestId: string): Promise<{ email: string; date: [string, string, string] }> => {
      const [row] = await rows<{ email: string; birth: string }>(
        'SELECT a.email, r.birth_date AS birth FROM child_request r JOIN adult a ON a.dossier_id = r.dossier_id AND a.rank = 1 WHERE r.id = :requestId', { requestId },
      );
      const [year, month, date] = row!.birth.split('-') as [string, string, string];
      return { email: row!.email, date: [String(Number(date)), String(Number(month)), year] };
    };

    // The first family says nothing: a reminder, then the place goes to the next in rank by itself.
    const first = await emailOf(ranked[0]!.request_id);
    const [offer] = await rows<{ deadline: Instant }>(`SELECT deadline FROM offer WHERE request_id = :id`, { id: ranked[0]!.request_id });
    await liveUntil(addHours(offer!.deadline, 1));
    const kinds = await rows<{ kind: string }>('SELECT kind FROM message WHERE recipient = :email ORDER BY created_at, id', { email: first.email });
    expect(kinds.map((one) => one.kind)).toEqual(expect.arrayContaining(['offer', 'offer-reminder', 'offer-expired']));
    const [second] = await rows<{ request_id: string }>(`SELECT request_id FROM offer WHERE state = 'open' AND session_id = :id`, { id: session.id });
    expect(second!.request_id).toBe(ranked[1]!.request_id);

    // The second accepts, from the link of its message.
    const family = await emailOf(second!.request_id);
    const { browser, shown: arrived } = await followedBy(family.email, 'offer', family.date);
    expect(textOf(arrived.html)).toContain('Multi-accueil de Montceau-les-Mines');
    const [open] = await rows<{ id: string }>(`SELECT id FROM offer WHERE state = 'open' AND request_id = :id`, { id: second!.request_id });
    const page = await browser.get(`/mon-dossier/offres/${open!.id}`);
    const accepted = await press(browser, page, '/accepter');
    expect(textOf(accepted.html)).toMatch(/accept/i);
    await runDue();

    // The report moved: one more family with a solution (or partly, when another child of it still waits).
    const after = await total();
    expect(after['with']! + after['partly']!).toBe(before['with']! + before['partly']! + 1);
    expect(after['families']).toBe(before['families']);
    const over = await rows(`SELECT section_id FROM seat_ledger WHERE held > places OR held < 0`);
    expect(over).toEqual([]);
  }, 120_000);
});
