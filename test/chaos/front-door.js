/**
 * The front doors of deploy/, each started before the built application as an operator starts it, and held to what
 * docs/operating.md and decision 0104 say. Usage: npm run drill:front-door. A proxy that is not on this machine is not
 * measured.
 */
import { randomUUID } from 'node:crypto';
import { connect as connectHttp2 } from 'node:http2';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import { StaffClient } from '../../bench/staff-client.js';
import { openBulk } from '../support/population/index.js';
import { TlsClient } from '../support/tls-client.js';
import { HEADER_SECONDS, PROXIES, startProxy } from './proxies.js';
import { freePort, openDesk, operate, productionEnv, startServer } from './server.js';

const HOST = 'guichet.example.test';
const TRIES_OF_A_NETWORK = 3;
const MEGABYTE = 1_000_000;
/** The key of a family, which no log may keep. */
const SECRET = 'cle-d-une-famille-que-personne-ne-lit';

const wrong = [];
let held = 0;
const must = (what, holds, seen = '') => {
  if (holds) held += 1;
  else wrong.push(what);
  console.error(`${holds ? 'ok  ' : 'FAIL'} ${what}${holds ? '' : ` ${seen}`}`);
};

const folder = mkdtempSync(join(tmpdir(), 'marelle-front-door-'));
const here = Object.keys(PROXIES).filter((name) => PROXIES[name].isHere());
for (const name of Object.keys(PROXIES))
  if (!here.includes(name)) console.log(`NOT MEASURED the front door of ${name}: ${name} is not here`);
