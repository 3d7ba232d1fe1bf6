import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addDays, addMonths, dayOf, instantAt } from '../../src/foundation/kernel/time.js';
import { dataSourceOptions, Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { MIGRATIONS } from '../../src/foundation/platform/database/migrations/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { FileKeys, keyFileOf } from '../../src/foundation/platform/sealed-files/file-keys.js';
import { SealedFile } from '../../src/foundation/platform/sealed-files/sealed-file.entity.js';
import { SealedFiles } from '../../src/foundation/platform/sealed-files/index.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { createTestApp, DATABASES, freshDatabase, startApp, type TestApp } from '../support/app.js';
import { everyWord } from '../support/sql.js';

const LIST = Buffer.from('Nom;Prénom\nRossignol;Bob\n');
const [FIRST_KEY, SECOND_KEY] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64'));

describe.each(DATABASES)('the files of families, at rest (%s)', (kind) => {
  let test: TestApp;
  let files: SealedFiles;
  let reader: Reader;
  let clock: TravellingClock;
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const inDays = (days: number): string => instantAt(addDays(clock.today(), days));

  /** @returns its owner */
  async function kept(bytes: Buffer, days = 7) {
    const owner = { kind: 'import', id: newId() } as const;
    const file = files.judgeFile('text/csv', bytes);
    if ('code' in file) throw new Error(file.code);
    await run((tx) => files.keepFile(tx, owner, file, inDays(days)));
    return owner;
  }
  const rowOf = async (ownerId: string): Promise<SealedFile> => (await reader.findOne(SealedFile, { ownerId }))!;

  beforeAll(async () => {
    test = await startApp(kind, { FILES_KEYS: FIRST_KEY! });
    files = test.app.get(SealedFiles);
    reader = test.app.get(Reader);
    clock = test.app.get(Clock) as TravellingClock;
  });
  afterAll(() => test.close());

  it('are read back as they came, and stand nowhere in clear', async () => {
    const owner = await kept(LIST);
    expect(await files.readFile(reader, owner)).toEqual(LIST);
    expect(await rowOf(owner.id)).toMatchObject({ size: LIST.length, mediaType: 'text/csv' });
    const words = await everyWord(test.config);
    for (const clear of ['Rossignol', LIST.toString('base64')]) expect(words).not.toContain(clear);
  });

  it('are judged first, and one that is refused is not kept', () => {
    expect(files.judgeFile('text/csv', Buffer.from('%PDF-1.7'))).toEqual({ code: 'file.otherType' });
    expect(files.judgeFile('application/pdf', Buffer.alloc(10 * 1024 * 1024 + 1))).toEqual({
      code: 'file.tooLarge',
      facts: { megabytes: 10 },
    });
  });

  // @asvs 14.2.4
  it('are whose they are: what is moved to another row does not open there', async () => {
    const [one, other] = [await kept(LIST), await kept(Buffer.from('Nom;Prénom\nMerle;Zoé\n'))];
    const { sealed } = await rowOf(one.id);
    await run((tx) => tx.update(SealedFile, { ownerId: other.id }, { sealed }));
    await expect(files.readFile(reader, other)).rejects.toThrow();
    await run((tx) => files.eraseFiles(tx, 'import', [other.id]));
  });

  it('go with who they belong to, and are gone from the files of the database', async () => {
    const owner = await kept(LIST);
    const { sealed } = await rowOf(owner.id);
    await run((tx) => files.eraseFiles(tx, 'import', [owner.id]));
    await test.app.get(SqlQueueDriver).runDue();
    expect(await files.readFile(reader, owner)).toBeNull();
    expect(await everyWord(test.config)).not.toContain(sealed);
    if (kind === 'sqlite')
      for (const suffix of ['', '-wal'])
        expect(readFileSync(test.config.SQLITE_FILE + suffix, 'latin1')).not.toContain(sealed);
  });

  // @asvs 11.1.1 11.2.2
  it('are sealed anew by the night with the first key of the settings, and say which key they lack', async () => {
    const owner = await kept(LIST, 300);
    const before = await rowOf(owner.id);
    const keysOf = (keys: string[]) => new FileKeys({ ...test.config, FILES_KEYS: keys });
    expect(await files.lackingKeys(reader)).toEqual([]);
    expect(await files.lackingKeys(reader, keysOf([SECOND_KEY!]))).toEqual([before.keyId]);
    test.config.FILES_KEYS = [SECOND_KEY!];
    await expect(files.readFile(reader, owner)).rejects.toThrow(`FILES_KEYS lacks the key ${before.keyId}`);
    test.config.FILES_KEYS = [SECOND_KEY!, FIRST_KEY!];
    expect(await files.readFile(reader, owner)).toEqual(LIST);
    clock.travelTo(inDays(2));
    await test.app.get(SqlQueueDriver).runDue();
    const after = await rowOf(owner.id);
    expect([after.keyId === before.keyId, after.id, after.keptUntil]).toEqual([false, before.id, before.keptUntil]);
    test.config.FILES_KEYS = [SECOND_KEY!];
    expect(await files.readFile(reader, owner)).toEqual(LIST);
    expect(await files.lackingKeys(reader)).toEqual([]);
  });

  it('are erased once their time is over, and not before', async () => {
    const [short, long] = [await kept(LIST, 2), await kept(LIST, 40)];
    const lengthened = await kept(LIST, 2);
    await run((tx) => files.changeEnd(tx, lengthened, inDays(40)));
    expect(await files.findEnd(reader, lengthened)).toBe(inDays(40));
    clock.travelTo(inDays(4));
    await test.app.get(SqlQueueDriver).runDue();
    expect(await files.findEnd(reader, short)).toBeNull();
    for (const owner of [long, lengthened]) expect(await files.readFile(reader, owner)).toEqual(LIST);
  });
});

describe('the key of files without a setting', () => {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-keys-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is made beside an SQLite database when it is first needed, closed to others, and stays', () => {
    const config = { FILES_KEYS: [], DATABASE_URL: undefined, SQLITE_FILE: join(folder, 'x.sqlite') };
    const keys = new FileKeys(config);
    expect([keys.listKeys(), existsSync(keyFileOf(config))]).toEqual([[], false]);
    const key = keys.currentKey();
    expect(statSync(keyFileOf(config)).mode & 0o777).toBe(0o600);
    expect(new FileKeys(config).currentKey()).toEqual(key);
    expect(keys.findKey(key.id)).toEqual(key);
  });

  it('is invented by nobody on PostgreSQL', () => {
    const config = { FILES_KEYS: [], DATABASE_URL: 'postgres://127.0.0.1/x', SQLITE_FILE: join(folder, 'y.sqlite') };
    expect(() => new FileKeys(config).currentKey()).toThrow(/FILES_KEYS is needed/);
    expect(existsSync(keyFileOf(config))).toBe(false);
  });
});

