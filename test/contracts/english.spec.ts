import { IntlMessageFormat } from 'intl-messageformat';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Bodies } from '../../src/commissions/commission/index.js';
import { BodyMember } from '../../src/commissions/commission/persistence/commission.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { Catalogue } from '../../src/foundation/platform/i18n/index.js';
import { Supply } from '../../src/offer/supply/index.js';
import { Territory } from '../../src/territory/territory/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { Browser, type Answer } from '../support/browser.js';
import { anOrientedRequest, aThursday, planSession, seedCommissions } from '../support/commission.js';
import { Parent } from '../support/parent.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const MOST_PAGES = 60;
/** Words that no English sentence of ours holds. Two letters of the number of a request are no word. */
const FRENCH =
  /(?<![\p{L}\p{N}’'-])(les|des|une|du|aux|est|sont|vous|votre|vos|nous|dans|avec|pour|sur|cette|ce|qui|que|pas|à|où|déjà)(?![\p{L}\p{N}’'-])/giu;

type Parts = ReturnType<IntlMessageFormat['getAst']>;

/** The pieces of a message between its arguments, inside its cases too. */
function pieces(message: string): string[] {
  const visit = (parts: Parts): string[] =>
    parts.flatMap((part) => {
      if (part.type === 0) return [part.value];
      return 'options' in part ? Object.values(part.options).flatMap(({ value }) => visit(value)) : [];
    });
  return visit(new IntlMessageFormat(message, 'fr', undefined, { ignoreTag: true }).getAst());
}

/**
 * A piece with no letter before or after it, nor `_`: the column of a file is one word. A search for it costs far more
 * than `includes`, which is asked first.
 */
const standsAlone = (piece: string): RegExp =>
  new RegExp(`(?<![\\p{L}_])${piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}_])`, 'u');

const folded = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();

/**
 * Everything a person reads or hears on a page: its text and title, names for assistive technology, values of buttons.
 */
function words(html: string): string {
  const spoken = [...html.matchAll(/ (?:aria-label|title|alt|placeholder)="([^"]*)"/g)].map((match) => match[1]);
  const seen = html
    .replace(/<a [^>]*hreflang="fr"[^>]*>[^<]*<\/a>/g, ' ')
    .replace(/<button [^>]*lang="fr"[^>]*>[^<]*<\/button>/g, ' ')
    // Texts of messages and labels of lists are in the language of whoever reads them, and say so.
    .replace(/<(textarea|div|span|a)\b[^>]* lang="fr"[^>]*>[\s\S]*?<\/\1>/g, ' ')
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' | ')
    // An address is in no language.
    .replace(/[\w.-]+@[\w.-]+/g, ' ');
  return folded(
    [seen, ...spoken].join(' | ').replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );
}

