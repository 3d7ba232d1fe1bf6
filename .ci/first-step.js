/**
 * Starts the demonstration as the README says, walks the first step of its tour over HTTP (a family files its dossier and
 * reads its receipt), and stops it. Usage: node .ci/first-step.js COMMAND
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../bench/http-client.js';
import { Desk } from '../test/browser/desk.js';
import { freePort } from '../test/chaos/server.js';

const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const folder = mkdtempSync(join(tmpdir(), 'marelle-first-step-'));
const demo = spawn('sh', ['-c', process.argv[2]], {
  // The file of whoever works in this folder is left alone.
  env: { ...process.env, PORT: String(port), SQLITE_FILE: join(folder, 'demo.sqlite') },
  stdio: ['ignore', 'inherit', 'inherit'],
  detached: true,
});
try {
  await Promise.race([
    waitFor(`${base}/demo`),
    new Promise((_, reject) => demo.once('exit', (code) => reject(new Error(`the demonstration ended with ${code}`)))),
  ]);
  const family = new Desk(base);
  const begun = await family.client.request('/dossier/commencer', { method: 'POST' });
  const draft = begun.headers.get('location');
  const fill = (page, fields) => family.send(`${draft}/${page}`, `/${page}`, fields);
  await fill('responsable/1', {
    firstName: 'Inès',
    surname: 'Clavière',
    email: 'ines@exemple.fr',
    addressLine: '3 rue des Écoles',
    postalCode: '71300',
    communeCode: '71306',
    parentalAuthority: 'yes',
    situation: 'working',
  });
  await fill('foyer', { loneParent: 'yes', custody: 'one_home', dependentChildren: '1' });
  await fill('enfant/1', {
    born: 'born',
    firstName: 'Noé',
    surname: 'Clavière',
    birthDay: '14',
    birthMonth: '6',
    birthYear: '2026',
  });
  await fill('besoin/1', {
    kind: 'regular',
    wantedFromDay: '1',
    wantedFromMonth: '2',
    wantedFromYear: '2027',
    days: 'tue',
    commonStart: '8:30',
    commonEnd: '17:00',
  });
  await fill('voeux/1', { action: 'add:ma-71306' });
  await fill('points', {});
  await fill('accords', { shareWithProviders: 'yes', reminders: 'yes' });
  const receipt = await family.send(`${draft}/verifier`, '/envoyer');
  const [number] = /\b[A-Z\d]{4}-[A-Z\d]{4}\b/.exec(receipt) ?? [];
  if (!number) throw new Error('the receipt says no number');
  console.log(`The family has its receipt: ${number}`);
} finally {
  demo.removeAllListeners('exit');
  process.kill(-demo.pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
