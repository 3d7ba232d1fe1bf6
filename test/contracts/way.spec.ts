import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ROLE_PERMISSIONS, ROLES, RouteAudit, type Actor } from '../../src/foundation/platform/security/index.js';
import { Navigation } from '../../src/foundation/platform/web/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';

const EVERYBODY: Actor = {
  kind: 'staff',
  accountId: 'everybody',
  name: 'Everybody',
  grants: ROLES.map((role) => ({ role })),
};
const STAFF_PERMISSIONS = new Set(Object.values(ROLE_PERMISSIONS).flat());

/** Files, streams and pieces of a page: nobody stands on them. */
const isNoPage = (path: string): boolean =>
  /\.(pdf|csv|xlsx|json)$/.test(path) || /\/(flux|morceaux\/:view|retour)$/.test(path);

/** Where every way begins. */
const HOME = '/personnel';

describe('the way to every page of staff', () => {
  let test: TestApp;
  let navigation: Navigation;
  let addresses: string[];

  beforeAll(async () => {
    test = await startApp(DATABASES[0]!);
    navigation = test.app.get(Navigation);
    addresses = test.app
      .get(RouteAudit)
      .listRoutes()
      .filter(
        ({ method, access }) => method === 'GET' && 'permission' in access && STAFF_PERMISSIONS.has(access.permission),
      )
      .map(({ path }) => path)
      .filter((path) => !isNoPage(path));
  });
  afterAll(() => test.close());

  it('every page has one parent: a place of the menu, or a page that exists', () => {
    const wrong = addresses.flatMap((path) => {
      const { place, above } = navigation.wayTo(EVERYBODY, path);
      const missing = above.filter(({ href }) => !addresses.includes(href)).map(({ href }) => `${path} below ${href}`);
      return place === null && above[0]?.href !== HOME && path !== HOME ? [`${path} is nowhere`] : missing;
    });
    expect(addresses.length).toBeGreaterThan(150);
    expect(wrong).toEqual([]);
  });

  it('no page is declared twice, and each that is declared is one', () => {
    const declared = navigation.declared.map(({ href }) => href);
    expect(declared.filter((href, index) => declared.indexOf(href) !== index)).toEqual([]);
    expect(declared.filter((href) => !addresses.includes(href))).toEqual([]);
  });

  it('every page that one can look for is declared', () => {
    const declared = navigation.declared.map(({ href }) => href);
    // Pages in answer to another one: what is asked for again, what a search found, who one is.
    const answers = [
      '/calendrier/vacances-scolaires/apercu',
      '/personnel/confirmer',
      '/personnel/reprise',
      '/rpe/recherche',
    ];
    expect(addresses.filter((path) => !path.includes(':') && !declared.includes(path)).sort()).toEqual(answers);
  });

  it('whoever may open a page by its route may open it by the menu', () => {
    const access = test.app.get(RouteAudit);
    const wrong = navigation.declared.filter(({ href, permission }) => {
      const route = access.accessOf('GET', href);
      return !(route && 'permission' in route && route.permission === permission);
    });
    // The readings are for those who read dossiers, though everybody may open their page.
    expect(wrong.map(({ code }) => code)).toEqual(['readings']);
  });

  it.each(ROLES)('%s has at most seven places', (role) => {
    const actor: Actor = { ...EVERYBODY, grants: [{ role }] };
    const places = navigation.placesFor(actor);
    expect(places.length).toBeGreaterThan(0);
    // The page of the day, which everybody has, is the seventh.
    expect(places.filter(({ place }) => place !== 'today').length).toBeLessThanOrEqual(6);
  });
});