try {
  if (here.length > 0) await drill();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(JSON.stringify({ proxies: here, held, wrong }));
process.exit(wrong.length > 0 ? 1 : 0);

async function drill() {
  const env = {
    ...productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite') }),
    BASE_URL: `https://${HOST}`,
    TRUST_PROXY: 'loopback',
    SIGN_IN_TRIES_PER_NETWORK: String(TRIES_OF_A_NETWORK),
  };
  openDesk(env);
  const session = await aSession(env);
  for (const [index, name] of here.entries()) {
    // A person each: the link that chooses a password works once.
    const account = operate(env, 'account', `${name}@marelle.example`, 'Coordinatrice', 'coordinator').split(' ');
    const server = await startServer(env);
    const proxy = await startProxy(name, { folder, host: HOST, appPort: env.PORT });
    try {
      await holdDoor(name, proxy, { server, session, account, network: 20 * (index + 1) });
    } finally {
      server.child.kill('SIGKILL');
      await server.exited;
      await proxy.stop();
    }
  }
  await session.close();
}

/** A session whose screen may be followed, and what changes it as another process would. */
async function aSession(env) {
  const bulk = await openBulk(env);
  const [{ id: gridId }] = await bulk.rows('SELECT id FROM criteria_grid');
  const id = randomUUID();
  const row = {
    id,
    body_id: 'intercommunale',
    state: 'frozen',
    starts_at: '2027-01-14T13:00:00.000Z',
    room: 'Salle du conseil',
    entry_from: '2027-03-01',
    reoffer_allowed: true,
    grid_id: gridId,
    frozen_at: '2027-01-09T17:00:00.000Z',
    version: 1,
  };
  await bulk.insert(new Map([['commission_session', [row]]]));
  return {
    id,
    change: () => bulk.rows(`UPDATE commission_session SET version = version + 1 WHERE id = '${id}' RETURNING version`),
    close: () => bulk.close(),
  };
}

async function holdDoor(name, proxy, { server, session, account, network }) {
  const { ask } = new TlsClient(proxy.door);
  const say = (what) => `${name}: ${what}`;
  // Each proof has its own address, so that the limits of one are not those of another.
  let last = network;
  const anAddress = () => `127.0.0.${(last += 1)}`;

  await holdWay(ask, say, proxy.door);
  await holdWeight(ask, say);
  await holdAddress(ask, say, anAddress);
  await holdStream(ask, say, session, account);
  await holdBounds(ask, say, proxy.door);
  if (PROXIES[name].countsRequests) await holdRate(ask, say, anAddress);
  else console.log(`NOT MEASURED ${say('too many requests')}: it counts none as Debian builds it`);

  await ask(`/suivre/${SECRET}?nom=${SECRET}`);
  await sleep(200);
  must(say('its log knows the page and not the key'), /\/suivre/.test(proxy.log()) && !proxy.log().includes(SECRET));

  server.child.kill('SIGKILL');
  await server.exited;
  const page = await ask('/');
  const said = await page.text();
  must(
    say('the application away is a page that says so, 503'),
    page.status === 503 && said.includes('Revenez dans quelques minutes') && page.headers.get('retry-after') === '10',
    `${page.status} ${said.slice(0, 200)}`,
  );
  must(say('which is as strict as the pages of the application'), isStrict(page), page.rawHeaders.join(' '));
  const problem = await ask('/api/v1/dossiers', { method: 'POST', body: '{}' });
  must(
    say('and for a portal a problem document'),
    problem.status === 503 &&
      problem.headers.get('content-type') === 'application/problem+json' &&
      (await problem.json()).status === 503,
    `${problem.status} ${problem.headers.get('content-type')}`,
  );
}

function isStrict({ headers }) {
  return (
    headers.get('strict-transport-security') === 'max-age=31536000; includeSubDomains' &&
    headers.get('x-content-type-options') === 'nosniff' &&
    headers.get('content-security-policy')?.startsWith("default-src 'none'") &&
    headers.get('cache-control') === 'no-store' &&
    !/\d/.test(headers.get('server') ?? '')
  );
}

async function holdWay(ask, say, door) {
  const clear = await ask('/places?commune=71306', { clear: true });
  // @asvs 12.2.1
  must(
    say('plain HTTP leads to the same page over TLS'),
    [301, 302, 308].includes(clear.status) && clear.headers.get('location') === `https://${HOST}/places?commune=71306`,
    `${clear.status} ${clear.headers.get('location')}`,
  );
  // @asvs 4.1.2
  must(
    say('but no portal is led there with its token'),
    (await ask('/api/v1/dossiers', { clear: true })).status === 403,
  );
  const greeted = (options) =>
    new Promise((resolve) => {
      const socket = connectTls({ host: '127.0.0.1', port: door.port, ca: door.certificate, ...options }, () => {
        resolve(socket.getProtocol());
        socket.destroy();
      }).on('error', (error) => resolve(error.code));
    });
  const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
  // @asvs 12.1.1 12.1.2
  must(say('TLS 1.2 and 1.3 are spoken'), (await greeted({ servername: HOST })) === 'TLSv1.3');
  must(say('to an old browser too'), (await greeted({ servername: HOST, maxVersion: 'TLSv1.2' })) === 'TLSv1.2');
  const refused = await greeted({ servername: HOST, ...old });
  must(say('TLS 1.1 is not'), /ALERT|EPROTO|PROTOCOL|ECONNRESET/.test(refused), refused);
  const other = await greeted({ servername: 'other.example.test', rejectUnauthorized: false });
  must(say('another host gets no certificate'), !/^TLS/.test(other), other);
  must(say('HTTP/2 is spoken, so that a followed session leaves connections'), (await overHttp2(door)) === 200);
  const page = await ask('/', { headers: { accept: 'text/html' } });
  const names = page.rawHeaders.filter((_, at) => at % 2 === 0).map((header) => header.toLowerCase());
  const twice = names.filter((header, at) => header !== 'set-cookie' && names.indexOf(header) !== at);
  must(say('no header comes twice'), twice.length === 0, twice.join(' '));
  // @asvs 3.4.1
  must(
    say('the application says that the site is on TLS only'),
    page.headers.get('strict-transport-security') === 'max-age=31536000; includeSubDomains',
  );
  must(
    say('the proxy does not say its version'),
    !/\d/.test(page.headers.get('server') ?? ''),
    page.headers.get('server'),
  );
  const inside = await Promise.all(['/health', '/ready', '/metrics', '/%72eady'].map((path) => ask(path)));
  // @asvs 13.4.5
  must(
    say('what watches the site is not shown outside'),
    inside.every(({ status }) => status === 404),
    inside.map(({ status }) => status).join(' '),
  );
}

function overHttp2({ host, port, certificate }) {
  return new Promise((resolve, reject) => {
    const session = connectHttp2(`https://127.0.0.1:${port}`, { ca: certificate, servername: host });
    session.on('error', reject);
    const stream = session.request({ ':path': '/', ':authority': host });
    stream.on('response', (headers) => resolve(headers[':status'])).on('close', () => session.close());
    stream.on('error', reject).resume().end();
  });
}

/** Pages are compressed; one of which another site may have chosen a part is not (BREACH). */
async function holdWeight(ask, say) {
  const encoding = async (path, more = {}) => {
    const answer = await ask(path, { ...more, headers: { 'accept-encoding': 'gzip, br', ...more.headers } });
    return { encoding: answer.headers.get('content-encoding'), status: answer.status };
  };
  const home = await encoding('/');
  must(say('a page for everybody is compressed'), ['br', 'gzip'].includes(home.encoding), home.encoding);
  const form = await encoding('/personnel/connexion');
  const token = (await (await ask('/personnel/connexion')).text()).includes('name="_csrf"');
  must(
    say('a page with a token is compressed too'),
    form.status === 200 && ['br', 'gzip'].includes(form.encoding) && token,
    form.encoding,
  );
  const led = await encoding('/personnel/connexion', { headers: { 'sec-fetch-site': 'cross-site' } });
  must(say('a page to which another site leads is not'), led.status === 200 && led.encoding === null, led.encoding);
  const plain = await (await ask('/')).text();
  const [, script] = /"(\/assets\/[^"]+\.(?:js|css)[^"]*)"/.exec(plain) ?? [];
  must(say('styles and scripts are compressed'), ['br', 'gzip'].includes((await encoding(script)).encoding), script);
}

/** Wrong passwords are counted by network: whoever may name another address for itself is never refused. */
async function holdAddress(ask, say, anAddress) {
  const tries = async (from, count, forged) => {
    const statuses = [];
    for (let n = 0; n < count; n += 1) {
      const headers = forged(n);
      const form = await ask('/personnel/connexion', { from, headers });
      const cookie = form.headers.getSetCookie().map((line) => line.split(';')[0]);
      const [, token] = /name="_csrf" value="([^"]+)"/.exec(await form.text());
      const answer = await ask('/personnel/connexion', {
        method: 'POST',
        from,
        headers: { ...headers, cookie: cookie.join('; ') },
        body: new URLSearchParams({ email: `${from}.${n}@exemple.fr`, password: 'wrong', _csrf: token }),
      });
      statuses.push(answer.status);
    }
    return statuses;
  };
  const forger = await tries(anAddress(), TRIES_OF_A_NETWORK + 1, (n) => ({
    'x-forwarded-for': `203.0.113.${n}`,
    forwarded: `for=203.0.113.${n}`,
    'x-real-ip': `203.0.113.${n}`,
  }));
  // @asvs 4.1.3 15.3.4
  must(say('who names other addresses is still counted by its own'), forger.at(-1) === 429, forger.join(' '));
  must(say('and not before its tries are used up'), !forger.slice(0, -1).includes(429), forger.join(' '));
  const neighbour = await tries(anAddress(), 1, () => ({}));
  must(say('and its neighbour is another client'), neighbour[0] !== 429, neighbour.join(' '));
}

