import { Controller, Get, Global, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Config } from '../../src/foundation/config/index.js';
import { Clock, MachineClock } from '../../src/foundation/kernel/clock.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import {
  Permission,
  Public,
  ROLE_PERMISSIONS,
  RouteAudit,
  SecurityModule,
  type Route,
} from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { Browser } from '../support/browser.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

@Controller('open')
class OpenController {
  @Get()
  open(): string {
    return 'open';
  }
  @Public()
  @Get('public')
  said(): string {
    return 'said';
  }
}
/** What the guard needs of the house. */
@Global()
@Module({
  providers: [
    { provide: Config, useValue: {} },
    { provide: Clock, useValue: {} },
    { provide: MachineClock, useValue: {} },
  ],
  exports: [Config, Clock, MachineClock],
})
class NeededModule {}
@Module({ imports: [DiscoveryModule, NeededModule, SecurityModule], controllers: [OpenController] })
class OpenModule {}

describe('a route without a permission', () => {
  // @asvs 8.2.1
  it('fails the boot, by name', async () => {
    const app = await NestFactory.create(OpenModule, new FastifyAdapter(), { logger: false, abortOnError: false });
    await expect(app.init()).rejects.toThrow('GET /open (OpenController.open)');
    await app.close();
  });
});

/** A path with every parameter filled: with a well-formed id that is nobody's, or what the test gives. */
const filled = (path: string, values: Record<string, string> = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? newId());

const NOBODY = newId();
const HOSTILE_IDS = [NOBODY, 'x', '..%2F..%2Fetc', "'; DROP TABLE dossier; --", '%00'];

/** Of the roles that open a route of this permission, the first. */
const firstToOpen = (permission: Permission | null): string | undefined =>
  Object.keys(STAFF).find(
    (key) => permission === null || STAFF[key]!.grants.some(({ role }) => ROLE_PERMISSIONS[role].includes(permission)),
  );

const permissionOf = (route: Route): Permission | null =>
  'permission' in route.access ? route.access.permission : null;

