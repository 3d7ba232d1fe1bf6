/**
 * Half the time of the tests is spent waiting for the disk, at each commit and each dropped database. Their data need not
 * survive a power cut: their files, and a PostgreSQL of their own, live in memory where there is room for them.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const NEEDED_BYTES = 4e9;
const INSTALLED = '/usr/lib/postgresql';
const PORT =
  'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })';

/** @returns a folder in memory and the address of a server in it; null where there is no room or no PostgreSQL */
export function postgresInMemory() {
  if (process.env.TEST_DATABASE_URL || !existsSync(MEMORY)) return null;
  const { bavail, bsize } = statfsSync(MEMORY);
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = versions.map((version) => join(INSTALLED, version, 'bin')).find((dir) => existsSync(join(dir, 'initdb')));
  if (bavail * bsize < NEEDED_BYTES || !bin) return null;
  const folder = mkdtempSync(join(MEMORY, 'marelle-gate-'));
  chmodSync(folder, 0o711);
  const home = mkdtempSync(join(folder, 'postgres-'));
  // PostgreSQL refuses to run as root.
  const isRoot = process.getuid() === 0;
  if (isRoot) execFileSync('chown', ['postgres', home]);
  const run = (program, ...words) => {
    const [command, ...rest] = [...(isRoot ? ['runuser', '-u', 'postgres', '--'] : []), join(bin, program), ...words];
    execFileSync(command, rest, { stdio: 'ignore' });
  };
  const port = execFileSync(process.execPath, ['-e', PORT], { encoding: 'utf8' }).trim();
  const data = join(home, 'data');
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync');
  const settings =
    'fsync=off synchronous_commit=off full_page_writes=off jit=off autovacuum=off listen_addresses=127.0.0.1';
  const options = [`port=${port}`, `unix_socket_directories=${home}`, ...settings.split(' ')].map((one) => `-c ${one}`);
  run('pg_ctl', '-D', data, '-l', join(home, 'log'), '-w', 'start', '-o', options.join(' '));
  return { folder, url: `postgres://postgres@127.0.0.1:${port}/postgres` };
}
