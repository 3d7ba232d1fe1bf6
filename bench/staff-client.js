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

  async signIn(email, password) {
    const form = await (await this.request('/personnel/connexion')).text();
    const token = /name="_csrf" value="([^"]+)"/.exec(form)[1];
    const answer = await this.request('/personnel/connexion', {
      method: 'POST',
      body: new URLSearchParams({ email, password, _csrf: token }),
    });
    if (answer.status !== 303) throw new Error(`Signing in answered ${answer.status}`);
    this.token = /name="_csrf" value="([^"]+)"/.exec(await this.landed(answer))[1];
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
