import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, jest } from '../support/runner.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addMinutes } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { ProbePort } from '../../src/foundation/platform/probes/index.js';
import { JobHandlers, Queue, SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { anyJob } from '../support/jobs.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { seedWorld } from '../support/seed.js';

const TOKEN = 'a token of the metrics, long enough'.replaceAll(' ', '-');

describe.each(DATABASES)('those who run the platform (%s)', (kind) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(kind, { METRICS_TOKEN: TOKEN });
    await seedWorld(test.app);
  });
  afterAll(() => test.close());

  const get = (url: string, headers: Record<string, string> = {}) => test.app.inject({ method: 'GET', url, headers });
  const ready = async () => {
    const answer = await get('/ready');
    return [answer.statusCode, answer.json<{ codes?: string[] }>().codes ?? []];
  };
  const figures = async (): Promise<string> => {
    // Scrapers within a second are given one reading.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    return (await get('/metrics', { authorization: `Bearer ${TOKEN}` })).body;
  };

  it('see that the process is alive', async () => {
    const answer = await get('/health');
    expect([answer.statusCode, answer.json(), answer.headers['cache-control']]).toEqual([
      200,
      { status: 'alive' },
      'no-store',
    ]);
  });

  it('are not sent requests while the schema is behind', async () => {
    const writer = test.app.get<DataSource>(getDataSourceToken('writer'));
    const last = writer.migrations.at(-1)!.name!;
    await writer.query(`UPDATE migrations SET name = 'put aside' WHERE name = '${last}'`);
    expect(await ready()).toEqual([503, ['schema.behind']]);
    await writer.query(`UPDATE migrations SET name = '${last}' WHERE name = 'put aside'`);
    expect(await ready()).toEqual([200, []]);
  });

  it('are told when the queue stands still, and not while it works off a backlog', async () => {
    const { app } = test;
    const now = app.get(Clock).now();
    const work = app.get(UnitOfWork);
    const plan = (key: string, minutes: number) =>
      work.run((tx) => app.get(Queue).plan(tx, anyJob('test.nothing'), {}, { at: addMinutes(now, minutes), key }));
    await plan('overdue', -9);
    expect(await ready()).toEqual([200, []]);
    await plan('overdue', -11);
    expect(await ready()).toEqual([503, ['queue.stuck']]);
    expect(await figures()).toMatch(/^marelle_jobs_late 1$/m);
    await plan('under way', 1);
    await work.run((tx) => tx.write(`UPDATE job SET attempts = 1 WHERE key = 'under way'`));
    expect(await ready()).toEqual([200, []]);
    await work.run((tx) => tx.write(`DELETE FROM job WHERE type = 'test.nothing'`));
  });

  // @asvs 13.4.5
  it('read figures with their token only, and nothing where none is set', async () => {
    expect((await get('/metrics')).statusCode).toBe(401);
    expect((await get('/metrics', { authorization: `Bearer ${TOKEN}x` })).statusCode).toBe(401);
    const answer = await get('/metrics', { authorization: `Bearer ${TOKEN}` });
    expect([answer.statusCode, String(answer.headers['content-type'])]).toEqual([
      200,
      expect.stringContaining('text/plain; version=0.0.4'),
    ]);
    const off = await startApp(kind);
    expect((await off.app.inject({ url: '/metrics', headers: { authorization: 'Bearer undefined' } })).statusCode).toBe(
      404,
    );
    await off.close();
  });

  it('find requests by the pattern of their route, jobs by how they ended, and the figures of each feature', async () => {
    const { app } = test;
    const id = newId();
    await get(`/rpe/demandes/${id}?text=Ferreira`);
    await get('/suivre/a-secret-that-is-nobodys');
    await get('/nowhere/Ferreira');
    await deposit(app, await newClient(app), 'a-key-of-the-test', depositBody(1));
    app.get(JobHandlers).register({ type: anyJob('test.fails'), handle: () => Promise.reject(new Error('no')) });
    await app.get(UnitOfWork).run((tx) => app.get(Queue).plan(tx, anyJob('test.fails'), {}));
    await app.get(SqlQueueDriver).runDue();
    const text = await figures();
    const lines = new Map(
      text
        .split('\n')
        .filter((line) => line && !line.startsWith('#'))
        .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
    );
    const of = (series: string) => lines.get(series);
    expect(of('marelle_http_requests_total{method="GET",route="/rpe/demandes/:requestId",status="303"}')).toBe(1);
    expect(of('marelle_http_requests_total{method="GET",route="/suivre/:secret",status="200"}')).toBe(1);
    expect(of('marelle_http_requests_total{method="GET",route="none",status="404"}')).toBe(1);
    expect(of('marelle_http_request_seconds_count{method="GET",route="/suivre/:secret"}')).toBe(1);
    expect(of('marelle_jobs_total{type="reporting.rebuild",outcome="done"}')).toBe(1);
    expect(of('marelle_jobs_total{type="test.fails",outcome="to_retry"}')).toBe(1);
    for (const series of [
      'marelle_jobs_waiting',
      'marelle_jobs_late',
      'marelle_jobs_latest_seconds',
      'marelle_messages_waiting{channel="email"}',
      'marelle_messages_failed{channel="sms"}',
      'marelle_offers_open{end="past"}',
      'marelle_staff_sessions',
      'marelle_family_sessions',
      'marelle_units_of_work',
    ]) {
      expect([series, of(series)]).toEqual([series, expect.any(Number)]);
    }
    expect(of('process_resident_memory_bytes')).toBeGreaterThan(1e6);
    // A database elsewhere has its disk elsewhere.
    const room = of('marelle_disk_free_bytes{of="database"}');
    expect(room === undefined ? 'elsewhere' : room > 0).toBe(kind === 'sqlite' ? true : 'elsewhere');
    if (kind === 'postgres') expect(of('marelle_database_connections{pool="reader",state="in_use"}')).toBe(0);
    expect(text).not.toMatch(/Ferreira|a-secret-that-is/);
    expect(text).not.toContain(id);
  });

  it('read them cheaply: every reading of the database follows an index and stops counting', async () => {
    const asked = jest.spyOn(test.app.get(Reader), 'sql');
    await figures();
    const statements = asked.mock.calls.map(([sql, parameters]) => ({ sql, parameters }));
    asked.mockRestore();
    const readings = statements.filter(({ sql }) => /\b(job|offer|message|staff_session|family_session)\b/.test(sql));
    expect(readings.length).toBeGreaterThan(5);
    for (const { sql, parameters } of readings) {
      expect(sql).toMatch(/LIMIT \d+|MIN\(/);
      if (kind !== 'sqlite') continue;
      const plan = await test.app.get(Reader).sql<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, parameters);
      expect([
        sql,
        plan.filter(({ detail }) => /^SCAN (?!counted|\(subquery)/.test(detail) && !detail.includes('INDEX')),
      ]).toEqual([sql, []]);
    }
  });

  it('keep the other figures when one cannot be read', async () => {
    const asked = jest
      .spyOn(test.app.get(Reader), 'sql')
      .mockImplementation((sql) =>
        sql.includes('offer') ? Promise.reject(new Error('no')) : Promise.resolve([{ n: 1 }] as never),
      );
    const text = await figures();
    asked.mockRestore();
    expect(text).toMatch(/^marelle_readings_failed_total\{gauge="marelle_offers_open"\} 1$/m);
    expect(text).not.toMatch(/^marelle_offers_open\{/m);
    expect(text).toMatch(/^marelle_staff_sessions 1$/m);
  });
});

