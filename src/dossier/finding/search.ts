import { Injectable } from '@nestjs/common';
import { Finds, type Asked, type FoundGroup } from '../../foundation/platform/web/index.js';

export interface FoundOfKind extends FoundGroup {
  readonly code: string;
}

const NEAREST: readonly FoundGroup['likeness'][] = ['exact', 'found', 'alike'];

/** What is found of each kind by what somebody typed. */
@Injectable()
export class Search {
  constructor(private readonly finds: Finds) {}

  /** The kinds of which something was found: what was named before what may have been meant. */
  async findAll(asked: Asked): Promise<readonly FoundOfKind[]> {
    const found = await Promise.all(
      this.finds.for(asked.actor).map(async (source) => ({ code: source.code, ...(await source.find(asked)) })),
    );
    return NEAREST.flatMap((likeness) =>
      found.filter((group) => group.likeness === likeness && group.lines.length > 0),
    );
  }
}
