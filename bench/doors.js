/**
 * Every route that a stranger can reach, asked with the worst bodies, headers and addresses a stranger can make: for
 * how long did the event loop stand still (nobody else is answered meanwhile), next to the same route asked in the
 * ordinary way in the same run?
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attacksOn } from './door-attacks.js';
import { StaffClient } from './staff-client.js';
import { freePort, openDesk, operate, productionEnv, START } from '../test/chaos/server.js';

const WANTED_RATIO = 10;
/** Nobody notices less, whatever the ratio is. */
const UNNOTICED_MILLIS = 10;
const GATE_MILLIS = 1000;
/** No other process and no collection of garbage stops the server for so long. */
const NO_CHANCE_MILLIS = 3000;
const MOST_TRIES = 4;
const LONGEST_ANSWER_MILLIS = 60_000;

class Doors {
  constructor(child, base) {
    this.child = child;
    this.base = new URL(base);
    this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
  }

  async ask(what) {
    const answer = once(this.child, 'message');
    this.child.send(what);
    return (await answer)[0];
  }

  /** @returns the status; 'closed' when the server hung up without one */
  send({ method, path, headers = {}, body }) {
    return new Promise((resolve) => {
      const options = {
        host: this.base.hostname,
        port: this.base.port,
        method,
        path,
        agent: this.agent,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
      };
      const sent = request(options, (response) =>
        response
          .resume()
          .on('end', () => resolve(response.statusCode))
          .on('error', () => resolve('closed')),
      );
      sent.setTimeout(LONGEST_ANSWER_MILLIS, () => sent.destroy()).on('error', () => resolve('closed'));
      sent.end(body);
    });
  }

  /** @returns for how long the loop stood still, at most, while this was answered */
  async measure(asked) {
    await this.ask('delay');
    const status = await this.send(asked);
    return { status, millis: await this.ask('delay') };
  }

  /** The middle of a few tries: what the request takes as a rule. */
  async usual(asked, tries) {
    const found = [];
    for (let count = 0; count < tries; count += 1) found.push(await this.measure(asked));
    return found.sort((one, other) => one.millis - other.millis)[Math.floor(tries / 2)];
  }

  /**
   * A delay that would be told is measured again, and the shortest counts: what another process of the machine or a
   * collection of garbage does to one try, it does not do to all; what the body does, it does each time.
   */
  async worst(asked, wanted) {
    let best = await this.measure(asked);
    for (
      let count = 1;
      count < MOST_TRIES && best.millis > wanted && best.millis < NO_CHANCE_MILLIS && !(best.status >= 500);
      count += 1
    ) {
      const again = await this.measure(asked);
      if (again.status >= 500 || again.millis < best.millis) best = again;
    }
    return best;
  }
}

