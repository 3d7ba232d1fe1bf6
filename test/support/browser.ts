import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { nextCode, passwordBehind, rememberChoice, rememberKey } from './codes.js';
import { Form, hiddenValue, Page, textOf, type Button, type FieldValues } from './page.js';

export { hiddenValue, textOf };

const CODE_PAGE = '/personnel/code';
const SET_UP_PAGE = '/personnel/code/nouveau';
const LINK_PAGE = '/personnel/lien/';
/** What whoever gets a link chooses. */
const CHOSEN = 'quatre mots de la mer';

export interface Answer {
  readonly status: number;
  readonly url: string;
  readonly html: string;
  readonly headers: Record<string, unknown>;
  readonly bytes: Buffer;
}

type Fields = Record<string, string | number | readonly string[]>;

const encode = (fields: Fields): string =>
  Object.entries(fields)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as string[]) : [String(value)]).map(
        (one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`,
      ),
    )
    .join('&');

/** A person's browser without JavaScript: keeps cookies, sends the page's CSRF token, follows redirections. */
export class Browser {
  private readonly cookies = new Map<string, string>();
  private token = '';
  /** The address that the browser shows, after all redirections. */
  url = '/';

  /** @param language the language that the browser asks for, if any */
  constructor(
    private readonly app: Pick<NestFastifyApplication, 'inject'>,
    private readonly language?: string,
  ) {}

  /** Sets a cookie that no page of ours has set. */
  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  get cookieNames(): string[] {
    return [...this.cookies.keys()];
  }

  /** The cookies that the browser keeps. */
  get jar(): ReadonlyMap<string, string> {
    return this.cookies;
  }

  async get(url: string): Promise<Answer> {
    return this.follow(await this.send('GET', url));
  }

  /** Sends a form from the page shown last (fetches `url` first when none was). */
  async post(url: string, fields: Fields = {}): Promise<Answer> {
    if (!this.token) await this.get('/personnel/connexion');
    return this.follow(await this.send('POST', url, encode({ ...fields, _csrf: this.token })));
  }

  /** Opens an address and reads what it shows. */
  async opens(url: string): Promise<Page> {
    return new Page(await this.get(url));
  }

  /**
   * Fills in the form of a page as a person does, and presses a button of it: the one named, or the first. What is not
   * filled in goes as it stands, hidden fields and ticked boxes included.
   */
  async presses(pressed: Button | Form, filled: FieldValues = {}): Promise<Page> {
    const button = pressed instanceof Form ? pressed.buttons[0] : pressed;
    const form = pressed instanceof Form ? pressed : pressed.form;
    form.expectToOffer(filled);
    const fields = { ...form.fields, ...filled, ...button?.sends };
    const action = button?.action ?? form.action;
    if (form.method === 'post') return this.sends(action, fields);
    return this.opens(`${action.split('?')[0]}?${encode(fields)}`);
  }

  /** Sends what no form of a page offers: a page of long ago, the page of somebody else, a choice that is not given. */
  async sends(url: string, fields: FieldValues = {}): Promise<Page> {
    return new Page(await this.post(url, fields));
  }

  /** Sends a form with a file, as `enctype="multipart/form-data"` does. Null when no file was chosen. */
  async upload(
    url: string,
    field: string,
    file: { name: string; bytes: Uint8Array } | null,
    fields: Record<string, string> = {},
  ): Promise<Answer> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, _csrf: this.token })) form.append(name, value);
    form.append(
      field,
      new Blob([Buffer.from(file?.bytes ?? [])], { type: 'application/octet-stream' }),
      file?.name ?? '',
    );
    const sent = new Response(form);
    const payload = Buffer.from(await sent.arrayBuffer());
    return this.follow(await this.send('POST', url, payload, sent.headers.get('content-type')!));
  }

  /** {@link upload} as a program may send it. @param named how the part names its file */
  async uploadAs(url: string, field: string, named: string, bytes: Buffer): Promise<Answer> {
    const edge = 'edge-of-a-part';
    const part = (says: string): string => `--${edge}\r\ncontent-disposition: form-data; ${says}`;
    const payload = Buffer.concat([
      Buffer.from(`${part('name="_csrf"')}\r\n\r\n${this.token}\r\n`),
      Buffer.from(`${part(`name="${field}"; ${named}`)}\r\ncontent-type: text/csv\r\n\r\n`),
      bytes,
      Buffer.from(`\r\n--${edge}--\r\n`),
    ]);
    return this.follow(await this.send('POST', url, payload, `multipart/form-data; boundary=${edge}`));
  }

  /** As {@link post}, without the token of the page. */
  async postWithoutToken(url: string, fields: Fields = {}): Promise<Answer> {
    return this.send('POST', url, encode(fields));
  }

  /**
   * Signs in: the password, then the code of the telephone. Somebody who has none yet sets it up, and goes on. A page
   * that refuses the password is returned as it is.
   * @param password or the link by which the person chooses one
   */
  async signIn(email: string, password: string): Promise<Answer> {
    if (password.includes(LINK_PAGE) && passwordBehind(password) === undefined) return this.choosesBy(password, email);
    await this.get('/personnel/connexion');
    const asked = await this.post('/personnel/connexion', { email, password: passwordBehind(password) ?? password });
    return asked.status === 200 && this.url.startsWith(CODE_PAGE) ? this.givesCode(email) : asked;
  }

  /** Chooses a password by a link, and goes on to the code. */
  private async choosesBy(link: string, email: string): Promise<Answer> {
    const { pathname } = new URL(link);
    await this.get(pathname);
    const asked = await this.post(pathname, { password: CHOSEN });
    if (asked.status !== 200) return asked;
    rememberChoice(link, CHOSEN);
    return this.givesCode(email);
  }

  /** Gives the code that the page shown last asks for. */
  async givesCode(email: string): Promise<Answer> {
    const suite = new URL(this.url, 'http://x').searchParams.get('suite') ?? '';
    if (!this.url.startsWith(SET_UP_PAGE))
      return this.post(CODE_PAGE, { code: await nextCode(this.app, email), suite });
    const shown = new Page(await this.get(this.url));
    rememberKey(this.app, email, /(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/.exec(shown.text)![0].replaceAll(' ', ''));
    const { key } = shown.form(SET_UP_PAGE).fields;
    const told = await this.post(SET_UP_PAGE, { code: await nextCode(this.app, email), suite, key: String(key) });
    return told.status === 200 ? this.get(suite) : told;
  }

  /** The token of the page shown last. */
  get csrfToken(): string {
    return this.token;
  }

  /** Sends any request with this browser's cookies. It follows no redirection and keeps no cookie. */
  raw(options: Exclude<Parameters<NestFastifyApplication['inject']>[0], string>) {
    return this.app.inject({ ...options, headers: { cookie: this.cookieHeader(), ...options.headers } });
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private async follow(answer: Answer): Promise<Answer> {
    let last = answer;
    for (let hops = 0; last.status === 303; hops += 1) {
      if (hops > 5) throw new Error(`Too many redirections at ${last.url}`);
      last = await this.send('GET', String(last.headers['location']));
    }
    this.url = last.url;
    return last;
  }

  private async send(
    method: 'GET' | 'POST',
    url: string,
    payload?: string | Buffer,
    type = 'application/x-www-form-urlencoded',
  ): Promise<Answer> {
    const response = await this.app.inject({
      method,
      url,
      headers: {
        cookie: this.cookieHeader(),
        ...(this.language === undefined ? {} : { 'accept-language': this.language }),
        ...(payload === undefined ? {} : { 'content-type': type }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const cookie of response.cookies) {
      if (cookie.maxAge === 0 || (cookie.expires && cookie.expires.getTime() < 1000) || cookie.value === '')
        this.cookies.delete(cookie.name);
      else this.cookies.set(cookie.name, encodeURIComponent(cookie.value));
    }
    // When a session begins or ends, the tokens of pages shown before are no longer valid.
    if (response.cookies.some(({ name, value }) => name.endsWith('marelle-csrf') && value === '')) this.token = '';
    const html = String(response.headers['content-type'] ?? '').startsWith('text/html') ? response.body : '';
    this.token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? this.token;
    return { status: response.statusCode, url, html, headers: response.headers, bytes: response.rawPayload };
  }
}
