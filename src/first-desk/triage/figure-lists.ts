import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import { Hooks } from '../../foundation/kernel/hooks.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';

/** The families behind a figure, for the inbox. */
export interface FigureFamilies {
  /** What the figure counts, in words. */
  nameIn(words: Translator): string;
  /** How many families it counts, of all desks. */
  readonly families: number;
  /** Their requests; null when they are too many for one list. */
  readonly requestIds: readonly Id[] | null;
  /** The list of all of them. */
  readonly href: string;
}

/** Finds the families of a figure by its code; null for one that the actor may not read, or that is none. */
export type FindFigure = (actor: Actor, code: string) => Promise<FigureFamilies | null>;

/** Where features above say what families are behind their figures, so that a desk works on them in its inbox. */
@Injectable()
export class FigureLists {
  readonly asked = new Hooks<FindFigure>('the inbox is opened from a figure');

  async findFigure(actor: Actor, code: string): Promise<FigureFamilies | null> {
    for (const find of this.asked.all) {
      const found = await find(actor, code);
      if (found) return found;
    }
    return null;
  }
}
