import { Injectable } from '@nestjs/common';
import {
  PossibleFamilies,
  triagesRequest,
  type DuplicatesPast,
  type PossibleFamily,
} from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Duplicates } from './duplicates.js';
import { Pairs, type PairOfRequest } from './pairs.js';

export interface FamilyBeside extends PossibleFamily {
  /** Of another desk: its child is not named. */
  readonly isElsewhere: boolean;
}

export interface Likenesses {
  readonly pairs: readonly PairOfRequest[];
  /** Other dossiers that may be the same family's. */
  readonly families: readonly FamilyBeside[];
  /** The requests that were joined into this one, and the decisions about its pairs. */
  readonly past: DuplicatesPast;
}

/** What may be the same child or the same family as a request, and what was decided about it. */
@Injectable()
export class RequestLikenesses {
  constructor(
    private readonly duplicates: Duplicates,
    private readonly pairs: Pairs,
    private readonly families: PossibleFamilies,
  ) {}

  async readAll(actor: Actor, requestId: Id): Promise<Likenesses> {
    const beside = (await this.families.findBeside([requestId])).get(requestId) ?? [];
    return {
      pairs: await this.pairs.ofRequest(actor, requestId),
      families: beside.map((one) => ({ ...one, isElsewhere: !triagesRequest(actor, one.request) })),
      past: await this.duplicates.pastOf(requestId),
    };
  }
}
