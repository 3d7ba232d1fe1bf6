import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { seedCommissions } from '../support/commission.js';
import { parsed, type Link, type Page } from '../support/page.js';
import { BORN, Parent } from '../support/parent.js';

describe.each(DATABASES)('what is missing from a draft (%s)', (kind) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  afterAll(() => test.close());

  const missing = ({ links }: Page): Link[] =>
    links.filter(({ href }) => href.includes('#') && href.includes('/dossier/'));

  it.each(['fr', 'en'])('each link names who it is about, and opens at the field (%s)', async (language) => {
    const parent = new Parent(test.app, language);
    await parent.start();
    await parent.part('ajouter', { what: 'adult' });
    await parent.part('ajouter', { what: 'child' });
    await parent.fill('responsable/1', { firstName: 'Nadia', later: 'yes' });
    await parent.fill('responsable/2', { firstName: 'Yann', situation: 'parental_leave', later: 'yes' });
    await parent.fill('enfant/1', { born: 'born', firstName: 'Léa', later: 'yes' });
    await parent.fill('enfant/2', { born: 'born', firstName: 'Nino', later: 'yes' });
    const links = missing(await parent.browser.opens(`${parent.draft}/verifier`));
    expect(links.length).toBeGreaterThan(15);
    expect(new Set(links.map(({ text }) => text)).size).toBe(links.length);
    for (const { href } of links) {
      const [path, field] = href.split('#');
      const { source } = await parent.browser.opens(path!);
      expect([href, parsed(source).querySelector(`[id="${field}"]`)?.localName]).toEqual([
        href,
        expect.stringMatching(/^(input|select|fieldset|h2)$/),
      ]);
    }
    const named = (href: string): string[] => links.filter((link) => link.href.endsWith(href)).map(({ text }) => text);
    expect(named('/besoin/1#week')).toEqual([expect.stringMatching(/^Léa – /)]);
    expect(named('/besoin/2#week')).toEqual([expect.stringMatching(/^Nino – /)]);
    expect(named('/responsable/2#returnsOn')[0]).toMatch(/^Yann – /);
  });

  it('a twin is given the need and the wishes of the other at one press, and keeps its own page', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    await parent.child(1, { ...BORN, firstName: 'Léa' });
    await parent.part('ajouter', { what: 'child' });
    await parent.fill('enfant/2', { ...BORN, firstName: 'Nino' });
    const same = 'Même besoin et mêmes vœux que Léa';
    const offered = await parent.browser.opens(`${parent.draft}/besoin/2`);
    const list = await parent.browser.presses(offered.button(same));
    expect([list.url, list.text]).toEqual([parent.draft, expect.stringContaining('Le besoin et les vœux sont copiés')]);
    expect(list.text).not.toContain(same);
    const need = (await parent.browser.opens(`${parent.draft}/besoin/2`)).form('/besoin/2');
    expect([need.value('wantedFromYear'), need.value('commonEnd')]).toEqual(['2027', '17:00']);
    expect((await parent.browser.opens(`${parent.draft}/voeux/2`)).sentences('.app-wishes__name')[0]).toContain(
      'Montceau',
    );
    await parent.browser.presses(need, { days: ['mon'] });
    const first = (await parent.browser.opens(`${parent.draft}/besoin/1`)).form('/besoin/1');
    expect(first.fields['days']).toEqual(['mon', 'tue', 'thu']);
  });
});
