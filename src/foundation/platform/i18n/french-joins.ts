/** Words that join what is named after them, at the end of what was said: `… à `, `… de `, `… que `, `lorsque `. */
const JOINING = /(?<![\p{L}-])(à|de|(?:lors|puis|quoi)?que)([ \u00a0\u202f])$/iu;

/** An article that the name carries itself: `Le Breuil`, `Les Lutins`, `le 30 novembre`. */
const OWN_ARTICLE = /^(le|les) +/i;

/** Kinds of places and services by which a name begins. Such a name takes an article: `au Multi-accueil de Blanzy`. */
const NOUNS: Readonly<Record<'le' | 'la' | 'l’', readonly string[]>> = {
  le: ['multi-accueil', 'relais', 'jardin', 'guichet', 'service', 'pôle', 'centre', 'lieu', 'ccas', 'rpe', 'bureau'],
  la: [
    'crèche',
    'micro-crèche',
    'halte-garderie',
    'halte',
    'maison',
    'mam',
    'mairie',
    'commission',
    'ville',
    'caf',
    'pmi',
  ],
  'l’': ['espace', 'accueil', 'établissement', 'école', 'association', 'antenne'],
};

const ARTICLES = new Map(
  Object.entries(NOUNS).flatMap(([article, nouns]) => nouns.map((noun): [string, string] => [noun, article])),
);

/** Addresses and numbers are said as they are. */
const NO_NAME = /^\S*[@/:\d]/;
const NO_ELISION = /^(onz|oui|ouistiti|y[aeiou]|ha|heid|huit|hérisson|héron|hibou|hochet|houx|hublot|hutte)/iu;
const MUTE_H = /^(harmonie|habit|haleine|hameçon)/iu;
const VOWEL = /^[aeiouyhœæ]/;

/** Whether `de`, `que` lose their last letter before these words: `d’Adam`, `de Yanis`. */
function elides(words: string): boolean {
  if (NO_ELISION.test(words) && !MUTE_H.test(words)) return false;
  return VOWEL.test(words.normalize('NFD').toLowerCase());
}

/** The article that a name needs and does not carry, empty when it needs none. Proper names begin with a capital. */
function articleOf(words: string): string {
  if (!/^\p{Lu}/u.test(words)) return '';
  const [first = ''] = words.split(/[\s,(]/u);
  return ARTICLES.get(first.toLowerCase()) ?? '';
}

const CONTRACTED: Readonly<Record<string, string>> = { 'à le': 'au', 'à les': 'aux', 'de le': 'du', 'de les': 'des' };

/** Writes `word` as `like` is written at its beginning: `Du` for `De`. */
const cased = (word: string, like: string): string =>
  /^\p{Lu}/u.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word;

/**
 * Continues a French sentence with a name, a place or a date, and makes *à*, *de* and *que* before it agree:
 * `à ` + `Le Breuil` → `au Breuil`, `de ` + `Multi-accueil de Blanzy` → `du Multi-accueil de Blanzy`,
 * `que ` + `Adam` → `qu’Adam`. Every sentence of the catalogue is said through it, so no caller looks after articles.
 */
export function joinInFrench(said: string, next: string): string {
  const [joining, word = '', space = ' '] = JOINING.exec(said) ?? [];
  if (!joining || NO_NAME.test(next)) return said + next;
  const before = said.slice(0, -joining.length);
  const own = OWN_ARTICLE.exec(next);
  const article = own?.[1]?.toLowerCase() ?? articleOf(next);
  const named = own ? next.slice(own[0].length) : next;
  const contracted = CONTRACTED[`${word.toLowerCase()} ${article}`];
  if (contracted) return `${before}${cased(contracted, word)}${space}${named}`;
  if (article && !own) return `${said}${article}${article.endsWith('’') ? '' : ' '}${next}`;
  if (word.toLowerCase() === 'à' || !elides(next)) return said + next;
  return `${before}${word.slice(0, -1)}’${next}`;
}
