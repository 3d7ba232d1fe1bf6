import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { createTestApp, migratedDatabase, type TestDatabase } from '../support/app.js';
import { textOf } from '../support/page.js';
import { seedWorld } from '../support/seed.js';
import { TcpGate } from '../support/tcp-gate.js';

/** PostgreSQL alone: SQLite is a file of this process, and `drill:power-cut` breaks its disk. */
describe('a server whose database is away (postgres)', () => {
  let database: TestDatabase;
  let gate: TcpGate;
  let app: NestFastifyApplication;
  let token: string;
  beforeAll(async () => {
    database = await migratedDatabase('postgres');
    const url = new URL(database.config.DATABASE_URL!);
    gate = await TcpGate.before(new URL(`postgres://${url.hostname}:${url.port || 5432}`));
    url.host = `127.0.0.1:${gate.port}`;
    app = await createTestApp(Object.assign(database.config, { DATABASE_URL: url.href }));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    await seedWorld(app);
    token = await newClient(app);
  });
  afterAll(async () => {
    gate.reopen();
    await app.close();
    await gate.close();
    await database.drop();
  });

  const sendDossier = () => deposit(app, token, 'while-it-is-away', depositBody());

  it('says so to a family and to a portal, says when to come back, and goes on by itself', async () => {
    gate.shut();
    const page = await app.inject({ url: '/suivre/K7MX42PD9QRT', headers: { accept: 'text/html' } });
    expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '30']);
    expect(textOf(page.body)).toContain('Le service est indisponible pour un moment');
    const refused = await sendDossier();
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '30']);
    expect(refused.json()).toMatchObject({ status: 503, title: 'Le service est indisponible pour un moment' });

    gate.reopen();
    expect((await sendDossier()).statusCode).toBe(201);
  });
});