async function holdStream(ask, say, session, [email, password]) {
  const client = new StaffClient('', ask);
  await client.signIn(email, password);
  const leave = new AbortController();
  // A proxy that gathers the stream may not even hand on its headers.
  const patience = setTimeout(() => leave.abort(), 15_000);
  const path = `/commissions/${session.id}/seance/flux`;
  const answer = await client.request(path, { signal: leave.signal }).catch(() => null);
  if (answer === null) return must(say('each event of a session comes when it happens'), false, 'nothing came');
  const arrived = [];
  const read = (async () => {
    for await (const chunk of answer.body) arrived.push({ at: performance.now(), text: Buffer.from(chunk).toString() });
  })().catch(() => undefined);
  const seen = async (version) => {
    const began = performance.now();
    while (performance.now() - began < 4000) {
      if (arrived.some(({ text }) => text.includes(`data: ${version}\n`))) return Math.round(performance.now() - began);
      await sleep(20);
    }
    return null;
  };
  const waits = [];
  for (let change = 0; change < 2; change += 1) {
    const [{ version }] = await session.change();
    waits.push(await seen(version));
  }
  leave.abort();
  clearTimeout(patience);
  await read;
  // The versions are read once a second.
  must(
    say(`each event of a session comes when it happens (${waits.join(' and ')} ms)`),
    answer.headers.get('content-type')?.startsWith('text/event-stream') &&
      waits.every((ms) => ms !== null && ms < 2500),
    `${answer.status} ${answer.headers.get('content-type')}`,
  );
}

