import { Injectable } from '@nestjs/common';
import type { Translator } from '../i18n/index.js';
import { mayEver, onlyEstablishmentOf, type Actor, type Permission } from '../security/index.js';
import { addressAt, matchedAddress, segmentsOf } from './address-pattern.js';

/** The places of the menu, in its order. One person sees those in which some entry is theirs (decision 0180). */
export const PLACES = [
  'today',
  'requests',
  'families',
  'nursery',
  'offer',
  'commissions',
  'observatory',
  'journal',
  'organisation',
] as const;
export type Place = (typeof PLACES)[number];

/** What the entries of a large place are about, in the order of its page. */
export const SUBJECTS = ['figures', 'told', 'own', 'people', 'territory', 'running'] as const;
export type Subject = (typeof SUBJECTS)[number];

interface Declared {
  /** Its words in the catalogue are `pages.<code>.name`, and where it can be found `.purpose` and `.words`. */
  readonly code: string;
  readonly permission: Permission;
  /** Its address, or the pattern of it: `/rpe/demandes/:requestId`. */
  readonly href: string;
  /** Whether it is shown now; always when absent. */
  readonly when?: () => boolean;
}

/** A page that the menu leads to, in its place. */
export interface MenuEntry extends Declared {
  readonly place: Place;
  /** Entries of a place are sorted by this number. */
  readonly order: number;
  readonly subject?: Subject;
  /** Whether its place goes by its own name where this is the only entry. Any other entry alone goes by the entry's. */
  readonly isMain?: true;
  /** Where readers find it who may not do what the rest of its place is for. */
  readonly elsewhere?: { readonly without: Permission; readonly place: Place; readonly subject?: Subject };
}

/**
 * A page below another: found by its words, and listed on the page of its place. It is below the page whose address its
 * own begins with, unless it names its parent.
 */
export interface SubPage extends Declared {
  readonly place?: undefined;
  readonly isStep?: undefined;
  readonly parent?: string;
}

/** A page that others are below, and that only those find who know of what it is: one request, one session. */
export interface StepPage extends Declared {
  readonly place?: undefined;
  readonly isStep: true;
  readonly parent?: string;
}

export type StaffPage = MenuEntry | SubPage | StepPage;
/** A page that somebody can be led to, with its address for that person. */
export interface ReachedPage {
  readonly page: MenuEntry | SubPage;
  readonly href: string;
}

export interface OpenEntry {
  readonly page: MenuEntry;
  readonly href: string;
  readonly subject: Subject | null;
}

/** The entries of one place that a person may open. */
export interface OpenPlace {
  readonly place: Place;
  readonly entries: readonly OpenEntry[];
  /** The entry itself where there is only one, else the page of the place. */
  readonly href: string;
}

/** Where an address is: in which place, and below which pages, from the entry of the menu on. */
export interface WayTo {
  /** Null for the pages that every place leads to. */
  readonly place: Place | null;
  readonly above: readonly { readonly page: StaffPage; readonly href: string }[];
  /** The declared page of this very address; null when nobody declared it. */
  readonly self: StaffPage | null;
}

export const pageName = ({ t }: Translator, { code }: StaffPage): string => t(`pages.${code}.name`);
/** What one does on a page. */
export const pagePurpose = ({ t }: Translator, { code }: MenuEntry | SubPage): string => t(`pages.${code}.purpose`);
/** Further words by which a page is looked for. */
export const pageWords = ({ t }: Translator, { code }: MenuEntry | SubPage): string => t(`pages.${code}.words`);

/** The page that lists the entries of a place. */
export const placeHref = (place: Place): string => `/personnel/menu/${place}`;

/** The pages of staff: what the menu shows, what is below what, by which words each is found. Features declare theirs. */
@Injectable()
export class Navigation {
  private readonly pages: StaffPage[] = [];

  add(...pages: StaffPage[]): void {
    this.pages.push(...pages);
  }

  /** Every page that was declared, whoever may open it. */
  get declared(): readonly StaffPage[] {
    return this.pages;
  }

