import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import type { Reader, Tx } from '../platform/database/index.js';
import type { Instance, Proposal, Proposer } from './domain/proposer.js';
import { rankedPass } from './domain/ranked-pass.js';
import { ProposalRow } from './persistence/admission.entities.js';

/** All that is needed to compute a proposal again and to explain it. */
export interface KeptProposal {
  /** Of the draw that settles equal points and dates. */
  readonly seed: string;
  readonly lots: Readonly<Record<Id, number>>;
  readonly instance: Instance;
  readonly proposal: Proposal;
}

/** Keys in order, so that equal values have equal text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, canonical(one)]),
  );
}

export const hashOfInput = (instance: Instance, seed: string): string =>
  createHash('sha256').update(JSON.stringify(canonical({ instance, seed }))).digest('hex');

/** Computes proposals and keeps each with its input: what was proposed can be replayed and explained. */
@Injectable()
export class Proposals {
  /** The engine takes this place in a later issue. */
  private readonly proposer: Proposer = rankedPass;

  constructor(private readonly clock: Clock) {}

  /** Computes without keeping: the effect of what members decide. */
  propose(instance: Instance): Proposal {
    return this.proposer(instance);
  }

  async keep(tx: Tx, sessionId: Id, kept: Omit<KeptProposal, 'proposal'>): Promise<Proposal> {
    const proposal = this.proposer(kept.instance);
    await tx.insert(ProposalRow, {
      id: newId(), sessionId, computedAt: this.clock.now(), inputHash: hashOfInput(kept.instance, kept.seed), engine: proposal.engine,
      content: { ...kept, proposal } satisfies KeptProposal,
    });
    return proposal;
  }

  /** The last one computed for a session. */
  async latest(from: Reader, sessionId: Id): Promise<KeptProposal | null> {
    const [row] = await from.find(ProposalRow, { where: { sessionId }, order: { computedAt: 'DESC', id: 'DESC' }, take: 1 });
    return row ? (row.content as KeptProposal) : null;
  }
}
