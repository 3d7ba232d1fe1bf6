import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import Database from 'better-sqlite3';
import pg from 'pg';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import type { Config } from '../../src/foundation/config/index.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addDays, instantAt } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { keyFileOf } from '../../src/foundation/platform/sealed-files/file-keys.js';
import { SealedFiles } from '../../src/foundation/platform/sealed-files/index.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { createTestApp, DATABASES, ownedDatabase, type TestDatabase } from '../support/app.js';
import { Build } from '../support/build.js';
import { everyRow } from '../support/every-row.js';
import { seedWorld } from '../support/seed.js';
import { rowsOf } from '../support/sql.js';
import { inLetters } from '../support/letters.js';

interface Restored {
  readonly code: number;
  readonly output: string;
  readonly database: TestDatabase;
}

/** A row that one index does not have: written while the database did not know of the index. */
function loseAnEntry(file: string, index: string): void {
  const database = new Database(file).unsafeMode();
  const [name, table, page, sql] = database
    .prepare('SELECT name, tbl_name, rootpage, sql FROM sqlite_master WHERE name = ?')
    .raw()
    .get(index) as [string, string, number, string];
  database.pragma('writable_schema = ON');
  database.prepare('DELETE FROM sqlite_master WHERE name = ?').run(index);
  database.pragma('writable_schema = RESET');
  database.exec(
    `UPDATE "${table}" SET next_act_due = NULL WHERE rowid = (SELECT MIN(rowid) FROM "${table}" WHERE next_act_due IS NOT NULL)`,
  );
  database.pragma('writable_schema = ON');
  database.prepare(`INSERT INTO sqlite_master VALUES ('index', ?, ?, ?, ?)`).run(name, table, page, sql);
  database.close();
}

