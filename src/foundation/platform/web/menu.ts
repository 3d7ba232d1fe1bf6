import type { Translator } from '../i18n/index.js';
import type { Actor } from '../security/index.js';
import { pageName, placeHref, type Navigation, type OpenPlace } from './navigation.js';

interface NavLink {
  readonly href: string;
  readonly text: string;
  /** `page` for the page that is shown, `true` for what it is in; null for anything else. */
  readonly current: 'page' | 'true' | null;
}

/** What a page of staff shows of all others: the menu, where it is itself, and what stands beside it. */
export interface Menu {
  readonly nav: readonly (NavLink & { readonly entries: readonly NavLink[] })[];
  /** The name of the place in which the page is; null when it is in none. */
  readonly navHere: string | null;
  readonly way: {
    /** What the page is below, from the place of the menu on. */
    readonly crumbs: readonly { readonly href: string; readonly text: string }[];
    /** The other entries of its place, on the page of one of them. */
    readonly beside: readonly NavLink[];
  };
}

/** The name of a place. Where somebody finds nothing but a page at its edge, that page's own. */
export const placeText = (words: Translator, { place, entries: [first, ...more] }: OpenPlace): string =>
  first && more.length === 0 && !first.page.isMain ? pageName(words, first.page) : words.t(`web.place.${place}`);

/** @param path of the page that is shown, without what follows the `?` */
export function menuModel(navigation: Navigation, actor: Actor | null, path: string, words: Translator): Menu {
  const places = navigation.placesFor(actor);
  const way = navigation.wayTo(actor, path);
  // The page of a place is in that place, although its address is below that of today's.
  const here = places.find(({ place }) => path === placeHref(place)) ?? places.find(({ place }) => place === way.place);
  const nav = places.map((place) => ({
    href: place.href,
    text: placeText(words, place),
    current: path === place.href ? ('page' as const) : place === here ? ('true' as const) : null,
    entries: place.entries.map(({ page, href }) => ({
      href,
      text: pageName(words, page),
      current: path === href ? ('page' as const) : null,
    })),
  }));
  const current = nav.find(({ href }) => href === here?.href);
  const above = way.above.map(({ page, href }) => ({ href, text: pageName(words, page) }));
  const top = current && current.href !== path && above[0]?.href !== current.href ? [current] : [];
  return {
    nav,
    navHere: current?.text ?? null,
    way: {
      crumbs: actor?.kind === 'staff' ? [...top.map(({ href, text }) => ({ href, text })), ...above] : [],
      beside:
        current && current.entries.length > 1 && current.entries.some((entry) => entry.current) ? current.entries : [],
    },
  };
}
