import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { createTestApp, DATABASES, freshDatabase, type TestDatabase } from '../support/app.js';
import { Build } from '../support/build.js';
import { ServerProcess } from '../support/server-process.js';

/** What other accounts of the machine may read. */
describe.each(DATABASES)('files with families in them (%s)', (kind) => {
  const backups = mkdtempSync(join(tmpdir(), 'marelle-private-'));
  let build: Build;
  let database: TestDatabase;
  let settings: Record<string, string>;

  beforeAll(async () => {
    build = new Build();
    database = await freshDatabase(kind);
    const { DATABASE_URL, SQLITE_FILE } = database.config;
    settings = { BACKUP_DIR: backups, ...(DATABASE_URL === undefined ? { SQLITE_FILE } : { DATABASE_URL }) };
    // As an earlier version left them: its log and its index are there while it is being written to.
    const app = await createTestApp(database.config);
    await app.init();
    await app.close();
    if (kind === 'sqlite')
      for (const suffix of ['-shm', '.replaced-2026-11-24']) writeFileSync(SQLITE_FILE + suffix, '');
    for (const name of [
      'erasures.log',
      'marelle-2026-11-24T02-30-00-000Z.sqlite.gz',
      'marelle-2026-11-24T02-30-00-000Z.json',
    ])
      writeFileSync(join(backups, name), '');
  });
  afterAll(async () => {
    await database.drop();
    build.remove();
    rmSync(backups, { recursive: true, force: true });
  });

  const ours = (): string[] => {
    const { SQLITE_FILE } = database.config;
    const beside =
      kind === 'sqlite'
        ? readdirSync(dirname(SQLITE_FILE))
            .filter((name) => name.startsWith(basename(SQLITE_FILE)))
            .map((name) => join(dirname(SQLITE_FILE), name))
        : [];
    return [...beside, ...readdirSync(backups).map((name) => join(backups, name))];
  };
  const open = (): string[] => ours().filter((path) => (statSync(path).mode & 0o077) !== 0);
  const openAll = (): void => ours().forEach((path) => chmodSync(path, 0o644));

  it.each([
    ['operate.js', ['token', 'Portail']],
    ['backup.js', ['--unencrypted']],
    ['import.js', ['none.csv', '--dry-run']],
    ['restore.js', ['none', '--no-erasures']],
  ])('%s closes what others could read, and leaves nothing open', async (script, words) => {
    openAll();
    const { output } = await build.run(script, words, database.config, { BACKUP_DIR: backups });
    expect([output, open()]).toEqual([expect.not.stringContaining('chmod'), []]);
  });

  if (kind === 'sqlite') {
    // @asvs 13.3.2
    it('a database that is new is closed, and so is its folder', async () => {
      const folder = join(backups, 'new');
      const { code } = await build.run(
        'operate.js',
        ['token', 'Portail'],
        Object.assign(Object.create(database.config), { SQLITE_FILE: join(folder, 'marelle.sqlite') }),
      );
      const modes = [folder, ...readdirSync(folder).map((name) => join(folder, name))].map(
        (path) => statSync(path).mode & 0o077,
      );
      rmSync(folder, { recursive: true });
      expect([code, modes.length > 1, Math.max(...modes)]).toEqual([0, true, 0]);
    });
  }

  it('so does the server', async () => {
    openAll();
    const server = await ServerProcess.start(build, 'start', settings);
    const left = open();
    await server.stop();
    expect(left).toEqual([]);
    expect(ours().length).toBeGreaterThan(kind === 'sqlite' ? 5 : 2);
  });
});
