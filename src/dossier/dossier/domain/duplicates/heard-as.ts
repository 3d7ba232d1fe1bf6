/**
 * Rules, in order, for letters that an ear does not tell apart when a name is said on the telephone. They begin as Phonex
 * does (F. Brouard, 1999: https://sqlpro.developpez.com/cours/soundex/), and go further than soundOf, because a person
 * judges what is found: all rounded vowels are one. Spellings of Polish and Maghrebi names are read as they are said in
 * France.
 */
const HEARD: readonly [RegExp, string][] = [
  [/ł/g, 'l'],
  [/ß/g, 'ss'],
  // Polish: Kaczmarek, Szymanski, Krzysztof, Wójcik (which is heard Voïtsik), Nowakowska and Nowakowski.
  [/szcz|sz|cz/g, 'ç'],
  [/rz/g, 'j'],
  [/(?<=[aeio])i?j(?=[bcdfgklmnprstvwz]|$)/g, 'i'],
  [/sk[aiy]$/g, 'ski'],
  // Maghrebi: Djamel, Ouali and Wali, Khaled, Benhaddou.
  [/^dj/g, 'j'],
  [/^ou(?=[aeiy])/g, 'v'],
  [/w/g, 'v'],
  [/ph/g, 'f'],
  [/ch(?=[lr])/g, 'k'],
  [/tch|sch|ch|sh/g, 'ç'],
  [/h/g, ''],
  [/bv/g, 'v'],
  [/gu(?=[eiy])/g, 'g'],
  [/g(?=[eiy])/g, 'j'],
  [/qu|q|ck|c(?![eiy])/g, 'k'],
  [/c/g, 's'],
  [/x$/g, ''],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/y/g, 'i'],
  [/[ae]i(?=[mn](?![aeiounm]))/g, 'i'],
  [/e(?=[mn](?![aeiounm]))/g, 'a'],
  [/ai|ei/g, 'e'],
  [/eau|aul?(?=[dt])|oeu|oe|ou|au|u/g, 'o'],
  [/eo$/g, 'e'],
  [/(.)\1+/g, '$1'],
  // Gauthier, Boulanger: what is said is an é. Then what is silent at the end.
  [/er$/g, 'e'],
  [/e$|[dpst]+$/g, ''],
];

/** The fewest letters of a sound that can tell names apart. */
const SHORTEST = 3;

/**
 * How one word of a name is heard: `Goutier` and `Gauthier`, `Woijcik` and `Wojcik`, `Leroi` and `Leroy` give the same.
 * Empty when nothing is left that tells names apart.
 * @param word letters without accents and capitals (nameWords)
 */
export function heardAs(word: string): string {
  const heard = HEARD.reduce((text, [letters, sound]) => text.replace(letters, sound), word);
  return heard.length < SHORTEST ? '' : heard;
}
