import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { hashPassword } from '../../src/territory/accounts/index.js';
import { SETTINGS } from '../../src/foundation/config/config.js';
import { readConfig } from '../../src/foundation/config/read-config.js';
import { Authenticators, newSecret, RouteAudit } from '../../src/foundation/platform/security/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { CapturedLog } from '../support/captured-log.js';
import { unsafePackages } from '../support/locked-packages.js';
import { Parent } from '../support/parent.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const sources = (folder: string, pattern: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file) && !file.endsWith('.spec.ts'))
    .map((file) => `${folder}/${file}`);
const read = (file: string): string => readFileSync(file, 'utf8');
const CODE = sources('src', /\.ts$/);

describe('what docs/security says of an application that runs', () => {
  let test: TestApp;
  const log = new CapturedLog();
  beforeAll(async () => {
    test = await startApp('sqlite', { LOG_LEVEL: 'info' }, log);
    await seedWorld(test.app);
  });
  afterAll(() => test.close());
  const signedIn = async (who: string): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[who]!.email, PASSWORD);
    return browser;
  };

  // @asvs 14.3.1
  it('whoever leaves takes what its browser kept along: pages and what was typed', async () => {
    const staff = await signedIn('agent');
    const parent = new Parent(test.app);
    await parent.deposit();
    for (const [browser, page, url] of [
      [staff, '/rpe', '/personnel/deconnexion'],
      [parent.browser, '/mon-dossier', '/mon-dossier/quitter'],
    ] as const) {
      const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec((await browser.get(page)).html) ?? [];
      const { statusCode, headers } = await browser.raw({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ _csrf: token }).toString(),
      });
      expect([statusCode, headers['clear-site-data']]).toEqual([303, '"cache", "storage"']);
      // A browser that did not obey still asks anew: nothing may be kept.
      expect(headers['cache-control']).toContain('no-store');
    }
    expect((await new Browser(test.app).get('/personnel/connexion')).headers['clear-site-data']).toBeUndefined();
  });

  // @asvs 6.1.3
  it('every way in is written down, and none that is not there', () => {
    const [, section = ''] = /## Ways in\n([^]*?)\n## /.exec(read('docs/security/threat-model.md')) ?? [];
    const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| begins'));
    const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
    const starts = cells.flatMap(([, begins = '']) => [...begins.matchAll(/`([^`]+)`/g)].map(([, path]) => path!));
    const ways = new Set(cells.map(([, , known]) => known));
    expect([...ways].filter((way) => way !== 'the address itself').sort()).toEqual(
      test.app.get(Authenticators).known.deeds.toSorted(),
    );
    const isStart = (path: string) => /:secret|^\/(personnel|suivre|dossier)\b/.test(path);
    const open = test.app
      .get(RouteAudit)
      .listRoutes()
      .filter(({ access, path }) => 'public' in access && isStart(path));
    const startOf = (path: string) => starts.find((start) => path === start || path.startsWith(`${start}/`));
    expect(open.map(({ path }) => path).filter((path) => !startOf(path) && path !== '/personnel/deconnexion')).toEqual(
      [],
    );
    expect(new Set(open.map(({ path }) => startOf(path) ?? ''))).toEqual(new Set([...starts, '']));
  });

  // @asvs 7.4.4
  it('every page of staff has the way out', async () => {
    const staff = await signedIn('agent');
    for (const path of ['/rpe', '/messages', '/personnel/ma-connexion', '/modes-d-accueil'])
      expect([path, (await staff.get(path)).html]).toEqual([
        path,
        expect.stringContaining('action="/personnel/deconnexion"'),
      ]);
  });

  // @asvs 14.3.2
  it('no page of somebody is kept by a browser', async () => {
    const staff = await signedIn('agent');
    for (const path of ['/rpe', '/messages', '/nowhere'])
      expect([path, (await staff.get(path)).headers['cache-control']]).toEqual([
        path,
        expect.stringContaining('no-store'),
      ]);
  });

  // @asvs 16.3.2 16.3.3 16.2.1 16.1.1
  it('a boundary that held is a line with who met it, and every field of it is in docs/security/logs.md', async () => {
    const events = (): [unknown, unknown, unknown][] =>
      log.lines.flatMap(({ event, route, actor }) => (event === undefined ? [] : [[event, route, actor]]));
    const member = await signedIn('member');
    const before = events().length;
    await new Browser(test.app).get('/rpe');
    await member.get('/administration');
    await test.app.inject({
      method: 'POST',
      url: '/personnel/connexion',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      payload: 'email=a%40example.org',
    });
    await test.app.inject({
      method: 'POST',
      url: '/suivre/lien',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'x'.repeat(300_000),
    });
    const [needed, refused, form, input] = events().slice(before);
    expect(needed).toEqual(['sign-in.needed', '/rpe', 'nobody']);
    expect([refused![0], refused![2]]).toEqual(['access.refused', expect.stringMatching(/^staff:[0-9a-f-]{36}$/)]);
    expect(form).toEqual(['form.refused', '/personnel/connexion', 'nobody']);
    expect(input).toEqual(['input.refused', '/suivre/:secret', 'nobody']);
    const page = read('docs/security/logs.md');
    const told = new Set([...page.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name));
    const fields = new Set(log.lines.flatMap((line) => Object.keys(line)));
    expect([...fields].filter((name) => !told.has(name) && !/Id$|^id$/.test(name))).toEqual([]);
  });

  // @asvs 3.4.2
  it('no other origin may read an answer', async () => {
    for (const url of ['/', '/api/v1/providers', '/api/openapi.json', '/personnel/connexion'])
      for (const method of ['GET', 'OPTIONS'] as const) {
        const { headers } = await test.app.inject({ method, url, headers: { origin: 'https://elsewhere.example' } });
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
  });

  // @asvs 4.1.1
  it('every answer with a body says what it is, text with its encoding', async () => {
    for (const url of [
      '/',
      '/nowhere',
      '/personnel/connexion',
      '/robots.txt',
      '/api/openapi.json',
      '/api/v1/providers',
    ]) {
      const { headers, body } = await test.app.inject({ url });
      if (body === '') continue;
      expect([url, headers['content-type']]).toEqual([
        url,
        expect.stringMatching(/^text\/\w+; charset=utf-8$|^application\/[\w+.-]*json/),
      ]);
    }
  });
});

describe('what docs/security says of the code', () => {
  // @asvs 2.1.3 15.1.3 6.1.1 7.1.1 7.1.2
  it('docs/security/limits.md has every limit, with its default', () => {
    const page = read('docs/security/limits.md');
    const told = new Map([...page.matchAll(/^\| `([A-Z_]+)` \| (\d+) \|/gm)].map(([, name, value]) => [name!, value!]));
    const limits = SETTINGS.filter((name) =>
      /^SIGN_IN_|^SESSION_IDLE_|^CODE_AGAIN_|_AN_HOUR$|_A_DAY$|^BODY_|^HEADERS_|^IMPORT_LINE_|PER_ACCOUNT$|^FILE_MEGABYTES$|_STATEMENT_/.test(
        name,
      ),
    );
    expect(limits.filter((name) => !told.has(name))).toEqual([]);
    const config = readConfig('test', {}) as unknown as Record<string, number>;
    for (const [name, value] of told) expect([name, String(config[name])]).toEqual([name, value]);
  });

  // @asvs 14.3.3
  it('a browser stores nothing but what was typed, in its tab, until the next page has it', () => {
    const stores = sources('src', /assets\/.*\.js$/).filter((file) =>
      /localStorage|sessionStorage|indexedDB|document\.cookie|caches\./.test(read(file)),
    );
    expect(stores.sort()).toEqual([
      'src/foundation/platform/web/assets/beside.js',
      'src/foundation/platform/web/assets/language.js',
    ]);
    for (const text of stores.map(read)) {
      expect(text).not.toMatch(/localStorage|indexedDB|document\.cookie|caches\./);
      // Taken away as soon as it is read.
      expect(text).toMatch(/sessionStorage\.getItem\(KEY\).*\n\s*sessionStorage\.removeItem\(KEY\)/);
    }
  });

  // @asvs 1.2.5 1.3.2
  it('evaluates nothing, and starts no program but those of backups, without a shell', () => {
    const evaluates = CODE.filter((file) => /\beval\(|new Function\(|\bvm'|runInNewContext/.test(read(file)));
    expect(evaluates).toEqual([]);
    const starts = CODE.filter((file) => read(file).includes("'node:child_process'"));
    expect(starts).toEqual(['src/foundation/platform/backup/postgres-program.ts']);
    expect(read(starts[0]!)).not.toMatch(/\bexec(Sync)?\(|shell:/);
  });

  // @asvs 11.2.1 11.2.3 11.3.1 11.3.2 11.4.1 11.1.2
  it('uses the ciphers and hashes of docs/security/keys.md and no other', () => {
    const used = CODE.flatMap((file) =>
      [...read(file).matchAll(/create(?:Hash|Hmac|Cipheriv|Decipheriv)\(\s*([^,)]+)/g)].map(([, name]) => name!),
    );
    expect(used.length).toBeGreaterThan(5);
    expect([...new Set(used)].sort()).toEqual(["'sha256'", 'CIPHER']);
    expect(CODE.flatMap((file) => /const CIPHER = '(.*)'/.exec(read(file))?.[1] ?? [])).toEqual(['aes-256-gcm']);
  });

  // @asvs 11.5.1 7.2.2 7.2.3
  it('secrets have 128 bits or more, and none comes twice', () => {
    const secrets = Array.from({ length: 1000 }, () => newSecret());
    expect(new Set(secrets).size).toBe(1000);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url').length).toBeGreaterThanOrEqual(16);
  });

  // @asvs 11.4.2
  it('passwords are hashed with Argon2id, as the page says', async () => {
    expect(await hashPassword('un deux trois soleil')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  // @asvs 13.2.5 13.1.1
  it('goes out to the places that the threat model names, from these files alone', () => {
    const out = CODE.filter((file) =>
      /from 'node:(https?|net|tls|dgram|dns.*)'|\bfetch\(|'nodemailer'/.test(read(file)),
    );
    expect(out.filter((file) => !LISTENS.includes(file)).sort()).toEqual(OUTBOUND);
  });

  // @asvs 12.3.2 15.3.2
  it('believes no certificate blindly, and follows no redirection that is not judged', () => {
    expect(CODE.filter((file) => /rejectUnauthorized|NODE_TLS_REJECT|tls: \{/.test(read(file)))).toEqual([]);
    const asks = CODE.filter((file) => /\bfetch\(/.test(read(file)));
    expect(asks).toHaveLength(3);
    expect(asks.filter((file) => !/redirect: '(manual|error)'/.test(read(file)))).toEqual([]);
  });

  // @asvs 3.7.1
  it('pages use no plugin and no frame', () => {
    const views = sources('src', /\.njk$/);
    expect(views.length).toBeGreaterThan(50);
    expect(views.filter((file) => /<(applet|embed|object|iframe|frame)\b/.test(read(file)))).toEqual([]);
  });

  // @asvs 15.1.2
  it('its components come from one registry, each with its sum; another is found', () => {
    for (const file of ['package-lock.json', 'bench/package-lock.json']) {
      const lock = JSON.parse(read(file)) as Parameters<typeof unsafePackages>[0];
      expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
      expect(unsafePackages(lock)).toEqual([]);
      const integrity = 'sha512-x';
      const planted = {
        'node_modules/no-sum': {},
        'node_modules/weak-sum': { integrity: 'sha1-x' },
        'node_modules/in-clear': { integrity, resolved: 'http://registry.example/a.tgz' },
        'node_modules/a': { integrity, resolved: 'https://registry.example/a.tgz' },
        'node_modules/b': { integrity, resolved: 'https://registry.example/b.tgz' },
        'node_modules/from-elsewhere': { integrity, resolved: 'https://elsewhere.example/a.tgz' },
        'node_modules/from-git': { integrity, resolved: 'git+ssh://git@forge.example/a.git#1' },
      };
      expect(unsafePackages({ packages: { ...lock.packages, ...planted } })).toEqual([
        'node_modules/no-sum',
        'node_modules/weak-sum',
        'node_modules/in-clear',
        'node_modules/from-elsewhere',
        'node_modules/from-git',
      ]);
    }
  });

  // @asvs 15.1.1
  it('SECURITY.md says how soon each kind of weakness is mended', () => {
    const days = [...read('SECURITY.md').matchAll(/^\| .* \| (\d+) days/gm)].map(([, count]) => Number(count));
    expect(days).toEqual([3, 14, 14, 90]);
  });
});

/** Files that answer, or judge an address, and ask nobody. */
const LISTENS = [
  'src/foundation/config/proxy-trust.ts',
  'src/foundation/platform/logging/request-log.ts',
  'src/foundation/platform/probes/probe-port.ts',
];
/** Files that speak to another machine. */
const OUTBOUND = [
  'src/foundation/platform/audit-chain/anchor-places.ts',
  'src/foundation/platform/outbound/outbound-text.ts',
  'src/foundation/platform/outbound/public-address.ts',
  'src/foundation/platform/outbox/sms-carrier.ts',
  'src/foundation/platform/outbox/smtp-carrier.ts',
  'src/territory/accounts/proconnect/provider-fetch.ts',
];
