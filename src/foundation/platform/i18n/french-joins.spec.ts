import { resolve } from 'node:path';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { Catalogue } from './catalogue.js';
import { joinInFrench } from './french-joins.js';
import type { MessageArgs } from './message-args.js';
import { shapeOf } from './message-shape.js';

const catalogue = Catalogue.load(resolve('src'), { strict: true });
const { t } = catalogue.translator('fr');

/** Names, places and abbreviated days that families and desks have. */
const NAMES = ['Adam', 'lun., mar., ven.', 'Multi-accueil de Blanzy', 'L’Arc-en-ciel', 'Les Lutins', 'Le Breuil'];
/** Dates as `day` writes them. */
const DATES = ['30 novembre', '1er mars'];

/** Arguments after an article of their own sentence: dates, hours, telephones. */
const AFTER_ARTICLE = /(?<!\p{L})(?:(?:le|la|les|du|des|aux?) |[ld]’|qu’)\{(\w+)[},]/giu;
/** What is named: it comes with no article, since `joinInFrench` writes the one it needs. */
const NAMED =
  /^(child|name|who|by|provider|place|commune|town|court|body|owner|desk|host|establishment|office|agent|expert|childminder|family|team)$/;

/** The same value is a telephone in one of its cases and an address in the others. */
const SENT_TO = 'dossier.receipt.sentTo';

/** What no French sentence says, whatever is named in it. */
const WRONG: readonly RegExp[] = [
  /(?<!\p{L})(de|à) (Les?|le 30|le 1er) /u,
  /(?<!\p{L})(de|que|lorsque|puisque) (Adam|une? |il |elle |aucun|autre)/iu,
  /(?<!\p{L})(à|de) (Multi-accueil|30 novembre|1er mars)/iu,
  /(?<!\p{L})(du|des|aux?) (l[ea]s? |du |des |aux? |L’Arc)/iu,
  /(?<!\p{L})(le|la|les|du|des|aux?) (Adam|Le Breuil|Les Lutins|L’Arc)/iu,
  /(?<![\p{L}-])(le|la|les) (le|la|les|du|au) /iu,
  /\p{L}\.\.(?!\.)/u,
];

/** Each case of each select once, with small and larger numbers. What is named or dated is as `args` says. */
function situationsOf(message: string, name: string, date: string): MessageArgs[] {
  const shape = [...shapeOf(message, 'fr')];
  const dated = new Set([...message.matchAll(AFTER_ARTICLE)].map(([, arg]) => arg));
  const most = Math.max(1, ...shape.map(([, { cases }]) => cases.size));
  return Array.from({ length: most * 3 }, (_, index) =>
    Object.fromEntries(
      shape.map(([arg, { cases, counted, formatted }]) => {
        if (counted || formatted) return [arg, [1, 2, 7][index % 3]];
        const said = dated.has(arg) ? date : name;
        const chosen = [...cases][Math.floor(index / 3) % cases.size];
        return [arg, chosen === undefined || chosen === 'other' ? said : chosen];
      }),
    ),
  );
}

const messages = catalogue.keys('fr').flatMap((key): [string, string][] => {
  const message = catalogue.message('fr', key)!;
  return message.includes('{') && key !== SENT_TO ? [[key, message]] : [];
});

/** The faults of all sentences, each with its key. */
function faultsWith(name: string, date: string): string[] {
  const said = messages.flatMap(([key, message]) =>
    [...new Set(situationsOf(message, name, date).map((args) => t(key, args)))].map((sentence) => ({ key, sentence })),
  );
  const found = said.flatMap(({ key, sentence }) =>
    WRONG.flatMap((fault) => {
      const at = fault.exec(sentence)?.index;
      return at === undefined ? [] : [`${key}: …${sentence.slice(Math.max(0, at - 30), at + 40)}…`];
    }),
  );
  return [...new Set(found)];
}

describe('A French sentence', () => {
  it.each(NAMES)('of the catalogue is right when it names %s', (name) => {
    expect(faultsWith(name, '30 novembre')).toEqual([]);
  });

  it.each(DATES)('of the catalogue is right on %s', (date) => {
    expect(faultsWith('Adam', date)).toEqual([]);
  });

  it('does not begin as the banner of success does, whose text it may be', () => {
    const said = catalogue
      .keys('fr')
      .filter((key) => catalogue.message('fr', key)!.startsWith(`${t('web.notice.success')}.`));
    expect(said).toEqual([]);
  });

  it('leaves the article of a name to the name', () => {
    const given = messages.flatMap(([key, message]) =>
      [...message.matchAll(AFTER_ARTICLE)]
        .filter(([, arg = '']) => NAMED.test(arg))
        .map(([words]) => `${key}: ${words}`),
    );
    expect(given).toEqual([]);
  });

  it.each([
    ['une place à ', 'Le Breuil', 'une place au Breuil'],
    ['une place à ', 'Les Lutins', 'une place aux Lutins'],
    ['une place à ', 'L’Arc-en-ciel', 'une place à L’Arc-en-ciel'],
    ['une place à ', 'La Ribambelle', 'une place à La Ribambelle'],
    ['une place à ', 'Blanzy', 'une place à Blanzy'],
    ['une place à ', 'Multi-accueil de Blanzy', 'une place au Multi-accueil de Blanzy'],
    ['une place à ', 'Micro-crèche (Paje) de Blanzy', 'une place à la Micro-crèche (Paje) de Blanzy'],
    ['les places de ', 'Espace famille', 'les places de l’Espace famille'],
    ['À ', 'Le Breuil', 'Au Breuil'],
    ['la famille de ', 'Adam', 'la famille d’Adam'],
    ['la famille de ', 'Émile', 'la famille d’Émile'],
    ['la famille de ', 'Hélène', 'la famille d’Hélène'],
    ['la famille de ', 'Hamid', 'la famille de Hamid'],
    ['la famille de ', 'Yanis', 'la famille de Yanis'],
    ['la famille de ', 'Yves', 'la famille d’Yves'],
    ['De ', 'Adam', 'D’Adam'],
    ['de ', 'les Lutins', 'des Lutins'],
    ['autant que ', 'Adam', 'autant qu’Adam'],
    ['lorsque ', 'Adam', 'lorsqu’Adam'],
    ['à partir de ', 'le 30 novembre', 'à partir du 30 novembre'],
    ['le ', '30 novembre', 'le 30 novembre'],
    ['de ', '11', 'de 11'],
    ['de ', 'adam@example.org', 'de adam@example.org'],
    ['« ', 'Le Breuil', '« Le Breuil'],
    ['là-de', 'Adam', 'là-deAdam'],
  ])('continues "%s" with "%s"', (said, next, whole) => {
    expect(joinInFrench(said, next)).toBe(whole);
  });
});
