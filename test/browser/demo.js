/** The demo as its own process on a port and a file of its own, and Chromium beside it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { nextCode } from '../../bench/staff-client.js';
import { freePort } from '../chaos/server.js';
import { ownDate } from '../support/own-date.js';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const PASSWORD = 'un deux trois soleil';

/** @param settings settings of the demo; `host`: the name by which the browser calls this machine */
export async function startDemo({ host = '127.0.0.1', ...settings } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-browser-'));
  const port = await freePort();
  const base = `http://${host}:${port}`;
  const env = {
    PATH: process.env.PATH,
    ...ownDate(),
    PORT: String(port),
    SQLITE_FILE: join(folder, 'demo.sqlite'),
    LOG_LEVEL: 'error',
    // A walk may take longer than the time within which a grave act asks for no code.
    CODE_AGAIN_MINUTES: '600',
    BASE_URL: base,
    ...settings,
  };
  const child = spawn(process.execPath, ['dist/commands/demo.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => chunk.toString().includes('Ready:') && resolve());
    child.on('exit', (code) => reject(new Error(`The demo stopped with ${code}`)));
  });
  return {
    base,
    stop: () => {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Without Chromium nothing can be seen: said so, and a failure. */
export async function startChromium() {
  if (!existsSync(EXECUTABLE)) {
    console.log(`NOT MEASURED: no Chromium at ${EXECUTABLE}`);
    process.exit(1);
  }
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The cookies of who has signed in, by address: a code works once, and a session lasts one working day. */
const sessions = new Map();

export async function signIn(context, base, email) {
  const page = await context.newPage();
  await context.addCookies(sessions.get(email) ?? []);
  await page.goto(`${base}/personnel`);
  if (!page.url().includes('/personnel/connexion')) return page;
  await page.fill('#email', email);
  await page.fill('#password', PASSWORD);
  // Chromium now and then never answers the closing of a page that is still loading.
  await Promise.all([page.waitForEvent('load'), page.click('main button[type=submit]')]);
  await page.fill('#code', await nextCode(base, email));
  await Promise.all([page.waitForEvent('load'), page.click('main button[type=submit]')]);
  sessions.set(
    email,
    (await context.cookies()).filter(({ name }) => name === 'marelle-personnel'),
  );
  return page;
}
