import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addMinutes } from '../../src/foundation/kernel/time.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Catalogue } from '../../src/foundation/platform/i18n/index.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { JOB_PAGE, JobHandlers, SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { anyJob } from '../support/jobs.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const PAGE = '/administration/taches';

describe.each(DATABASES)('the administrator’s page of background tasks (%s)', (kind) => {
  let test: TestApp;
  let admin: Browser;
  const ran: string[] = [];

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    admin = new Browser(test.app);
    await admin.signIn(STAFF['administrator']!.email, PASSWORD);
    test.app
      .get(JobHandlers)
      .register({ type: anyJob('test.note'), handle: async (_tx, { what }) => void ran.push(String(what)) });
    await test.app.get(UnitOfWork).run((tx) => tx.write('DELETE FROM job RETURNING id'));
  });
  afterAll(() => test.close());

  const minutesAgo = (minutes: number): string => addMinutes(test.app.get(Clock).now(), -minutes);
  const job = async (more: Partial<Job>): Promise<string> => {
    const id = newId();
    const at = minutesAgo(10);
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.insert(Job, {
          id,
          type: 'test.note',
          payload: { what: id },
          key: null,
          runAt: at,
          publishedAt: null,
          state: 'waiting',
          attempts: 0,
          lastError: null,
          createdAt: at,
          finishedAt: null,
          ...more,
        }),
      );
    return id;
  };
  const failed = (more: Partial<Job> = {}): Promise<string> =>
    job({ state: 'failed', attempts: 9, lastError: 'mail EENVELOPE 550', finishedAt: minutesAgo(1), ...more });
  const stateOf = async (id: string): Promise<string> => (await test.app.get(Reader).findOne(Job, { id }))!.state;
  const audited = async (subjectId: string): Promise<string[]> =>
    (await test.app.get(Reader).find(AuditEvent, { where: { subjectId } })).map(({ action }) => action);

  it('shows what failed and why, in words, and what is late', async () => {
    const id = await failed({ type: 'outbox.deliver' });
    const late = await job({ runAt: minutesAgo(30) });
    const shown = await admin.get(PAGE);
    expect(shown.html).toContain('Envoyer un message');
    expect(shown.html).toContain('Le serveur de messagerie a refusé');
    expect(shown.html).toContain('mail EENVELOPE 550');
    expect(shown.html).toContain('Une tâche a été abandonnée');
    expect((await admin.get(`${PAGE}?liste=late`)).html).toContain('en retard de 30 minutes');
    for (const one of [id, late]) await admin.post(`${PAGE}/${one}/annuler`);
  });

  it('runs a failure again, and writes down who did', async () => {
    const id = await failed();
    const answer = await admin.post(`${PAGE}/${id}/relancer`);
    expect(answer.html).toContain('La tâche est relancée.');
    await test.app.get(SqlQueueDriver).runDue();
    expect(ran).toContain(id);
    expect(await stateOf(id)).toBe('done');
    expect(await audited(id)).toEqual(['job.run-again']);
    expect((await admin.post(`${PAGE}/${id}/relancer`)).status).toBe(404);
  });

  it('calls each kind of task by words, in both languages', () => {
    const { handlers } = test.app.get(JobHandlers) as unknown as { handlers: ReadonlyMap<string, unknown> };
    const types = [...handlers.keys()].filter((type) => type !== 'test.note');
    expect(types.length).toBeGreaterThan(20);
    for (const language of ['fr', 'en'] as const) {
      const words = test.app.get(Catalogue).translator(language);
      expect(types.filter((type) => !words.has(`operations.jobType.${type}`))).toEqual([]);
    }
  });

  it('runs all failures of a type again', async () => {
    const ids = [await failed(), await failed()];
    const other = await failed({ type: 'outbox.deliver' });
    expect((await admin.get(`${PAGE}?liste=failed&type=test.note`)).html).toContain(
      'Relancer toutes les tâches abandonnées',
    );
    await admin.post(`${PAGE}/relancer`, { type: 'test.note' });
    expect(await Promise.all(ids.map(stateOf))).toEqual(['waiting', 'waiting']);
    expect(await stateOf(other)).toBe('failed');
    expect(await audited('test.note')).toEqual(['job.run-all-again']);
    for (const id of [...ids, other]) await admin.post(`${PAGE}/${id}/annuler`);
  });

  it('does not run a failure whose place another has taken, and says so', async () => {
    const old = await failed({ key: 'k' });
    const recent = await job({ key: 'k', runAt: minutesAgo(-60) });
    const answer = await admin.post(`${PAGE}/${old}/relancer`);
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Une tâche plus récente a pris la place');
    expect(await stateOf(old)).toBe('failed');
    expect((await admin.post(`${PAGE}/relancer`, { type: 'test.note' })).status).toBe(404);
    for (const id of [old, recent]) await admin.post(`${PAGE}/${id}/annuler`);
  });

  it('cancels after asking, and writes it down', async () => {
    const id = await job({ runAt: minutesAgo(-60) });
    expect((await admin.get(`${PAGE}/${id}/annuler`)).html).toContain('ne sera pas fait');
    expect((await admin.post(`${PAGE}/${id}/annuler`)).html).toContain('La tâche est annulée.');
    expect(await stateOf(id)).toBe('cancelled');
    expect(await audited(id)).toEqual(['job.cancel']);
    expect((await admin.get(`${PAGE}/${id}/annuler`)).status).toBe(404);
  });

  it('goes through a long list page by page, each job once', async () => {
    const ids: string[] = [];
    const at = minutesAgo(20);
    for (let n = 0; n < JOB_PAGE + 5; n += 1) ids.push(await failed({ runAt: at }));
    const first = await admin.get(PAGE);
    const next = /href="([^"]+)" rel="next"/.exec(first.html)![1]!.replaceAll('&amp;', '&');
    const second = await admin.get(next);
    const seen = [first, second].flatMap(({ html }) =>
      [...html.matchAll(/<tr[^>]* id="job-([^"]+)"/g)].map((match) => match[1]!),
    );
    expect([...seen].sort()).toEqual([...ids].sort());
  });

  it('refuses an address it cannot read, by its name', async () => {
    const answer = await admin.get(`${PAGE}?liste=other&apres=x`);
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Choisissez la liste');
  });
});
