/** Whether systemd understands deploy/systemd. A key it does not know is a line and no failure: every line is one here. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const UNITS = 'deploy/systemd';
const folder = mkdtempSync(join(tmpdir(), 'marelle-units-'));
const units = readdirSync(UNITS).map((name) => {
  const path = join(folder, name);
  // The path of Node is this machine's.
  writeFileSync(path, readFileSync(join(UNITS, name), 'utf8').replaceAll('=/usr/bin/node ', `=${process.execPath} `));
  return path;
});
const { error, status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...units], {
  encoding: 'utf8',
});
rmSync(folder, { recursive: true, force: true });
if (error?.code === 'ENOENT') {
  console.log('NOT MEASURED: systemd-analyze is not here');
  process.exit(0);
}
console.log(`${stdout}${stderr}`);
process.exit(status === 0 && `${stdout}${stderr}`.trim() === '' ? 0 : 1);
