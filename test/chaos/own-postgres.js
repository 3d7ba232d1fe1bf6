/** A PostgreSQL of a drill's own, that the drill may stop. Null where its programs are not installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './server.js';

const INSTALLED = '/usr/lib/postgresql';

export async function startPostgres() {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = versions.map((version) => join(INSTALLED, version, 'bin')).find((dir) => existsSync(join(dir, 'initdb')));
  if (!bin) return null;
  const folder = mkdtempSync(join(tmpdir(), 'marelle-postgres-'));
  const data = join(folder, 'data');
  const port = await freePort();
  // PostgreSQL refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync('chown', ['postgres', folder]);
  chmodSync(folder, 0o755);
  const run = (program, ...given) => {
    const [command, ...words] = [...(isRoot ? ['runuser', '-u', 'postgres', '--'] : []), join(bin, program), ...given];
    const { status, stderr } = spawnSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
    if (status !== 0) throw new Error(`${program}: ${stderr}`);
  };
  const start = () =>
    run(
      'pg_ctl',
      '-D',
      data,
      '-l',
      join(folder, 'log'),
      '-w',
      'start',
      '-o',
      `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder}`,
    );
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust');
  start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    /** @param how `fast` ends what runs; `immediate` is a crash, after which the log is read again */
    stop: (how) => run('pg_ctl', '-D', data, '-w', '-m', how, 'stop'),
    start,
    remove() {
      spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