/** The names of the fields of the forms that a page shows. */
const fieldsOf = (html) =>
  [
    ...new Set([...html.matchAll(/<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"/g)].map(([, name]) => name)),
  ].filter((name) => name !== '_csrf');

const cookieOf = (client) => [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** A stranger who has begun a dossier, as anybody may: the press takes no token, the page that it leads to has one. */
async function stranger(base) {
  const client = new StaffClient(base);
  const begun = await client.request('/dossier/commencer', { method: 'POST', body: new URLSearchParams() });
  const draft = begun.headers.get('location');
  client.token = /name="_csrf" value="([^"]+)"/.exec(await client.text(draft))[1];
  return { client, draftId: draft.split('/')[2] };
}

/** A page of questions for each pattern of their addresses. */
const TOPICS = { ':topic/:rank': ['responsable/1', 'enfant/1', 'besoin/1'], ':topic': ['foyer', 'points', 'accords'] };

/** The addresses a route is asked at. */
function addressesOf(path, draftId) {
  const filled = path.replace(':draftId', draftId);
  const [pattern, topics] = Object.entries(TOPICS).find(([one]) => path.endsWith(one)) ?? ['', ['']];
  return topics.map((topic) =>
    (filled.slice(0, filled.length - pattern.length) + topic)
      .replace(':rank', '1')
      .replace(/:\w+/g, '0198c0de-0000-7000-8000-000000000001'),
  );
}

/** @returns what is asked in the ordinary way, and the names of the fields that the page of this form shows */
async function ordinary({ method, path, access }, address, { client }, token) {
  const isApi = path.startsWith('/api/');
  const headers = {
    accept: 'text/html',
    ...(isApi ? {} : { cookie: cookieOf(client) }),
    ...(isApi && !access.public ? { authorization: `Bearer ${token}`, 'idempotency-key': 'bench-doors-1' } : {}),
  };
  if (method === 'GET') return { method, path: address, headers, fields: [] };
  if (isApi)
    return {
      method,
      path: address,
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"adults":[{"firstName":"Laura"}]}',
      fields: ['adults', 'children', 'household', 'consents', 'language'],
    };
  const shown = await client.request(address);
  const fields = shown.status === 200 ? fieldsOf(await shown.text()) : [];
  const body = new URLSearchParams({
    _csrf: client.token,
    ...Object.fromEntries(fields.map((name) => [name, '1'])),
  }).toString();
  return {
    method,
    path: address,
    headers: { ...headers, cookie: cookieOf(client), 'content-type': 'application/x-www-form-urlencoded' },
    body,
    fields,
    csrf: client.token,
  };
}

/** Streams do not end, and a session that is left or a form that is sent is nothing to ask again. */
const LEFT_OUT = /\/flux$|quitter|deconnexion/;
const PERMISSIONS = ['draft.fill', 'api.deposit'];

/**
 * @param options `fields`: how many fields of a form get a long text each, one after the other; `usualTries`: how often
 * a route is asked in the ordinary way
 */
export async function benchDoors({ fields = 40, usualTries = 9 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-doors-'));
  const env = productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite') });
  openDesk(env);
  const token = operate(env, 'token', 'bench');
  const child = fork('bench/doors-server.js', {
    env,
    execArgv: START.filter((flag) => flag.startsWith('--')),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  const doors = new Doors(child, env.BASE_URL);
  const routes = (await doors.ask('routes')).filter(
    ({ path, access }) => !LEFT_OUT.test(path) && (access.public || PERMISSIONS.includes(access.permission)),
  );
  const rows = [];
  try {
    const person = await stranger(env.BASE_URL);
    for (const [route, address] of routes.flatMap((one) =>
      addressesOf(one.path, person.draftId).map((path) => [one, path]),
    )) {
      const asked = await ordinary(route, address, person, token);
      const usual = await doors.usual(asked, usualTries);
      const wanted = Math.max(usual.millis * WANTED_RATIO, UNNOTICED_MILLIS);
      let worst = { millis: 0, status: null, name: 'none' };
      let failed = 0;
      for (const attack of attacksOn(asked, fields)) {
        const found = await doors.worst(attack, wanted);
        if (found.status >= 500 || found.millis > GATE_MILLIS) failed += 1;
        if (found.millis > worst.millis) worst = { ...found, name: attack.name };
      }
      const ratio = worst.millis / usual.millis;
      const pattern = address
        .replace(person.draftId, ':draftId')
        .replaceAll('0198c0de-0000-7000-8000-000000000001', ':id');
      const name = `${route.method} ${pattern}`;
      rows.push({ route: name, usual, worst, ratio, failed });
      console.log(
        `  ${name.padEnd(44)} ordinary ${usual.millis.toFixed(1)} ms (${usual.status})  longest ` +
          `${worst.millis.toFixed(1)} ms (${worst.name}, ${worst.status})  ${ratio.toFixed(1)} ×${failed > 0 ? `  FAILED ${failed}` : ''}`,
      );
    }
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  const longest = rows.reduce((one, other) => (other.worst.millis > one.worst.millis ? other : one));
  const above = rows.filter(({ ratio, worst }) => ratio > WANTED_RATIO && worst.millis > UNNOTICED_MILLIS);
  return {
    name: 'doors',
    routes: rows.length,
    wantedRatio: WANTED_RATIO,
    aboveWanted: above.map(({ route }) => route),
    longestMillis: Number(longest.worst.millis.toFixed(1)),
    where: `${longest.route}, ${longest.worst.name}`,
    failed: rows.reduce((sum, { failed }) => sum + failed, 0),
  };
}