/** Real files, real processes: what an operator types, beside a server that goes on. */
describe.each(DATABASES)('backup and restore (%s)', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-backup-'));
  const backups = join(folder, 'backups');
  const key = join(folder, 'key');
  const made: TestDatabase[] = [];
  let build: Build;
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let token: string;
  let settings: Record<string, string>;
  let whole: string;
  let empty: TestDatabase | undefined;

  const fresh = async (): Promise<TestDatabase> => {
    const one = await ownedDatabase(kind);
    made.push(one);
    return one;
  };
  const backup = (words: string[] = [], changed: Record<string, string> = {}, blocks?: number) =>
    build.run('backup.js', words, database.config, { ...settings, ...changed }, blocks);
  const restore = async (
    file: string,
    words: string[] = ['--identity', key],
    into?: TestDatabase,
  ): Promise<Restored> => {
    const target = into ?? (await fresh());
    const to = target.config.DATABASE_URL ?? target.config.SQLITE_FILE;
    return { ...(await build.run('restore.js', [file, '--to', to, ...words], database.config)), database: target };
  };
  const archives = (): string[] =>
    readdirSync(backups)
      .filter((name) => /\.(age|gz|pgdump)$/.test(name))
      .sort();
  const newest = (): string => join(backups, archives().at(-1)!);
  const manifestOf = (file: string): string => file.replace(/\.(sqlite|pgdump).*$/, '.json');
  const tablesOf = async ({ config }: TestDatabase): Promise<number> =>
    config.DATABASE_URL || existsSync(config.SQLITE_FILE) ? Object.keys(await everyRow(config)).length : 0;
  /** A copy of the whole backup with its manifest, to be spoilt. */
  const copyOf = (name: string, change: (manifest: Record<string, unknown>) => void = () => undefined): string => {
    const place = join(folder, name);
    mkdirSync(place);
    const file = join(place, whole.split('/').at(-1)!);
    copyFileSync(whole, file);
    writeFileSync(join(place, 'erasures.log'), '');
    const manifest = JSON.parse(readFileSync(manifestOf(whole), 'utf8')) as Record<string, unknown>;
    change(manifest);
    writeFileSync(manifestOf(file), JSON.stringify(manifest));
    return file;
  };

  beforeAll(async () => {
    build = new Build();
    mkdirSync(backups);
    database = await fresh();
    database.config.BACKUP_DIR = backups;
    app = await createTestApp(database.config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    await seedWorld(app);
    token = await newClient(app);
    const asked = await build.run('backup.js', ['--key', key], database.config);
    expect(asked).toMatchObject({ code: 0, output: expect.stringContaining('password manager') });
    settings = { BACKUP_DIR: backups, BACKUP_RECIPIENTS: /BACKUP_RECIPIENTS=(\S+)/.exec(asked.output)![1]! };
    for (let seed = 1; seed <= 5; seed += 1) await deposit(app, token, `before-${seed}`, depositBody(seed));
  });
  afterAll(async () => {
    await app.close();
    build.remove();
    for (const one of made) await one.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('nothing is written in clear unless asked for, and a key is never written over', async () => {
    expect(await backup([], { BACKUP_RECIPIENTS: '' })).toMatchObject({
      code: 2,
      output: expect.stringContaining('--unencrypted'),
    });
    expect(archives()).toEqual([]);
    expect(await build.run('backup.js', ['--key', key], database.config)).toMatchObject({
      code: 2,
      output: expect.stringContaining('exists already'),
    });
  });

  it('is refused with a sentence when the folder is not there, is no folder, or no setting names it', async () => {
    expect(await backup([], { BACKUP_DIR: join(folder, 'unmounted') })).toMatchObject({
      code: 2,
      output: expect.stringContaining('mount it or create it'),
    });
    expect(existsSync(join(folder, 'unmounted'))).toBe(false);
    expect(await backup([], { BACKUP_DIR: key })).toMatchObject({
      code: 2,
      output: expect.stringContaining('is not a folder'),
    });
    expect(await backup([], { BACKUP_DIR: '' })).toMatchObject({
      code: 2,
      output: expect.stringContaining('BACKUP_DIR is not set'),
    });
  });

  it('restores every row of every table; no name is in the file or the manifest, nothing in clear is left', async () => {
    expect(await backup()).toMatchObject({ code: 0 });
    whole = newest();
    const content = readFileSync(whole);
    expect(content.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    expect(content.includes('Ferreira')).toBe(false);
    expect(readFileSync(manifestOf(whole), 'utf8')).not.toMatch(/Ferreira|@exemple/);
    if (kind === 'sqlite') expect(existsSync(`${database.config.SQLITE_FILE}.being-backed-up`)).toBe(false);
    const expected = await everyRow(database.config);
    const { code, output, database: target } = await restore(whole);
    expect([code, output]).toEqual([0, expect.stringContaining('as counted when the backup was made')]);
    expect(await everyRow(target.config)).toEqual(expected);
    expect(expected['dossier']).toMatch(/^5 /);
  });

  it('while deposits go on: those before it are there, then the first ones of each client, each whole', async () => {
    const acknowledged: string[] = [];
    let stop = false;
    const client = async (name: number): Promise<void> => {
      for (let seed = 1; !stop; seed += 1) {
        const answer = await deposit(app, token, `during-${name}-${seed}`, depositBody(name * 10_000 + seed));
        expect(answer.statusCode).toBe(201);
        acknowledged.push(`Ferreira${inLetters(name * 10_000 + seed)}`);
      }
    };
    const clients = [1, 2, 3].map(client);
    while (acknowledged.length < 4) await setTimeout(20);
    const before = [...acknowledged];
    const taken = await backup();
    const during = acknowledged.length - before.length;
    stop = true;
    await Promise.all(clients);
    expect(taken).toMatchObject({ code: 0 });
    expect(during).toBeGreaterThan(3);

    const { database: target } = await restore(newest());
    const families = await rowsOf<{ surname: string; adults: number; forms: number; steps: number }>(
      target.config,
      `
      SELECT r.surname AS surname, (SELECT COUNT(*) FROM adult a WHERE a.dossier_id = r.dossier_id) AS adults,
        (SELECT COUNT(*) FROM sealed_form f WHERE f.dossier_id = r.dossier_id) AS forms, (SELECT COUNT(*)
        FROM request_history h WHERE h.request_id = r.id) AS steps
      FROM child_request r`,
    );
    const names = new Set(families.map(({ surname }) => surname));
    expect(before.filter((name) => !names.has(name))).toEqual([]);
    expect(
      families.filter(({ adults, forms, steps }) => Number(adults) !== 1 || Number(forms) !== 1 || Number(steps) !== 1),
    ).toEqual([]);
    for (const name of [1, 2, 3]) {
      const seeds = [...names]
        .map((text) => Number(text.slice('Ferreira'.length)))
        .filter((seed) => Math.floor(seed / 10_000) === name)
        .sort((a, b) => a - b);
      expect(seeds).toEqual(seeds.map((_, index) => name * 10_000 + index + 1));
    }
  });

  it.each<[string, () => string, string[] | undefined, string]>([
    ['another key', () => copyOf('other-key'), ['--identity', 'other'], 'does not open the backup'],
    ['no key', () => copyOf('no-key'), [], 'say --identity'],
    ['a key that is none', () => copyOf('bad-key'), ['--identity', 'package.json'], 'is not a key of age'],
    [
      'a file that is cut',
      () => {
        const file = copyOf('cut');
        truncateSync(file, 5000);
        return file;
      },
      undefined,
      'cut or damaged',
    ],
    [
      'a file with one byte changed',
      () => {
        const file = copyOf('tampered');
        flip(file);
        return file;
      },
      undefined,
      'sha-256 differs',
    ],
    [
      'a changed file whose manifest was changed to suit',
      () => {
        const file = copyOf('forged');
        flip(file);
        suit(file, manifestOf(file));
        return file;
      },
      undefined,
      'altered or cut',
    ],
    [
      'no manifest',
      () => {
        const file = copyOf('alone');
        rmSync(manifestOf(file));
        return file;
      },
      undefined,
      'with the manifest',
    ],
    [
      'a newer schema',
      () =>
        copyOf('newer', (manifest) => {
          manifest['schema'] = 'Tomorrow9995582242992';
        }),
      undefined,
      'newer Marelle',
    ],
    [
      'another kind of database',
      () =>
        copyOf('kind', (manifest) => {
          manifest['database'] = kind === 'sqlite' ? 'postgres' : 'sqlite';
        }),
      undefined,
      'goes back to the kind of database',
    ],
    [
      'other rows than were counted',
      () =>
        copyOf('rows', (manifest) => {
          manifest['rows'] = { ...(manifest['rows'] as object), dossier: 4 };
        }),
      undefined,
      'not those that were counted: dossier',
    ],
    [
      'no log of erasures beside it',
      () => {
        const file = copyOf('no-log');
        rmSync(join(folder, 'no-log', 'erasures.log'));
        return file;
      },
      undefined,
      'would be back',
    ],
  ])('%s is refused, and nothing is made', async (_, spoilt, words, said) => {
    const other = join(folder, 'other');
    if (!existsSync(other)) await build.run('backup.js', ['--key', other], database.config);
    empty ??= await fresh();
    const refused = await restore(
      spoilt(),
      words?.map((word) => (word === 'other' ? other : word)),
      empty,
    );
    expect(refused).toMatchObject({ code: 2, output: expect.stringContaining(said) });
    expect(refused.output).not.toMatch(/\n\s+at /);
    expect(await tablesOf(refused.database)).toBe(0);
  });

  if (kind === 'sqlite') {
    it('a database that was damaged before its backup is refused, and nothing is made', async () => {
      const damaged = await fresh();
      copyFileSync(database.config.SQLITE_FILE, damaged.config.SQLITE_FILE);
      loseAnEntry(damaged.config.SQLITE_FILE, 'child_request_inbox');
      const place = join(folder, 'damaged');
      mkdirSync(place);
      expect(await build.run('backup.js', [], damaged.config, { ...settings, BACKUP_DIR: place })).toMatchObject({
        code: 0,
      });
      const refused = await restore(
        join(
          place,
          readdirSync(place).find((name) => name.endsWith('.age'))!,
        ),
      );
      expect(refused).toMatchObject({
        code: 2,
        output: expect.stringContaining('than their table has rows: child_request_inbox\n'),
      });
      expect(await tablesOf(refused.database)).toBe(0);
    });
  }

  it('over data it is refused; with --replace too while the server runs; afterwards what was there is kept', async () => {
    const { database: target } = await restore(whole);
    const before = await everyRow(target.config);
    expect(await restore(whole, ['--identity', key], target)).toMatchObject({
      code: 2,
      output: expect.stringContaining('nothing was changed'),
    });
    const server = await createTestApp(target.config);
    await server.init();
    expect(await restore(whole, ['--identity', key, '--replace'], target)).toMatchObject({
      code: 2,
      output: expect.stringContaining('stop the server'),
    });
    await server.close();
    if (kind === 'postgres') {
      // Somebody else's connection, of which an ordinary role sees no more than that it is there.
      const url = new URL(target.config.DATABASE_URL!);
      const other = new pg.Client(
        Object.assign(new URL(process.env['TEST_DATABASE_URL']!), { pathname: url.pathname }).href,
      );
      await other.connect();
      expect(await restore(whole, ['--identity', key, '--replace'], target)).toMatchObject({
        code: 2,
        output: expect.stringContaining('(1 connections)'),
      });
      await other.end();
    }

    const forged = join(folder, 'forged', whole.split('/').at(-1)!);
    expect(await restore(forged, ['--identity', key, '--replace'], target)).toMatchObject({ code: 2 });
    expect(await everyRow(target.config)).toEqual(before);

    const replaced = await restore(newest(), ['--identity', key, '--replace'], target);
    expect(replaced).toMatchObject({ code: 0, output: expect.stringContaining('is kept as') });
    expect((await everyRow(target.config))['dossier']).not.toBe(before['dossier']);
    const kept = / is kept as (\S+)/.exec(replaced.output.replace('schema ', ''))![1]!.replace(/:$/, '');
    const [dossiers] = await rowsOf<{ n: number }>(
      keptAs(target.config, kept),
      `SELECT COUNT(*) AS n FROM ${kind === 'sqlite' ? '' : `${kept}.`}dossier`,
    );
    expect(Number(dossiers!.n)).toBe(5);
  });

  it('no room left: a sentence, and the backups that are there stay, even those too old', async () => {
    const old = plant('2019-01-01T02:00:00.000Z');
    const before = readdirSync(backups).sort();
    // Larger than the manifest and smaller than the backup.
    const full = await backup([], {}, 12);
    expect(full).toMatchObject({ code: 2, output: expect.stringMatching(/no space is left|is there room/) });
    expect(full.output).not.toMatch(/\n\s+at /);
    expect(readdirSync(backups).sort()).toEqual(before);
    expect(await backup()).toMatchObject({ code: 0, output: expect.stringContaining(`no longer kept: ${old}`) });
    expect(readdirSync(backups)).not.toContain(old);
  });

  it('the files of families come back sealed: who restores is told which key opens them', async () => {
    const owner = { kind: 'import', id: newId() } as const;
    const content = Buffer.from('Nom;Prénom\nRossignol;Bob\n');
    const file = app.get(SealedFiles).judgeFile('text/csv', content);
    if ('code' in file) throw new Error(file.code);
    await app
      .get(UnitOfWork)
      .run((tx) => app.get(SealedFiles).keepFile(tx, owner, file, instantAt(addDays(app.get(Clock).today(), 7))));
    await backup();
    const { database: target, output } = await restore(newest());
    const [{ keyId }] = (await rowsOf<{ keyId: string }>(
      target.config,
      'SELECT key_id AS "keyId" FROM sealed_file',
    )) as [{ keyId: string }];
    expect(output).toContain(`do NOT open without these keys, bring them back (FILES_KEYS): ${keyId}`);
    if (kind === 'sqlite') copyFileSync(keyFileOf(database.config), keyFileOf(target.config));
    const restored = await createTestApp(target.config);
    await restored.init();
    expect(await restored.get(SealedFiles).readFile(restored.get(Reader), owner)).toEqual(content);
    await restored.close();
  });

  it('in clear, when asked for, restores without a key', async () => {
    expect(await backup(['--unencrypted'], { BACKUP_RECIPIENTS: '' })).toMatchObject({ code: 0 });
    const clear = archives().find((name) => !name.endsWith('.age'))!;
    expect(await restore(join(backups, clear), [])).toMatchObject({ code: 0 });
  });

  function plant(takenAt: string): string {
    const manifest = JSON.parse(readFileSync(manifestOf(whole), 'utf8')) as Record<string, unknown>;
    const file = `marelle-${takenAt.replace(/[:.]/g, '-')}${whole.slice(whole.search(/\.(sqlite|pgdump)/))}`;
    writeFileSync(join(backups, file), 'old');
    writeFileSync(manifestOf(join(backups, file)), JSON.stringify({ ...manifest, takenAt, file }));
    return file;
  }
});

/** One bit, in the middle. */
function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
}

function suit(file: string, manifest: string): void {
  const value = JSON.parse(readFileSync(manifest, 'utf8')) as object;
  writeFileSync(
    manifest,
    JSON.stringify({ ...value, sha256: createHash('sha256').update(readFileSync(file)).digest('hex') }),
  );
}

const keptAs = (config: Config, kept: string): Config =>
  config.DATABASE_URL ? config : config.onDatabase({ SQLITE_FILE: kept });
