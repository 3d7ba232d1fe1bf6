import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { isDeepStrictEqual } from 'node:util';
import { Proposals } from '../../admission/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NeededFirst, type Tx } from '../../../foundation/platform/database/index.js';
import { inSlices } from '../../../foundation/platform/threads/index.js';
import { SessionLayout, type Candidate, type SessionInput, type SessionInstance } from '../domain/session-instance.js';

/** Few sessions are prepared at once. */
const MOST_KEPT = 4;

interface LaidOut {
  /** Everything that the instance is made from, except the candidates. */
  readonly from: Omit<SessionInput, 'candidates'>;
  readonly made: SessionInstance;
}

/**
 * Builds the instances of sessions. It does so outside the unit that needs one, in slices, and the proposal is
 * computed at the same time. The unit then runs again, reads the same facts, and finds the instance.
 */
@Injectable()
export class SessionInstances {
  /** The latest instance of each list of candidates. It is freed together with the list. */
  private readonly known = new WeakMap<readonly Candidate[], LaidOut>();
  private readonly layouts = new LRUCache<string, SessionLayout>({ max: MOST_KEPT });

  constructor(private readonly proposals: Proposals) {}

  /** @throws NeededFirst when the instance has to be built */
  async readInstance(tx: Tx, sessionId: Id, input: SessionInput): Promise<SessionInstance> {
    const { candidates, ...from } = input;
    const known = this.known.get(candidates);
    if (known && isDeepStrictEqual(known.from, from)) return known.made;
    if (!tx.mayNeedFirst) return this.layOut(input);
    throw new NeededFirst(async () => this.proposals.prepareProposal(sessionId, await this.layOut(input)));
  }

  private async layOut(input: SessionInput): Promise<SessionInstance> {
    const { candidates, ...from } = input;
    const key = SessionLayout.keyOf(input);
    const layout = this.layouts.get(key) ?? new SessionLayout(input);
    this.layouts.set(key, layout);
    const made = await inSlices(layout.layOut(input));
    this.known.set(candidates, { from, made });
    return made;
  }
}