describe.each(DATABASES)('the files of lists from before there were keys (%s)', (kind) => {
  it('move with their lists, and are sealed as soon as the house has started', async () => {
    const database = await freshDatabase(kind);
    const { config } = database;
    const before = MIGRATIONS.slice(
      0,
      MIGRATIONS.findIndex((one) => new one().name?.startsWith('SealedFiles')),
    );
    const source = await new DataSource({
      ...dataSourceOptions(config, [], 'writer'),
      migrations: before,
    }).initialize();
    await source.runMigrations();
    const [draft, running] = [newId(), newId()];
    for (const [id, state] of [
      [draft, 'draft'],
      [running, 'running'],
    ]) {
      await source.query(
        `INSERT INTO import_batch (id, at, file_name, encoding, separator, imported_by, rows, desk_id, state)
          VALUES ('${id}', '2026-11-20T09:00:00.000Z', 'liste.csv', 'utf-8', ';', 'system', 1, 'rpe', '${state}')`,
      );
      await source.query(
        `INSERT INTO import_content (batch_id, bytes, kept_until)
          VALUES ('${id}', '${LIST.toString('base64')}', '2099-12-01T00:00:00.000Z')`,
      );
    }
    await source.destroy();

    const app = await createTestApp(config);
    await app.init();
    const [files, reader] = [app.get(SealedFiles), app.get(Reader)];
    // A migration is dated by the database, whose time is the machine's.
    const [sealing] = await reader.find(Job, { where: { type: 'files.retention' } });
    (app.get(Clock) as TravellingClock).travelTo(sealing!.runAt);
    const ends = (await reader.find(SealedFile)).map(({ ownerId, size, keptUntil }) => [ownerId, size, keptUntil]);
    expect(ends).toEqual(
      expect.arrayContaining([
        [draft, LIST.length, '2099-12-01T00:00:00.000Z'],
        [running, LIST.length, expect.stringContaining(addMonths(dayOf(sealing!.runAt), 12).slice(0, 7))],
      ]),
    );
    await app.get(SqlQueueDriver).runDue();
    for (const { keyId, ownerId } of await reader.find(SealedFile)) {
      expect(keyId).not.toBe('none');
      expect(await files.readFile(reader, { kind: 'import', id: ownerId })).toEqual(LIST);
    }
    expect(await everyWord(config)).not.toContain(LIST.toString('base64'));
    await app.close();
    await database.drop();
  });
});
