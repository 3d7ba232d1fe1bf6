import { generateSync } from 'otplib';

const STEP_MILLIS = 30_000;
/** What whoever gets a link chooses. */
export const CHOSEN = 'quatre mots de la mer';
/** What the telephones of people know, by address, and the last half minute whose code each has given. */
const keys = new Map();
const used = new Map();
/** Two clients of one person wait for the code after the one that was used. */
const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/** The code that somebody's telephone shows; in the demonstration, that of its page. */
export async function nextCode(base, email) {
  const name = `${base} ${email}`;
  if (keys.has(name)) {
    const step = Math.max(Math.floor(Date.now() / STEP_MILLIS), (used.get(name) ?? 0) + 1);
    await sleep(Math.max(0, (step - 1) * STEP_MILLIS - Date.now()));
    used.set(name, step);
    return generateSync({ secret: keys.get(name), epoch: (step * STEP_MILLIS) / 1000 });
  }
  const spent = used.get(name) ?? new Set();
  used.set(name, spent);
  for (;;) {
    const shown = /data-codes>([\d ]+)</.exec(await (await fetch(`${base}/demo`)).text())[1].split(' ');
    // The second one was shown as such before: the first is then over.
    const code = spent.has(shown[1]) ? undefined : shown.find((one) => !spent.has(one));
    if (code) return (spent.add(code), code);
    await sleep(1000);
  }
}

/** A signed-in person over plain HTTP: keeps cookies, sends the token of forms. */
export class StaffClient {
  /** @param ask what sends a request, as `fetch` does */
  constructor(base, ask = fetch) {
    this.base = base;
    this.ask = ask;
    this.cookies = new Map();
  }

  async request(path, options = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.ask(this.base + path, {
      redirect: 'manual',
      ...options,
      headers: { ...options.headers, cookie },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      this.cookies.set(name, value);
    }
    return answer;
  }

  /** @param password or the link that `operate account` prints, by which this client chooses one */
  async signIn(email, given) {
    const password = given.includes('/personnel/lien/') ? await this.chosen(given) : given;
    const form = await (await this.request('/personnel/connexion')).text();
    const token = /name="_csrf" value="([^"]+)"/.exec(form)[1];
    const answer = await this.request('/personnel/connexion', {
      method: 'POST',
      body: new URLSearchParams({ email, password, _csrf: token }),
    });
    if (answer.status !== 303) throw new Error(`Signing in answered ${answer.status}`);
    const asked = await this.landed(answer);
    // Who has no codes yet sets them up first.
    const sealed = /name="key" value="([^"]+)"/.exec(asked)?.[1];
    if (sealed) keys.set(`${this.base} ${email}`, /(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/.exec(asked)[0].replaceAll(' ', ''));
    const fields = {
      code: await nextCode(this.base, email),
      suite: /name="suite" value="([^"]*)"/.exec(asked)[1],
      _csrf: /name="_csrf" value="([^"]+)"/.exec(asked)[1],
      ...(sealed ? { key: sealed } : {}),
    };
    const path = sealed ? '/personnel/code/nouveau' : '/personnel/code';
    const entered = await this.request(path, { method: 'POST', body: new URLSearchParams(fields) });
    await this.landed(entered, path);
    this.token = /name="_csrf" value="([^"]+)"/.exec(await this.landed(await this.request('/personnel')))[1];
  }

  /** Chooses a password by a link, once. */
  async chosen(link) {
    const { pathname } = new URL(link);
    const token = /name="_csrf" value="([^"]+)"/.exec(await this.text(pathname))[1];
    const body = new URLSearchParams({ password: CHOSEN, _csrf: token });
    const answer = await this.request(pathname, { method: 'POST', body });
    if (answer.status !== 303) throw new Error(`Choosing a password answered ${answer.status}`);
    return CHOSEN;
  }

  /** @returns the body of a page that answered 200 */
  async text(path) {
    return this.page(path, await this.request(path));
  }

  /** Sends a form. @returns the body of the page it leads to */
  async sent(path, fields) {
    return this.landed(
      await this.request(path, { method: 'POST', body: new URLSearchParams({ ...fields, _csrf: this.token }) }),
      path,
    );
  }

  /** Sends a form with a file. @returns the body of the page it leads to */
  async uploaded(path, field, name, bytes) {
    const body = new FormData();
    body.set('_csrf', this.token);
    body.set(field, new Blob([bytes], { type: 'text/csv' }), name);
    return this.landed(await this.request(path, { method: 'POST', body }), path);
  }

  /** Follows an answer to the page it leads to: a role's first page is two steps away. */
  async landed(answer, path) {
    while (answer.status === 303) {
      path = answer.headers.get('location');
      answer = await this.request(path);
    }
    return this.page(path, answer);
  }

  async page(path, answer) {
    const body = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return body;
  }
}
