import { Injectable } from '@nestjs/common';
import { mayEver, type Actor, type Permission } from '../security/index.js';

/** What is folded together: further figures, and what is set up rarely. In the order of the menu. */
export const FOLDS = ['figures', 'setup'] as const;
export type Fold = (typeof FOLDS)[number];

export interface NavEntry {
  readonly permission: Permission;
  readonly href: string;
  /** Catalogue key. */
  readonly text: string;
  /** Entries are sorted by this number. */
  readonly order: number;
  /** In a menu of many entries, folded under a title with the others of its kind. */
  readonly fold?: Fold;
  /** Whether the entry is shown now; always when absent. */
  readonly when?: () => boolean;
}

/** The staff menu. Each feature adds its entries, and each person sees those that their permissions allow. */
@Injectable()
export class Navigation {
  private readonly entries: NavEntry[] = [];

  add(...entries: NavEntry[]): void {
    this.entries.push(...entries);
    this.entries.sort((a, b) => a.order - b.order);
  }

  for(actor: Actor | null): readonly NavEntry[] {
    return actor?.kind === 'staff'
      ? this.entries.filter(({ permission, when }) => mayEver(actor, permission) && (when?.() ?? true))
      : [];
  }
}
