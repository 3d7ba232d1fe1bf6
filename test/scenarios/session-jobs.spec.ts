import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import type { CommissionSession } from '../../src/commissions/commission/index.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  listFor,
  messagesTo,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { PASSWORD, STAFF } from '../support/seed.js';

describe.each(DATABASES)('what a session’s date brings with it (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let session: CommissionSession;
  let email: string;
  const path = (): string => `/commissions/${session.id}/taches`;
  const rowOf = (html: string, task: string): string =>
    textOf(new RegExp(`<tr[^>]*id="task-${task}">([\\s\\S]*?)</tr>`).exec(html)![1]!);
  const runDue = () => test.app.get(SqlQueueDriver).runDue();
  const jobOf = async (task: string): Promise<Job> =>
    (
      await test.app.get(Reader).find(Job, { where: { key: `session:${session.id}:${task}` }, order: { id: 'DESC' } })
    )[0]!;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF.coordinator!.email, PASSWORD);
    session = await planSession(test.app, { day: aThursday(test.app, 60) });
    const request = await anOrientedRequest(test.app);
    email = request.email;
    await listFor(test.app, request.requestId, session.id);
    await runDue();
  });
  afterAll(() => test.close());

  it('is listed with its state, and follows the session when it moves', async () => {
    const { html } = await coordinator.get(path());
    for (const task of ['places', 'confirm', 'call', 'freeze'])
      expect(rowOf(html, task)).toMatch(/À venir 0 – Lancer maintenant$/);
    const before = await jobOf('freeze');
    await coordinator.post(`/commissions/${session.id}/deplacer`, {
      version: 1,
      dayDay: session.startsAt.slice(8, 10),
      dayMonth: session.startsAt.slice(5, 7),
      dayYear: session.startsAt.slice(0, 4),
      time: '09:30',
      room: 'Annexe',
    });
    expect((await jobOf('freeze')).id).not.toBe(before.id);
  });

  it('is run now when the coordinator says so; twice at once runs it once', async () => {
    const other = new Browser(test.app);
    await other.signIn(STAFF.coordinator!.email, PASSWORD);
    const before = (await messagesTo(test.app, email)).filter((one) => one === 'session-confirm').length;
    const answers = await Promise.all([
      coordinator.post(path(), { task: 'confirm' }),
      other.post(path(), { task: 'confirm' }),
      runDue(),
    ]);
    expect(answers.slice(0, 2).map((answer) => (typeof answer === 'number' ? 0 : answer.status))).toEqual([200, 200]);
    await Promise.all([runDue(), runDue()]);
    expect((await messagesTo(test.app, email)).filter((one) => one === 'session-confirm')).toHaveLength(before + 1);
    expect(rowOf((await coordinator.get(path())).html, 'confirm')).toMatch(/le 24 novembre 2026.*Fait/);
    const again = await coordinator.post(path(), { task: 'confirm' });
    expect([again.status, textOf(again.html)]).toEqual([422, expect.stringContaining('il n’y a plus rien à lancer')]);
    const logged = await test.app
      .get(Reader)
      .find(AuditEvent, { where: { action: 'session.job-run', subjectId: session.id } });
    expect(logged.map(({ facts }) => facts)).toEqual(expect.arrayContaining([{ task: 'confirm', outcome: 'planned' }]));
  });

  it('says in words why one failed, and runs it again', async () => {
    const call = await jobOf('call');
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.update(
          Job,
          { id: call.id },
          { state: 'failed', attempts: 9, lastError: 'mail EENVELOPE 550', finishedAt: '2026-11-24T08:00:00.000Z' },
        ),
      );
    expect(rowOf((await coordinator.get(path())).html, 'call')).toMatch(
      /En échec 9 Le serveur de mail l’a refusé\. mail EENVELOPE 550 Relancer$/,
    );
    await Promise.all([coordinator.post(path(), { task: 'call' }), coordinator.post(path(), { task: 'call' })]);
    await runDue();
    expect(rowOf((await coordinator.get(path())).html, 'call')).toMatch(/Fait/);
    const [row] = await test.app
      .get(Reader)
      .sql<{ state: string }>('SELECT state FROM commission_session WHERE id = :id', { id: session.id });
    expect(row!.state).toBe('called');
    const calls = await test.app
      .get(Reader)
      .sql<{ n: number }>(
        "SELECT COUNT(*) AS n FROM message WHERE kind = 'session-call' AND about = :about GROUP BY recipient",
        { about: `session:${session.id}` },
      );
    expect(calls.map(({ n }) => Number(n)).every((n) => n === 1)).toBe(true);
  });

  it('is cancelled with the session: nothing is left to run', async () => {
    await coordinator.post(`/commissions/${session.id}/annuler`, { version: 3, reason: 'event' });
    const { html } = await coordinator.get(path());
    expect(rowOf(html, 'freeze')).toMatch(/Annulé/);
    expect(html).not.toContain('Lancer maintenant');
    expect((await coordinator.post(path(), { task: 'freeze' })).status).toBe(422);
    expect((await coordinator.post(path(), { task: 'nothing' })).status).toBe(422);
  });

  it('is the coordinator’s', async () => {
    for (const name of ['member', 'director', 'agent', 'administrator']) {
      const browser = new Browser(test.app);
      await browser.signIn(STAFF[name]!.email, PASSWORD);
      expect([(await browser.get(path())).status, (await browser.post(path(), { task: 'freeze' })).status]).toEqual([
        404, 404,
      ]);
    }
  });
});