  /** The places in which somebody may open a page. */
  placesFor(actor: Actor | null): readonly OpenPlace[] {
    if (actor?.kind !== 'staff') return [];
    const entries = this.pages
      .filter((page): page is MenuEntry => page.place !== undefined && isOpenTo(actor, page))
      .sort((a, b) => a.order - b.order)
      .map((page) => ({ page, href: page.href, ...placeOf(actor, page) }));
    return PLACES.flatMap((place) => {
      const here = entries
        .filter((entry) => entry.place === place)
        .map(({ page, href, subject = null }) => ({ page, href, subject }));
      const [only, ...more] = here;
      return only ? [{ place, entries: here, href: more.length === 0 ? only.href : placeHref(place) }] : [];
    });
  }

  /** The pages below an entry that somebody may open and that can be found. */
  listBelow(actor: Actor, entry: MenuEntry): readonly ReachedPage[] {
    return this.reachedBy(actor).filter(
      ({ page, href }) => page.place === undefined && this.wayTo(actor, href).above[0]?.page === entry,
    );
  }

  /** The pages that somebody may open and that are found by their words. */
  reachedBy(actor: Actor | null): readonly ReachedPage[] {
    if (actor?.kind !== 'staff') return [];
    return this.pages.flatMap((page) => {
      if (isStep(page) || !isOpenTo(actor, page)) return [];
      const href = ownAddress(actor, page);
      return href === null ? [] : [{ page, href }];
    });
  }

  /** The way from the menu to an address. */
  wayTo(actor: Actor | null, path: string): WayTo {
    const found = this.nearest(path, segmentsOf(path).length);
    if (!found) return { place: null, above: [], self: null };
    const isSelf = segmentsOf(found.page.href).length === segmentsOf(path).length;
    const above = isSelf ? [] : [found];
    for (let below: Reached | null = found; below;) {
      below = this.parentOf(below);
      if (below) above.unshift(below);
    }
    const top = (above[0] ?? found).page;
    return {
      place: top.place === undefined ? null : placeOf(actor, top).place,
      above: above.filter(({ page }) => isOpenTo(actor, page)),
      self: isSelf ? found.page : null,
    };
  }

  private parentOf({ page, href, values }: Reached): Reached | null {
    if (page.place !== undefined) return null;
    if (page.parent === undefined) return this.nearest(href, segmentsOf(href).length - 1);
    const parent = this.pages.find((other) => other.href === page.parent);
    if (!parent) throw new Error(`${page.href} is said to be below ${page.parent}, which nobody declares`);
    return { page: parent, href: addressAt(parent.href, values), values };
  }

  /** The declared page with the longest address that this one begins with. @param most segments it may have */
  private nearest(path: string, most: number): Reached | null {
    let nearest: (Reached & { rank: number }) | null = null;
    for (const page of this.pages) {
      const match = matchedAddress(page.href, path);
      if (!match || match.length > most || (nearest && nearest.rank >= match.rank)) continue;
      nearest = { page, href: match.address, values: match.values, rank: match.rank };
    }
    return nearest;
  }
}

interface Reached {
  readonly page: StaffPage;
  readonly href: string;
  readonly values: Readonly<Record<string, string>>;
}

const isStep = (page: StaffPage): page is StepPage => page.place === undefined && page.isStep === true;

const isOpenTo = (actor: Actor | null, { permission, when }: Declared): boolean =>
  mayEver(actor, permission) && (when?.() ?? true);

const placeOf = (
  actor: Actor | null,
  { place, subject, elsewhere }: MenuEntry,
): { readonly place: Place; readonly subject?: Subject | undefined } =>
  elsewhere && !mayEver(actor, elsewhere.without) ? elsewhere : { place, subject };

/** The address of a page for one person; null when it has to be said of what. Of one's only nursery it need not. */
function ownAddress(actor: Actor, { href, permission }: Declared): string | null {
  if (!href.includes(':')) return href;
  const establishmentId = onlyEstablishmentOf(actor, permission);
  const address = establishmentId ? addressAt(href, { establishmentId }) : href;
  return address.includes(':') ? null : address;
}
