import { isMeantBy, plainWords, tellingWords } from '../../foundation/kernel/plain-words.js';
import {
  pageName,
  pagePurpose,
  pageWords,
  placeText,
  type FoundGroup,
  type FoundLine,
  type Navigation,
  type ReachedPage,
  type Asked,
} from '../../foundation/platform/web/index.js';

interface Judged extends FoundLine {
  /** How many of the typed words it holds, then how many of them in its name. */
  readonly rank: readonly [number, number];
  readonly isNamed: boolean;
}

/** The pages that hold most of the typed words: in their name, in what they say of themselves, or in further words. */
export function findPages(navigation: Navigation, { actor, text, words }: Asked): FoundGroup {
  const typed = tellingWords(text);
  const judge = ({ page, href }: ReachedPage): Judged => {
    const [name, purpose] = [pageName(words, page), pagePurpose(words, page)];
    const inName = countMeant(typed, name);
    const held = countMeant(typed, `${name} ${purpose} ${pageWords(words, page)}`);
    // A name that was typed whole comes before a longer one that holds it too.
    const isNamed = inName === typed.length && inName === tellingWords(name).length;
    return { href, text: name, hint: purpose, families: [], rank: [held, inName + (isNamed ? 1 : 0)], isNamed };
  };
  const judged = [
    ...navigation.reachedBy(actor).map(judge),
    ...navigation
      .placesFor(actor)
      .filter(({ entries }) => entries.length > 1)
      .map((place): Judged => {
        const name = placeText(words, place);
        const held = countMeant(typed, name);
        return {
          href: place.href,
          text: name,
          hint: words.t('finding.place'),
          families: [],
          rank: [held, held],
          isNamed: held === typed.length,
        };
      }),
  ];
  const most = Math.max(0, ...judged.map(({ rank }) => rank[0]));
  // Half of what was typed tells a page; less than that tells any.
  const lines = most > 0 && most * 2 >= typed.length ? judged.filter(({ rank }) => rank[0] === most) : [];
  return {
    lines: lines.sort((a, b) => b.rank[1] - a.rank[1]),
    all: null,
    likeness: lines.some(({ isNamed }) => isNamed) ? 'found' : 'alike',
  };
}

function countMeant(typed: readonly string[], text: string): number {
  const words = plainWords(text);
  return typed.filter((one) => words.some((word) => isMeantBy(one, word))).length;
}