describe.each(DATABASES)('a server (%s)', (kind) => {
  // @asvs 16.5.2
  it('says so when its database does not answer', async () => {
    const test = await startApp(kind);
    await test.app.get<DataSource>(getDataSourceToken('reader')).destroy();
    const answer = await test.app.inject('/ready');
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'not ready', codes: ['database.silent'] }]);
    expect((await test.app.inject('/health')).statusCode).toBe(200);
    await test.app.get<DataSource>(getDataSourceToken('reader')).initialize();
    await test.close();
  });

  it('asked to stop is not ready, goes on serving for a while and finishes the request under way', async () => {
    const test = await startApp(kind, { DRAIN_SECONDS: '1' });
    await test.app.listen(0, '127.0.0.1');
    const { port } = test.app.getHttpServer().address() as AddressInfo;
    const base = `http://127.0.0.1:${port}`;
    const body = JSON.stringify({ slow: true });
    const answered = new Promise<number>((resolve, reject) => {
      const slow = httpRequest(
        `${base}/api/v1/dossiers`,
        { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': body.length } },
        (answer) => resolve(answer.statusCode!),
      );
      slow.on('error', reject);
      // Half of it now, half of it when the port is closed.
      slow.write(body.slice(0, 5));
      setTimeout(() => slow.end(body.slice(5)), 1500);
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = test.close();
    const answer = await fetch(`${base}/ready`, { headers: { connection: 'close' } });
    expect([answer.status, await answer.json()]).toEqual([503, { status: 'not ready', codes: ['stopping'] }]);
    expect((await fetch(`${base}/health`, { headers: { connection: 'close' } })).status).toBe(200);
    expect(await answered).toBe(401);
    await closed;
    await expect(fetch(`${base}/health`)).rejects.toThrow('fetch failed');
  });
});

describe.each(DATABASES)('a worker (%s)', (kind) => {
  it('answers on a port of its own: alive, ready, its figures to the token, and nothing else', async () => {
    const test = await startApp(kind, { METRICS_TOKEN: TOKEN });
    const port = await test.app.get(ProbePort).listen(0, '127.0.0.1');
    const ask = async (path: string, init: RequestInit = {}) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
      return { status: answer.status, body: await answer.text(), headers: answer.headers };
    };
    expect(await ask('/health')).toMatchObject({ status: 200, body: '{"status":"alive"}' });
    expect(await ask('/ready?at=once')).toMatchObject({ status: 200, body: '{"status":"ready"}' });
    const locked = await ask('/metrics');
    expect([locked.status, locked.headers.get('www-authenticate'), locked.headers.get('cache-control')]).toEqual([
      401,
      'Bearer',
      'no-store',
    ]);
    const open = await ask('/metrics', { headers: { authorization: `Bearer ${TOKEN}` } });
    expect([open.status, open.body]).toEqual([200, expect.stringMatching(/^marelle_jobs_late \d+$/m)]);
    for (const [path, method] of [
      ['/', 'GET'],
      ['/rpe', 'GET'],
      ['/health', 'POST'],
    ] as const)
      expect((await ask(path, { method })).status).toBe(404);
    await expect(test.app.get(ProbePort).listen(port, '127.0.0.1')).rejects.toThrow('EADDRINUSE');
    await test.close();
    await expect(ask('/health')).rejects.toThrow('fetch failed');
  });
});
