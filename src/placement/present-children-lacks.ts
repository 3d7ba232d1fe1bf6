import { Injectable } from '@nestjs/common';
import type { Lack } from '../kernel/lack.js';
import type { Reader } from '../platform/database/index.js';
import { Supply } from '../supply/index.js';
import { findSectionsWithChildren } from './persistence/present-children.queries.js';

/**
 * The establishments that have not said which children are there. Their places would look free, and would be offered.
 */
@Injectable()
export class PresentChildrenLacks {
  constructor(private readonly supply: Supply) {}

  async list(from: Reader): Promise<Lack[]> {
    const taken = await findSectionsWithChildren(from);
    return this.supply
      .establishments()
      .filter(({ id }) => !this.supply.sectionsOf(id).some((section) => taken.has(section.id)))
      .map(({ id, name }) => ({
        kind: 'present-children',
        group: 'offer',
        subject: { id, name },
        mender: 'director',
        href: `/eaje/${id}/accueils`,
      }));
  }
}
