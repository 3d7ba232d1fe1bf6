import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import {
  ROLE_PERMISSIONS,
  ROLES,
  RouteAudit,
  type Actor,
  type Role,
} from '../../src/foundation/platform/security/index.js';
import { findPages } from '../../src/dossier/finding/find-pages.js';
import { Catalogue } from '../../src/foundation/platform/i18n/index.js';
import { MOST_FOUND_LINES, Navigation, pageName, type StaffPage } from '../../src/foundation/platform/web/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { seedCommissions } from '../support/commission.js';
import { signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';

const EVERYBODY: Actor = {
  kind: 'staff',
  accountId: 'everybody',
  name: 'Everybody',
  grants: ROLES.map((role) => ({ role })),
};
const STAFF_PERMISSIONS = new Set(Object.values(ROLE_PERMISSIONS).flat());

/** Files, streams and pieces of a page: nobody stands on them. */
const isNoPage = (path: string): boolean =>
  /\.(pdf|csv|xlsx|json|ics)$/.test(path) || /\/(flux|morceaux\/:view|retour)$/.test(path);

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
      '/personnel/chercher',
      '/personnel/confirmer',
      '/personnel/reprise',
      '/rpe/en-nombre',
      '/rpe/recherche',
    ];
    expect(addresses.filter((path) => !path.includes(':') && !declared.includes(path)).sort()).toEqual(answers);
  });

  it('every page has its words, and there are no others', () => {
    const parts = (page: StaffPage): string[] =>
      page.place === undefined && page.isStep ? ['name'] : ['name', 'purpose', 'words'];
    const wanted = navigation.declared.flatMap((page) => parts(page).map((part) => `pages.${page.code}.${part}`));
    const catalogue = test.app.get(Catalogue);
    for (const lang of ['fr', 'en'] as const)
      expect(
        catalogue
          .keys(lang)
          .filter((key) => key.startsWith('pages.'))
          .sort(),
      ).toEqual([...wanted].sort());
  });

  it('no page is shown to a role that its route refuses', () => {
    const access = test.app.get(RouteAudit);
    const wrong = navigation.declared.filter(({ href, permission }) => {
      const route = access.accessOf('GET', href)!;
      const opens = (role: Role): boolean => 'permission' in route && ROLE_PERMISSIONS[role].includes(route.permission);
      return ROLES.some((role) => ROLE_PERMISSIONS[role].includes(permission) && !opens(role));
    });
    expect(wrong.map(({ code }) => code)).toEqual([]);
  });

  it.each(ROLES)('%s has at most seven places', (role) => {
    const actor: Actor = { ...EVERYBODY, grants: [{ role }] };
    const places = navigation.placesFor(actor);
    expect(places.length).toBeGreaterThan(0);
    // The page of the day, which everybody has, is the seventh.
    expect(places.filter(({ place }) => place !== 'today').length).toBeLessThanOrEqual(6);
  });

  describe('what is declared can be found', () => {
    const seen = new Set<string>();

    beforeAll(async () => {
      await seedCommissions(test.app);
    });

    it.each(['agent', 'director', 'coordinator', 'member', 'administrator', 'auditor', 'door'])(
      'by %s: each page by its name and by its own title',
      async (who) => {
        const browser = await signedIn(test.app, who);
        const actor: Actor = { ...EVERYBODY, grants: STAFF[who]!.grants };
        const words = test.app.get(Catalogue).translator('fr');
        const lost: string[] = [];
        for (const { page, href } of navigation.reachedBy(actor)) {
          const shown = await browser.opens(href);
          if (shown.status !== 200) lost.push(`${href}: ${shown.status}`);
          for (const text of [pageName(words, page), shown.heading]) {
            const { lines } = findPages(navigation, { actor, text, words, searched: '' });
            if (!lines.slice(0, MOST_FOUND_LINES).some((line) => line.href === href)) lost.push(`${href}: ${text}`);
          }
          seen.add(page.code);
        }
        expect(lost).toEqual([]);
      },
    );

    it('by somebody: none is declared for nobody', () => {
      const sought = navigation.declared.flatMap((page) =>
        page.place === undefined && page.isStep ? [] : [page.code],
      );
      expect(sought.filter((code) => !seen.has(code))).toEqual([]);
    });
  });
});
