/** Starts the built server as its own process, as production does, and waits until it answers. */
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RAISED_LIMITS, SHARED_KEYS } from '../support/raised-limits.js';

export async function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Settings of a production server on this machine. The mail server does not exist: mails wait in the queue. */
export const productionEnv = ({ port, sqlite, databaseUrl }) => ({
  PATH: process.env.PATH,
  PORT: String(port),
  BASE_URL: `http://127.0.0.1:${port}`,
  SESSION_SECRET: 'a secret of the drills, thirty-two characters long',
  MAIL_FROM: 'drill@marelle.example',
  SMTP_URL: 'smtp://127.0.0.1:9',
  // A server that ends by itself says why, among what the drill prints.
  LOG_LEVEL: 'fatal',
  ...RAISED_LIMITS,
  ...(databaseUrl ? { DATABASE_URL: databaseUrl, ...SHARED_KEYS } : { SQLITE_FILE: sqlite }),
});

export const operate = (env, ...args) =>
  execFileSync(process.execPath, ['dist/commands/operate.js', ...args], { env, encoding: 'utf8' }).trim();

/** The file of a desk that was opened before. */
let openedFile;

/**
 * Loads the reference data, and opens the desk without what is missing: whoever deposits here is invented. On SQLite a
 * process does so once, and copies the file from then on.
 */
export function openDesk(env) {
  if (env.SQLITE_FILE && openedFile) return copyFileSync(openedFile, env.SQLITE_FILE);
  execFileSync(process.execPath, ['test/chaos/open-desk.js'], { env, encoding: 'utf8' });
  if (!env.SQLITE_FILE) return;
  const folder = mkdtempSync(join(tmpdir(), 'marelle-open-desk-'));
  openedFile = join(folder, 'open.sqlite');
  copyFileSync(env.SQLITE_FILE, openedFile);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** The flags of `npm start`, so that what is measured is what is run. */
export const [, ...START] = JSON.parse(readFileSync('package.json', 'utf8')).scripts.start.split(' ');

/** @param start what Node is given: the server's own arguments, unless a bench starts its floor the same way */
export async function startServer(env, start = START) {
  const child = spawn(process.execPath, process.env.PROF ? [...process.env.PROF.split(' '), ...start] : start, {
    env,
    stdio: ['ignore', process.stderr, 'inherit'],
  });
  const exited = new Promise((resolve) => child.on('exit', resolve));
  // A drill that fails half-way leaves no server behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.on('exit', () => process.off('exit', kill));
  for (let attempt = 0; ; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`The server stopped with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${env.PORT}/`).catch(() => null);
    if (answer?.ok) return { child, exited };
    if (attempt > 600) throw new Error('The server did not answer within 30 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A complete deposit; each `seed` is another family. */
export function depositBody(seed) {
  const hours = { start: '08:00', end: '17:30' };
  // Names as unlike as those of families are: numbered ones would be one letter apart, each a possible duplicate of the
  // last.
  const scattered = Math.imul(seed, 0x9e3779b1) >>> 0;
  const letters = scattered
    .toString(26)
    .padStart(7, '0')
    .replace(/\d/g, (digit) => String.fromCharCode(113 + Number(digit)));
  return {
    adults: [
      {
        firstName: 'Laura',
        surname: letters,
        phone: `06${String(seed).padStart(8, '0')}`,
        email: `famille.${seed}@exemple.fr`,
        addressLine: '3 rue des Écoles',
        postalCode: '71300',
        communeCode: '71306',
        parentalAuthority: true,
        preferredChannel: 'email',
        situation: 'working',
      },
    ],
    household: { loneParent: true, dependentChildren: 1, regime: 'caf' },
    children: [
      {
        firstName: `É${[...letters].reverse().join('')}`,
        surname: letters,
        // Spread as births are: about two a day over three years.
        birthDate: new Date(Date.UTC(2024, 0, 1) + (seed % 1000) * 86_400_000).toISOString().slice(0, 10),
        need: { kind: 'regular', wantedFrom: '2027-09-01', week: { mon: hours, tue: hours, thu: hours } },
        wishes: [
          { mode: 'establishment', providerId: 'ma-71306' },
          { mode: 'establishment', providerId: 'ma-71040' },
        ],
      },
    ],
    consents: { shareWithProviders: true, reminders: true },
  };
}
