import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { StaffAccounts } from '../../src/territory/accounts/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SYSTEM, type Grant } from '../../src/foundation/platform/security/index.js';
import { Territory } from '../../src/territory/territory/index.js';
import { FirstDesk } from '../../src/territory/territory/persistence/territory.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';

/** Links that leave the pages of staff, or end what a reader does. */
const ELSEWHERE = /^(https?:|mailto:|tel:|#|\/personnel\/deconnexion|\/assets|\/demo)|langue=/;

describe.each(DATABASES)('a site on which nothing is set up (%s)', (kind) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(kind);
  });
  afterAll(() => test.close());

  const signsIn = async (email: string, grants: Grant[]): Promise<Browser> => {
    const link = await test.app.get(StaffAccounts).createAccount(SYSTEM, { email, name: email, grants });
    const browser = new Browser(test.app);
    await browser.signIn(email, link);
    return browser;
  };
  /** Every page that links lead to, up to the third from the first page, which answers anything but 200. */
  const deadEnds = async (browser: Browser): Promise<string[]> => {
    const seen = new Set<string>();
    const dead: string[] = [];
    let next = ['/personnel'];
    for (let depth = 0; depth < 4; depth += 1) {
      const found = new Set<string>();
      for (const url of next) {
        const page = await browser.opens(url);
        if (page.status !== 200) dead.push(`${page.status} ${url}`);
        if (!/<html/.test(page.source)) continue;
        for (const { href } of page.links) {
          const { host, pathname } = new URL(href, `http://x${page.url}`);
          if (host === 'x') found.add(pathname);
        }
      }
      next = [...found].filter((url) => !seen.has(url) && !ELSEWHERE.test(url));
      for (const url of next) seen.add(url);
    }
    expect(seen.size).toBeGreaterThan(10);
    return dead;
  };

  it('leads its first person nowhere that does not exist', async () => {
    const first = await signsIn('claire@exemple.fr', [{ role: 'coordinator' }, { role: 'administrator' }]);
    expect(await deadEnds(first)).toEqual([]);
  });

  it('leads an agent of a desk without communes nowhere that does not exist', async () => {
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.insert(FirstDesk, { id: 'rpe', name: 'Guichet du Val', address: '', phone: '', email: '', version: 0 }),
      );
    await test.app.get(Territory).reload();
    expect(await deadEnds(await signsIn('nadia@exemple.fr', [{ role: 'rpe_agent', deskId: 'rpe' }]))).toEqual([]);
  });
});