describe('English pages', () => {
  let test: TestApp;
  let official: string[];
  let french: string[];

  beforeAll(async () => {
    test = await startApp('sqlite');
    await seedCommissions(test.app);
    await anOrientedRequest(test.app, { child: { firstName: 'Enfant1' } });
    await planSession(test.app, { day: aThursday(test.app, 40) });
    const catalogue = test.app.get(Catalogue);
    const english = folded(
      catalogue
        .keys('en')
        .map((key) => catalogue.message('en', key))
        .join(' | '),
    );
    french = [
      ...new Set(
        catalogue
          .keys('fr')
          .flatMap((key) => pieces(catalogue.message('fr', key)!))
          .map(folded),
      ),
    ].filter((piece) => /\p{L}{4}/u.test(piece) && !english.includes(piece));
    const reader = test.app.get(Reader);
    const territory = test.app.get(Territory);
    official = [
      ...test.app
        .get(Supply)
        .providers()
        .flatMap(({ name, address }) => [name, address ?? name]),
      ...territory.communes().map(({ name }) => name),
      ...territory.desks().flatMap(({ name, address }) => [name, address]),
      ...(await test.app.get(Bodies).listBodies(reader)).map(({ name }) => name),
      ...Object.values(STAFF).map(({ name }) => name),
      'Mairie de Montceau',
      '3 rue des Écoles',
      'Défenseur des droits',
      // Who sits, as the commission itself names them; the child of the test.
      ...(await reader.find(BodyMember)).map(({ label }) => label),
      'Enfant1',
    ]
      .map(folded)
      .sort((a, b) => b.length - a.length);
  });
  afterAll(() => test.close());

  /** French found on a page, official names aside. */
  function frenchIn({ html }: Answer): string[] {
    const text = official.reduce((rest, name) => rest.replaceAll(name, ' '), words(html));
    const sentences = french.filter((piece) => text.includes(piece) && standsAlone(piece).test(text));
    return [
      ...sentences,
      ...[...text.matchAll(FRENCH)].map((match) => text.slice(Math.max(0, match.index - 40), match.index + 40)),
    ];
  }

  const shapeOf = (url: string): string =>
    url
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
      .replace(/=[^&]*/g, '=')
      .replace(/\/messages\/[\w-]+\//, '/messages/:kind/')
      .replace(/\/listes\/(\w+)\/(?!nouveau)[\w~]+/, '/listes/$1/:code')
      .replace(/\/(ma|cf|mc-paje|mc-psu|am)-[\w-]+/g, '/:provider');

  /**
   * Follows every link from a page, once for each shape of address; sends its forms empty. @returns the French found,
   * page by page
   */
  async function walk(browser: Browser, start: string[]): Promise<{ pages: number; found: string[] }> {
    const seen = new Set<string>();
    const queue = [...start];
    const found: string[] = [];
    const look = (answer: Answer, where: string): void => {
      if (answer.html === '') return;
      if (!answer.html.includes('<html lang="en"')) found.push(`${where}: not in English`);
      found.push(...frenchIn(answer).map((one) => `${where}: ${one}`));
    };
    while (queue.length > 0 && seen.size < MOST_PAGES) {
      const url = queue.shift()!;
      if (seen.has(shapeOf(url))) continue;
      seen.add(shapeOf(url));
      const answer = await browser.get(url);
      look(answer, url);
      queue.push(
        ...[...answer.html.matchAll(/href="(\/[^"#]*)"/g)]
          .map((match) => match[1]!.replaceAll('&amp;', '&'))
          .filter((href) => !/langue=|^\/assets|\.(pdf|csv|json|svg)|mes-donnees/.test(href)),
      );
      for (const [, attributes, body] of answer.html.matchAll(/<form ([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/g)) {
        if (!/<(input|select|textarea)(?![^>]*type="hidden")/.test(body!)) continue;
        const action = (/action="([^"]*)"/.exec(attributes!)?.[1] || url).replaceAll('&amp;', '&');
        look(
          await browser.post(action, { version: /name="version" value="(\d+)"/.exec(body!)?.[1] ?? '' }),
          `POST ${action}`,
        );
      }
    }
    return { pages: seen.size, found: [...new Set(found)] };
  }

  it('finds French where there is some', async () => {
    expect(frenchIn(await new Browser(test.app, 'fr').get('/')).length).toBeGreaterThan(20);
  });

  it('of a family hold no French, before and after it sends its application', async () => {
    const parent = new Parent(test.app, 'en');
    await parent.start();
    const before = await walk(parent.browser, [
      parent.draft,
      '/',
      '/modes-d-accueil',
      '/comment-ca-marche',
      '/mentions-legales',
      '/accessibilite',
      '/plan-du-site',
      '/suivre',
      '/suivre/nothing',
      '/personnel/connexion',
      '/nowhere',
    ]);
    const sent = new Parent(test.app, 'en');
    await sent.deposit();
    const after = await walk(sent.browser, [`${sent.draft}/recu`, '/mon-dossier']);
    expect(before.found.concat(after.found)).toEqual([]);
    expect([before.pages, after.pages].map((pages) => pages > 10)).toEqual([true, true]);
  });

  it.each(['agent', 'director', 'coordinator', 'member', 'administrator'])(
    'of staff hold no French: %s',
    async (role) => {
      const browser = new Browser(test.app, 'en');
      await browser.signIn(STAFF[role]!.email, PASSWORD);
      const { pages, found } = await walk(browser, [browser.url, '/']);
      expect(found).toEqual([]);
      expect(pages).toBeGreaterThan(3);
    },
  );
});
