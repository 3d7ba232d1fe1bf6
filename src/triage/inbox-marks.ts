import { Injectable } from '@nestjs/common';
import { findOpenPairsAmong, findRequests, isToJudge, PossibleFamilies, type InboxRow } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import { Reader } from '../platform/database/index.js';
import { SilenceWatch } from './silence-watch.js';

/**
 * What a person has to look at before acting on a request. `arrival`: it was sent for a known family, and nobody has
 * judged it yet. `pair`: its child may have another request. `family`: its family may have another dossier. `silence`:
 * nobody has answered it, and silence counts as a decision soon.
 */
export type InboxMark = 'arrival' | 'pair' | 'family' | 'silence';

/** Finds the marks of the requests on one page of the inbox. */
@Injectable()
export class InboxMarks {
  constructor(
    private readonly reader: Reader,
    private readonly families: PossibleFamilies,
    private readonly silence: SilenceWatch,
  ) {}

  async findMarks(rows: readonly Pick<InboxRow, 'id' | 'arrivedForId'>[]): Promise<Map<Id, InboxMark[]>> {
    if (rows.length === 0) return new Map();
    const ids = rows.map(({ id }) => id);
    const paired = await this.findPaired(ids);
    const families = await this.families.findBeside(ids);
    const silent = await this.silence.findNear(ids);
    return new Map(
      rows.map(({ id, arrivedForId }) => [
        id,
        [
          ...(arrivedForId === null ? [] : ['arrival' as const]),
          ...(paired.has(id) ? ['pair' as const] : []),
          ...(families.has(id) ? ['family' as const] : []),
          ...(silent.has(id) ? ['silence' as const] : []),
        ],
      ]),
    );
  }
  /** A pair with a request that was closed or joined meanwhile has nothing left to judge. */
  private async findPaired(ids: readonly Id[]): Promise<Set<Id>> {
    const pairs = await findOpenPairsAmong(this.reader, ids);
    const requests = await findRequests(
      this.reader,
      pairs.flatMap(({ firstId, secondId }) => [firstId, secondId]),
    );
    const live = new Set(
      requests
        .filter(({ state, joinedIntoId }) => isToJudge({ state, isJoined: joinedIntoId !== null }))
        .map(({ id }) => id),
    );
    return new Set(
      pairs
        .filter(({ firstId, secondId }) => live.has(firstId) && live.has(secondId))
        .flatMap(({ firstId, secondId }) => [firstId, secondId]),
    );
  }
}
