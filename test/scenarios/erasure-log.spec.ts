import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Forgetting, RequestMoves, TriageActs } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addHours } from '../../src/foundation/kernel/time.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { Offers } from '../../src/places/placement/index.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { SYSTEM, type Actor } from '../../src/foundation/platform/security/index.js';
import { createTestApp, DATABASES, freshDatabase, type TestDatabase } from '../support/app.js';
import { Build } from '../support/build.js';
import { clockOf, DESK, givePlaces, seedCommissions } from '../support/commission.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { rowsOf } from '../support/sql.js';

const SESSION: Actor = { kind: 'session', sessionId: newId(), accountId: newId() };
const SECTION = 'ma-71306:toddlers';

/** A backup outlives an erasure: what is restored forgets again who was forgotten meanwhile. */
describe.each(DATABASES)('an erased family does not come back with a backup (%s)', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-erasures-'));
  const backups = join(folder, 'backups');
  const log = join(backups, 'erasures.log');
  let build: Build;
  let source: TestDatabase;
  let target: TestDatabase;
  let app: NestFastifyApplication;
  const families: Record<string, { parent: Parent; request: ChildRequest }> = {};

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app.get(UnitOfWork).run(work);
  const noted = (): string[] =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { dossierId: string }).dossierId);
  const to = (): string => target.config.DATABASE_URL ?? target.config.SQLITE_FILE;

  async function family(name: string): Promise<void> {
    const parent = new Parent(app);
    const index = Object.keys(families).length + 1;
    await parent.deposit(
      { ...ADULT, surname: name, phone: `06 78 00 0${index} 00`, email: `${name.toLowerCase()}@exemple.fr` },
      { ...BORN, firstName: `Enfant${name}`, surname: name, birthDay: String(index) },
    );
    const [request] = await app.get(Reader).find(ChildRequest, { where: { surname: name } });
    families[name] = { parent, request: request! };
  }

  async function offered(name: string): Promise<void> {
    await family(name);
    const { request } = families[name]!;
    await run(async (tx) => {
      await app.get(RequestMoves).move(tx, DESK, request.id, 'takeUp');
      await app.get(TriageActs).orientRequest(tx, DESK, request.id, ['commission']);
      await app.get(RequestMoves).move(tx, DESK, request.id, 'list');
      await app
        .get(Offers)
        .makeOffer(tx, SESSION, 'admit', {
          requestId: request.id,
          dossierId: request.dossierId,
          sectionId: SECTION,
          from: '2027-03-01',
          to: '2027-07-31',
          slots: slotsToMask(['mon-am', 'mon-pm']),
          coversNeed: true,
          reofferAllowed: false,
          days: 10,
        });
    });
  }

  /** As it is after all that a family may do between a backup and its erasure. */
  const forget = (name: string): Promise<void> =>
    run((tx) => app.get(Forgetting)['anonymise'](tx, SYSTEM, families[name]!.request.dossierId));
  const surnames = async (): Promise<string[]> =>
    (
      await rowsOf<{ surname: string }>(
        target.config,
        'SELECT surname FROM child_request WHERE surname IS NOT NULL ORDER BY surname',
      )
    ).map(({ surname }) => surname);

  beforeAll(async () => {
    build = new Build();
    mkdirSync(backups);
    source = await freshDatabase(kind);
    target = await freshDatabase(kind);
    source.config.BACKUP_DIR = backups;
    app = await createTestApp(source.config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    await seedCommissions(app);
    await givePlaces(app, SECTION, 4);
    await family('Attente');
    await family('Reste');
    await offered('Offre');
    await offered('Place');
    const { id, dossierId } = families['Place']!.request;
    const [offer] = await app.get(Reader).sql<{ id: string }>('SELECT id FROM offer WHERE request_id = :id', { id });
    await run((tx) => app.get(Offers).acceptOffer(tx, { kind: 'family', dossierId, draftId: null }, offer!.id));
  });
  afterAll(async () => {
    await app.close();
    build.remove();
    await source.drop();
    await target.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('each erasure is noted outside the database, later when the folder is away, on a line of its own', async () => {
    expect(await build.run('backup.js', ['--unencrypted'], source.config, { BACKUP_DIR: backups })).toMatchObject({
      code: 0,
    });
    expect(noted()).toEqual([]);
    const { browser } = families['Attente']!.parent;
    await browser.get('/mon-dossier/effacement');
    expect((await browser.post('/mon-dossier/effacement', { sure: 'yes' })).status).toBeLessThan(400);
    await app.get(SqlQueueDriver).runDue();
    expect(noted()).toEqual([families['Attente']!.request.dossierId]);

    renameSync(backups, `${backups}-away`);
    await forget('Offre');
    await app.get(SqlQueueDriver).runDue();
    renameSync(`${backups}-away`, backups);
    expect(noted()).toHaveLength(1);
    appendFileSync(log, '{"at":"2026-');
    clockOf(app).travelTo(addHours(clockOf(app).now(), 1));
    await app.get(SqlQueueDriver).runDue();
    await forget('Place');
    await app.get(SqlQueueDriver).runDue();
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    expect(lines[1]).toBe('{"at":"2026-');
    expect(lines.slice(2).map((line) => (JSON.parse(line) as { dossierId: string }).dossierId)).toEqual(
      ['Offre', 'Place'].map((name) => families[name]!.request.dossierId),
    );
    expect(readFileSync(log, 'utf8')).not.toMatch(/Attente|Offre|Place|@/);
  });

  it('what cannot be read in the log stops the restore before it begins', async () => {
    const archive = join(
      backups,
      readdirSync(backups).find((name) => /\.(gz|pgdump)$/.test(name))!,
    );
    const refused = await build.run('restore.js', [archive, '--to', to()], source.config);
    expect(refused).toMatchObject({ code: 2, output: expect.stringContaining('1 line(s) of') });
    const lines = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '{"at":"2026-');
    rmSync(log);
    appendFileSync(log, lines.join('\n'));

    const restored = await build.run('restore.js', [archive, '--to', to()], source.config);
    expect(restored).toMatchObject({
      code: 0,
      output: expect.stringContaining('Forgotten again since that day: 2 dossier(s)'),
    });
    expect(restored.output).toContain(`NOT forgotten, a place is held in the restored data`);
    expect(restored.output).toContain(families['Place']!.request.dossierId);
  });

  it('restored, they are forgotten: names, messages, keys, and the place that was offered is free; the others are whole', async () => {
    expect(await surnames()).toEqual(['Place', 'Reste']);
    const { dossierId } = families['Offre']!.request;
    const [left] = await rowsOf<Record<string, number>>(
      target.config,
      `SELECT
      (SELECT COUNT(*) FROM access_link WHERE dossier_id = '${dossierId}') AS links, (SELECT COUNT(*)
      FROM sealed_form WHERE dossier_id = '${dossierId}') AS forms,
      (SELECT COUNT(*) FROM message WHERE dossier_id = '${dossierId}' AND body <> '') AS messages, (SELECT COUNT(*)
      FROM offer WHERE dossier_id = '${dossierId}' AND state = 'open') AS offers`,
    );
    expect(Object.values(left!).map(Number)).toEqual([0, 0, 0, 0]);
    const [states] = await rowsOf<{ state: string }>(
      target.config,
      `SELECT state FROM child_request WHERE dossier_id = '${dossierId}'`,
    );
    expect(states!.state).toBe('withdrawn');
  });

  it('the operator does it again at will: nothing changes twice', async () => {
    const again = await build.run('operate.js', ['erase-again', log], target.config);
    expect(again).toMatchObject({
      code: 0,
      output: expect.stringContaining('0 dossier(s) forgotten again; a place is held'),
    });
    expect(await surnames()).toEqual(['Place', 'Reste']);
    expect(await build.run('operate.js', ['erase-again', join(folder, 'none')], target.config)).toMatchObject({
      code: 2,
      output: expect.stringContaining('does not exist'),
    });
  });
});
