import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { Translator } from '../i18n/index.js';
import { mayEver, type Actor, type Permission } from '../security/index.js';

/** What somebody looks for, and who it is. */
export interface Asked {
  readonly actor: Actor;
  readonly text: string;
  readonly words: Translator;
  /** The key under which the session keeps the text, for the address of a list that shows all that was found. */
  readonly searched: string;
}

export interface FoundLine {
  readonly href: string;
  readonly text: string;
  readonly hint: string;
  /** What names the families that the line shows; nothing where it shows none. */
  readonly families: readonly Id[];
}

export interface FoundGroup {
  /** The best first. More than {@link MOST_FOUND_LINES} of them are not shown. */
  readonly lines: readonly FoundLine[];
  /** The address of the list that shows all of them; null when there is none. */
  readonly all: string | null;
  /** `exact`: what was typed names this and nothing else. `alike`: it may have been meant. */
  readonly likeness: 'exact' | 'found' | 'alike';
}

/** How much of one kind a search shows. */
export const MOST_FOUND_LINES = 10;

/** One kind of thing that can be looked for. A feature finds its own, within what the reader may see. */
export interface FindSource {
  /** Its name is `found.<code>` in the catalogue. */
  readonly code: string;
  /** Of two kinds that are found as well, the lower comes first. */
  readonly order: number;
  /** Whoever does not hold it is not looked for. */
  readonly permission: Permission;
  find(asked: Asked): Promise<FoundGroup>;
}

/** What staff can look for (decision 0181). Each feature adds what it knows. */
@Injectable()
export class Finds {
  private readonly sources: FindSource[] = [];

  add(source: FindSource): void {
    this.sources.push(source);
    this.sources.sort((a, b) => a.order - b.order);
  }

  /** What can be looked for by somebody, in its order. */
  for(actor: Actor): readonly FindSource[] {
    return this.sources.filter(({ permission }) => mayEver(actor, permission));
  }
}