async function holdBounds(ask, say, door) {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const post = (path, size) => ask(path, { method: 'POST', headers: form, body: Buffer.alloc(size, 'a') });
  const ours = await post('/suivre/lien', MEGABYTE);
  const said = await ours.text();
  must(
    say('a form of a megabyte is refused by the application, in its words'),
    ours.status === 413 && said.includes('Cet envoi est trop volumineux') && said.includes('govuk-'),
    `${ours.status} ${said.slice(0, 100)}`,
  );
  // The whole is announced and not sent: whoever waited for it would wait for ever.
  const huge = await head(door, [
    'POST /suivre/lien HTTP/1.1',
    `host: ${HOST}`,
    'content-type: text/plain',
    `content-length: ${30 * MEGABYTE}`,
  ]);
  must(say('a body of 30 megabytes is refused by its headers'), /^HTTP\/1\.1 413 /.test(huge.said), huge.said);
  const two = [
    'content-length: 4',
    'transfer-encoding: chunked',
    '',
    '0',
    '',
    'GET /smuggled HTTP/1.1',
    `host: ${HOST}`,
  ];
  const smuggled = await head(door, ['POST / HTTP/1.1', `host: ${HOST}`, ...two]);
  // @asvs 4.2.1
  must(
    say('a request with two lengths is refused, or ends where one of them says, and its connection with it'),
    smuggled.said.split('HTTP/1.1 ').length <= 2,
    smuggled.said,
  );
  const long = await ask('/', { headers: { 'x-long': 'a'.repeat(40_000) } });
  must(say('headers of 40 kilobytes are refused'), [400, 431].includes(long.status), long.status);
  const slow = await head(door, ['GET / HTTP/1.1', `host: ${HOST}`, 'x-slow: '], false);
  must(
    say(`headers that do not come are waited for no longer than said (${Math.round(slow.millis)} ms)`),
    slow.closed && slow.millis > HEADER_SECONDS * 900 && slow.millis < HEADER_SECONDS * 1000 + 3000,
    JSON.stringify(slow),
  );
}

/** Sends headers and no more. @returns what was said until something was, or until the connection was closed */
function head({ port, certificate }, lines, whole = true) {
  return new Promise((resolve) => {
    const began = performance.now();
    const ended = (said, closed) => {
      clearTimeout(patience);
      socket.destroy();
      resolve({ said, closed, millis: performance.now() - began });
    };
    const socket = connectTls({ host: '127.0.0.1', port, ca: certificate, servername: HOST }, () =>
      socket.write(lines.join('\r\n') + (whole ? '\r\n\r\n' : '')),
    );
    const patience = setTimeout(() => ended('', false), 15_000);
    socket.on('data', (piece) => (whole ? ended(piece.toString(), false) : undefined));
    socket.on('error', () => undefined).on('close', () => ended('', true));
  });
}

async function holdRate(ask, say, anAddress) {
  const [crowd, quiet] = [anAddress(), anAddress()];
  const answers = await Promise.all(Array.from({ length: 60 }, () => askOften(ask, crowd, 5)));
  const statuses = answers.flat().map(({ status }) => status);
  const refused = answers.flat().find(({ status }) => status === 429);
  // @asvs 2.4.1
  must(
    say(`300 pages at once are too many (${statuses.filter((status) => status === 429).length} refused)`),
    refused !== undefined && statuses.filter((status) => status === 200).length >= 120,
    JSON.stringify(statuses),
  );
  const said = (await refused?.text()) ?? '';
  must(
    say('who is refused reads why, and when to come back'),
    said.includes('Attendez quelques secondes') && isStrict(refused) && refused.headers.get('retry-after') === '10',
    said.slice(0, 100),
  );
  must(say('meanwhile others are served'), (await ask('/', { from: quiet })).status === 200);
}

async function askOften(ask, from, times) {
  const answers = [];
  for (let n = 0; n < times; n += 1) {
    const answer = await ask('/', { from });
    if (answer.status === 200) await answer.arrayBuffer();
    answers.push(answer);
  }
  return answers;
}
