import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { inLogContext } from '../../src/foundation/platform/logging/index.js';
import { JobHandlers, Queue, SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { anyJob } from '../support/jobs.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { textOf } from '../support/browser.js';
import { CapturedLog } from '../support/captured-log.js';
import { Parent } from '../support/parent.js';
import { seedWorld } from '../support/seed.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

describe.each(DATABASES)('the log (%s)', (kind) => {
  let test: TestApp;
  const log = new CapturedLog();
  beforeAll(async () => {
    test = await startApp(kind, { LOG_LEVEL: 'info' }, log);
    await seedWorld(test.app);
  });
  afterAll(() => test.close());

  const get = (url: string, headers: Record<string, string> = {}) => test.app.inject({ url, headers });
  const last = () => log.lines.at(-1)!;

  // @asvs 16.2.4
  it('has one line for each answer: pattern of the route and ids, no address', async () => {
    const id = newId();
    await get(`/rpe/demandes/${id}?text=Ferreira`);
    expect(last()).toEqual(
      expect.objectContaining({
        level: 'info',
        msg: 'answered',
        method: 'GET',
        route: '/rpe/demandes/:requestId',
        requestId: id,
        status: 303,
        ms: expect.any(Number),
        correlation: expect.stringMatching(UUID),
      }),
    );
    await get('/suivre/the-secret-of-a-family');
    expect(last()).toEqual(expect.objectContaining({ route: '/suivre/:secret', status: 200 }));
    await get('/nowhere/Ferreira');
    expect(last()).toEqual(expect.objectContaining({ route: 'none', status: 404 }));
    expect(log.text).not.toMatch(/Ferreira|the-secret-of/);
  });

  it('is not filled by those who watch', async () => {
    const before = log.lines.length;
    await get('/health');
    await get('/ready');
    expect(log.lines.length).toBe(before);
  });

  // @asvs 16.4.1
  it.each([
    ['a balancer’s', '7f3c2a9d4b5e6f708192a3b4c5d6e7f8', true],
    ['a UUID', '01890a5d-ac96-774b-bcce-b302099a8057', true],
    ['a name', 'Laura-Ferreira-de-Blanzy', false],
    ['too short', 'abc', false],
    ['too long', 'a'.repeat(65), false],
    ['a second line', 'aaaaaaaaaaaaaaaa\nx', false],
  ])('takes the correlation it is given when it can be one (%s)', async (_, given, taken) => {
    const answer = await get('/personnel/connexion', { 'x-request-id': given });
    const correlation = String(answer.headers['x-request-id']);
    if (taken) expect(correlation).toBe(given);
    else expect(correlation).toMatch(UUID);
    expect(last()['correlation']).toBe(correlation);
  });

  // @asvs 16.5.1
  it('is named on an error’s page and in an error’s document', async () => {
    const page = await get('/nowhere');
    expect(textOf(page.body)).toContain(`donnez cette référence : ${String(page.headers['x-request-id'])}`);
    const document = await get('/api/v1/dossiers/nothing');
    expect(document.json()).toEqual(expect.objectContaining({ reference: document.headers['x-request-id'] }));
  });

  it('follows a request to the jobs it plans', async () => {
    const { app } = test;
    const parent = new Parent(app);
    await parent.start();
    await parent.family();
    await parent.child(1);
    const sent = await parent.send();
    expect(sent.status).toBe(200);
    const posted = log.lines.filter(({ route }) => route === '/dossier/:draftId/envoyer').at(-1)!['correlation'];
    const planned = await app
      .get(Reader)
      .sql<{ id: string }>('SELECT id FROM job WHERE correlation = :posted', { posted: String(posted) });
    expect(planned.length).toBeGreaterThan(0);
    await app.get(SqlQueueDriver).runDue();
    expect(log.lines.filter(({ job }) => job === planned[0]!.id)).toEqual([
      expect.objectContaining({ correlation: posted, outcome: 'done' }),
    ]);
  });

  it('follows a job to those it plans', async () => {
    const { app } = test;
    app
      .get(JobHandlers)
      .register({ type: anyJob('test.first'), handle: (tx) => app.get(Queue).plan(tx, anyJob('test.second'), {}) });
    app.get(JobHandlers).register({ type: anyJob('test.second'), handle: () => Promise.resolve() });
    await inLogContext({ correlation: 'asked' }, () =>
      app.get(UnitOfWork).run((tx) => app.get(Queue).plan(tx, anyJob('test.first'), {})),
    );
    await app.get(SqlQueueDriver).runDue();
    const lines = log.lines.filter(({ correlation }) => correlation === 'asked');
    expect(lines.map(({ type, outcome }) => [type, outcome])).toEqual([
      ['test.first', 'done'],
      ['test.second', 'done'],
    ]);
  });

  // @asvs 16.3.4
  it('has a failed job’s error without its words, as has the job', async () => {
    const { app } = test;
    app
      .get(JobHandlers)
      .register({
        type: anyJob('test.breaks'),
        handle: async (tx) =>
          void (await tx.write(
            kind === 'postgres' ? `SELECT 'Ferreira'::integer` : `INSERT INTO job (id, type) VALUES ('Ferreira', NULL)`,
          )),
      });
    await app.get(UnitOfWork).run((tx) => app.get(Queue).plan(tx, anyJob('test.breaks'), {}));
    await app.get(SqlQueueDriver).runDue();
    const [job] = await app
      .get(Reader)
      .sql<{ id: string; error: string }>(`SELECT id, last_error AS error FROM job WHERE type = 'test.breaks'`);
    const code = kind === 'postgres' ? '22P02' : 'SQLITE_CONSTRAINT_NOTNULL';
    expect(job!.error).toContain(code);
    expect(log.lines.find((line) => line['job'] === job!.id)).toEqual(
      expect.objectContaining({ level: 'error', type: 'test.breaks', err: expect.objectContaining({ code }) }),
    );
    expect(log.text + job!.error).not.toContain('Ferreira');
  });
});