describe.each(DATABASES)('every route × role (%s)', (kind) => {
  const guarded = kind === DATABASES[0];
  let test: TestApp;
  let routes: readonly Route[];
  const browsers = new Map<string, Browser>();

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    routes = test.app.get(RouteAudit).listRoutes();
    for (const [key, { email }] of Object.entries(STAFF)) {
      const browser = new Browser(test.app);
      await browser.signIn(email, PASSWORD);
      browsers.set(key, browser);
    }
  });
  afterAll(() => test.close());

  const call = (browser: Browser, route: Route, values?: Record<string, string>) =>
    route.method === 'GET' ? browser.get(filled(route.path, values)) : browser.post(filled(route.path, values), {});

  it('finds the routes of the whole house', () => expect(routes.length).toBeGreaterThan(40));

  // The guard answers before anything is asked of the database: one of them shows it.
  if (guarded) {
    // @asvs 7.2.1 8.3.1
    it('sends who is not signed in to the door of its desk, or answers 401, and shows nothing', async () => {
      const wrong: string[] = [];
      for (const route of routes.filter((one) => permissionOf(one) !== null)) {
        const stranger = new Browser(test.app);
        const answer = await call(stranger, route);
        const door =
          permissionOf(route) === Permission.FollowDossier || permissionOf(route) === Permission.FillDraft
            ? '/suivre'
            : '/personnel/connexion';
        const atTheDoor = route.path.startsWith('/api/') ? answer.status === 401 : stranger.url.startsWith(door);
        if (!atTheDoor) wrong.push(`${route.method} ${route.path}: ${answer.status} at ${stranger.url}`);
      }
      expect(wrong).toEqual([]);
    });

    it.each(Object.keys(STAFF))('%s gets a plain 404 on every route its role does not open', async (key) => {
      const held = new Set(STAFF[key]!.grants.flatMap((grant) => ROLE_PERMISSIONS[grant.role]));
      const wrong: string[] = [];
      for (const route of routes) {
        const permission = permissionOf(route);
        if (permission === null || held.has(permission)) continue;
        const answer = await call(browsers.get(key)!, route);
        if (answer.status !== 404) wrong.push(`${route.method} ${route.path}: ${answer.status}`);
      }
      expect(wrong).toEqual([]);
    });
  }

  it.each(Object.keys(STAFF))(
    '%s never gets a 5xx, whatever nobody’s id stands in the path',
    async (key) => {
      const held = new Set(STAFF[key]!.grants.flatMap((grant) => ROLE_PERMISSIONS[grant.role]));
      const wrong: string[] = [];
      for (const route of routes) {
        if (route.path.endsWith('/deconnexion')) continue;
        const permission = permissionOf(route);
        // The guard answers before the path is read: one value shows it where the role opens nothing. Each route gets every
        // value from the first role that opens it; the others open the same page with an id that is nobody's.
        const opens = permission === null || held.has(permission);
        const values = !opens
          ? guarded
            ? HOSTILE_IDS.slice(-1)
            : []
          : key === firstToOpen(permission)
            ? HOSTILE_IDS
            : [NOBODY];
        for (const value of values) {
          const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
          const answer = await call(
            browsers.get(key)!,
            route,
            Object.fromEntries(names.map((name) => [name, encodeURIComponent(value)])),
          );
          if (answer.status >= 500) wrong.push(`${route.method} ${route.path} with ${value}: ${answer.status}`);
          if (names.length === 0) break;
        }
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  describe('own and other territory', () => {
    let requestId: string;
    let dossierId: string;

    beforeAll(async () => {
      const token = await newClient(test.app);
      // A family of Montceau that names the Montceau nursery only.
      const body = depositBody(1) as { children: { wishes: object[] }[] };
      body.children[0]!.wishes = [{ mode: 'establishment', providerId: 'ma-71306' }];
      const made = await deposit(test.app, token, 'territory-key', body);
      requestId = made.json<{ requests: { id: string }[] }>().requests[0]!.id;
      const { Reader } = await import('../../src/foundation/platform/database/index.js');
      dossierId = (await test.app.get(Reader).sql<{ id: string }>('SELECT dossier_id AS id FROM child_request'))[0]!.id;
    });

    const routesAbout = (): readonly Route[] =>
      routes.filter(
        (route) =>
          /:(requestId|dossierId)/.test(route.path) && permissionOf(route) !== null && !route.path.startsWith('/api'),
      );

    it.each(['otherAgent', 'otherDirector', 'coordinator', 'member', 'administrator', 'door'])(
      '%s finds nothing of that family',
      async (key) => {
        const seen: string[] = [];
        for (const route of routesAbout()) {
          const answer = await call(browsers.get(key)!, route, { requestId, dossierId, establishmentId: 'ma-71306' });
          // The coordinator decides for families without knowing whose request it is (decision 0089).
          const isNameless = key === 'coordinator' && route.path.startsWith('/rapport/cellule/');
          if ((answer.status !== 404 && !isNameless) || answer.html.includes('Ferreira'))
            seen.push(`${route.method} ${route.path}: ${answer.status}`);
        }
        expect(routesAbout().length).toBeGreaterThan(5);
        expect(seen).toEqual([]);
      },
    );

    // @asvs 8.2.2
    it('its own desk and the director it names read it', async () => {
      const desk = await browsers.get('agent')!.get(`/rpe/demandes/${requestId}`);
      expect([desk.status, desk.html.includes('Ferreira')]).toEqual([200, true]);
      const director = await browsers.get('director')!.get(`/eaje/demandes/${requestId}`);
      expect([director.status, director.html.includes('Ferreira')]).toEqual([200, true]);
    });
  });

  it('takes one form without the token of a page: the press that begins a dossier', () => {
    const routes = test.app.get(RouteAudit).listRoutes();
    expect(
      routes
        .filter(({ access }) => 'public' in access && access.withoutToken)
        .map(({ method, path }) => `${method} ${path}`),
    ).toEqual(['POST /dossier/commencer']);
  });

  // @asvs 3.5.1
  it('refuses a form without its token, or with another’s', async () => {
    const browser = browsers.get('agent')!;
    await browser.get('/rpe');
    expect((await browser.postWithoutToken('/personnel/deconnexion')).status).toBe(403);
    expect((await browser.postWithoutToken('/personnel/deconnexion', { _csrf: 'made-up' })).status).toBe(403);
    expect((await browser.get('/rpe')).status).toBe(200);
  });

  it('writes another token on each page, so that the size of a compressed page reveals none', async () => {
    const browser = browsers.get('agent')!;
    const pieces: string[] = [];
    for (let time = 0; time < 3; time += 1) {
      const token = /name="_csrf" value="([^"]+)"/.exec((await browser.get('/rpe')).html)![1]!;
      // First the digest of who is signed in, always the same: alone it opens nothing. Then a salt, and what is made of it.
      const made = token.slice(token.indexOf('-') + 1);
      for (let at = 0; at + 6 <= made.length; at += 1) pieces.push(made.slice(at, at + 6));
    }
    expect(new Set(pieces).size).toBe(pieces.length);
  });

  // @asvs 7.4.1
  it('signs out everywhere the session is used, and locks an account after ten wrong passwords', async () => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF['colleague']!.email, PASSWORD);
    await browser.post('/personnel/deconnexion');
    // Pressed once more, on a page that was left open: nothing was lost, and nothing else is said.
    const again = await browser.post('/personnel/deconnexion');
    expect([again.url, again.html.includes('n’a pas été enregistré')]).toEqual(['/personnel/connexion', false]);
    await browser.get('/rpe');
    expect(browser.url).toContain('/personnel/connexion');
    const attacker = new Browser(test.app);
    for (let attempt = 0; attempt < 10; attempt += 1)
      await attacker.signIn(STAFF['colleague']!.email, `wrong ${attempt}`);
    const locked = await attacker.signIn(STAFF['colleague']!.email, PASSWORD);
    expect(locked.status).toBe(422);
    expect((await attacker.get('/rpe')).url).not.toBe('/rpe');
  });

  // @asvs 3.2.1 3.4.3 3.4.4 3.4.5 3.4.6
  it('sets the headers that keep a page from being used against its reader', async () => {
    const { headers } = await new Browser(test.app).get('/personnel/connexion');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cache-control']).toBe('no-store');
  });
});
