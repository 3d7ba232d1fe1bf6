/**
 * Ten thousand wrong passwords for fifty accounts, from two hundred networks at once. None is judged beyond the limits,
 * whoever signed in before on its browser still comes in, and other pages are answered as on a quiet day.
 * Usage: npm run drill:brute-force -- [--tries 10000] [--second 40], how many a second
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CHOSEN, StaffClient } from '../../bench/staff-client.js';
import { openBulk } from '../support/population/index.js';
import { freePort, openDesk, operate, productionEnv, startServer } from './server.js';

const ACCOUNTS = 50;
const NETWORKS = 200;
const CLIENTS = 40;
const LIMITS = { SIGN_IN_TRIES_PER_ACCOUNT: 10, SIGN_IN_TRIES_PER_NETWORK: 50, SIGN_IN_TRIES_OF_ALL: 300 };
const OWNER = 'connue@marelle.example';
const { values } = parseArgs({
  options: { tries: { type: 'string', default: '10000' }, second: { type: 'string', default: '40' } },
});
const tries = Number(values.tries);
const millisBetween = 1000 / Number(values.second);

const folder = mkdtempSync(join(tmpdir(), 'marelle-brute-force-'));
try {
  process.exitCode = (await attack()) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function attack() {
  const env = {
    ...productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite') }),
    ...Object.fromEntries(Object.entries(LIMITS).map(([name, most]) => [name, String(most)])),
    TRUST_PROXY: 'loopback',
  };
  openDesk(env);
  const [, link] = operate(env, 'account', OWNER, 'Connue', 'coordinator').split(' ');
  const emails = await otherAccounts(env);
  const server = await startServer(env);
  const from = (network) => ({ 'x-forwarded-for': `198.51.${100 + (network >> 8)}.${network & 255}` });
  const owner = new StaffClient(env.BASE_URL, (url, options) =>
    fetch(url, { ...options, headers: { ...options.headers, ...from(NETWORKS) } }),
  );
  await owner.signIn(OWNER, link);

  const quiet = await lookAround(owner, 200, () => true);
  const attackers = [];
  for (let network = 0; network < NETWORKS; network += 1)
    attackers.push(
      await anAttacker(env, (url, options) =>
        fetch(url, { ...options, headers: { ...options.headers, ...from(network) } }),
      ),
    );
  const judged = { account: new Map(), network: new Map() };
  const answers = new Map();
  let sent = 0;
  let on = true;
  const meanwhile = lookAround(owner, Infinity, () => on);
  const began = performance.now();
  let ownerCameIn = null;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (sent < tries) {
        const turn = sent++;
        // Attackers do not wait for our answers: a slow server would otherwise be asked less.
        await sleep(Math.max(0, began + turn * millisBetween - performance.now()));
        const network = turn % NETWORKS;
        const email = emails[(turn * 7) % emails.length];
        const status = await attackers[network](email, randomUUID());
        answers.set(status, (answers.get(status) ?? 0) + 1);
        // 422 says that the password is wrong: it was judged.
        if (status === 422)
          for (const [what, key] of [
            ['account', email],
            ['network', network],
          ])
            judged[what].set(key, (judged[what].get(key) ?? 0) + 1);
        if (turn === Math.floor(tries / 2)) ownerCameIn = await comesIn(owner);
      }
    }),
  );
  const seconds = Math.round((performance.now() - began) / 1000);
  on = false;
  const busy = await meanwhile;
  server.child.kill('SIGTERM');
  await server.exited;
  const most = (map) => Math.max(0, ...map.values());
  const all = [...judged.account.values()].reduce((sum, count) => sum + count, 0);
  const result = {
    judged: all,
    mostOfAnAccount: most(judged.account),
    mostOfANetwork: most(judged.network),
    ownerCameIn,
    answers: Object.fromEntries(answers),
  };
  const figures = { quietP95: quiet, busyP95: busy, ratio: Number((busy / quiet).toFixed(2)), wantedRatio: 1.5 };
  console.log(JSON.stringify({ name: 'brute-force', tries, seconds, ...result, ...figures }));
  return (
    ownerCameIn === true &&
    all > 0 &&
    all <= LIMITS.SIGN_IN_TRIES_OF_ALL &&
    result.mostOfAnAccount <= LIMITS.SIGN_IN_TRIES_PER_ACCOUNT &&
    result.mostOfANetwork <= LIMITS.SIGN_IN_TRIES_PER_NETWORK &&
    [...answers.keys()].every((status) => status === 422 || status === 429)
  );
}

/** Accounts beside the owner's, with a password that nobody tries. */
async function otherAccounts(env) {
  const bulk = await openBulk(env);
  const [row] = await bulk.rows('SELECT * FROM staff_account');
  const emails = Array.from({ length: ACCOUNTS }, (_, index) => `compte.${index}@marelle.example`);
  const rows = emails.map((email) => ({ ...row, id: randomUUID(), email }));
  await bulk.insert(new Map([['staff_account', rows]]));
  await bulk.close();
  return emails;
}

/** Somebody with a form of ours open. @returns what tries a password, and answers the status */
async function anAttacker(env, ask) {
  const client = new StaffClient(env.BASE_URL, ask);
  const form = await client.text('/personnel/connexion');
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(form)[1];
  return async (email, password) => {
    const body = new URLSearchParams({ email, password, _csrf });
    const answer = await client.request('/personnel/connexion', { method: 'POST', body });
    await answer.arrayBuffer();
    return answer.status;
  };
}

/** Whether the owner, on the browser on which it signed in before, gets to the page of the code. */
async function comesIn(owner) {
  const form = await owner.text('/personnel/connexion');
  const body = new URLSearchParams({
    email: OWNER,
    password: CHOSEN,
    _csrf: /name="_csrf" value="([^"]+)"/.exec(form)[1],
  });
  const answer = await owner.request('/personnel/connexion', { method: 'POST', body });
  return answer.status === 303;
}

/** The 95th percentile of milliseconds of a page for everybody and of one of staff. */
async function lookAround(owner, most, isOn) {
  const millis = [];
  for (let turn = 0; turn < most && isOn(); turn += 1) {
    const began = performance.now();
    await owner.text(turn % 2 === 0 ? '/modes-d-accueil' : '/personnel/ma-connexion');
    millis.push(performance.now() - began);
  }
  return Math.round(millis.sort((a, b) => a - b)[Math.floor(millis.length * 0.95)] * 10) / 10;
}
