import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import type { Reader, Tx } from '../platform/database/index.js';
import { canonicalJson } from './domain/canonical-json.js';
import type { Alternatives } from './domain/explanations.js';
import type { Instance } from './domain/instance.js';
import { Outcome } from './outcome.js';
import { ProposalRow } from './persistence/admission.entities.js';
import { ENGINE, printedProposal } from './propose.js';
import { Recent } from './recent.js';

/** What a proposal was computed from, and what came out: enough to compute it again and to explain it. */
export interface ProposalContent {
  /** Of the draw that settles equal points and dates. */
  readonly seed: string;
  /** By candidacy. */
  readonly lots: Readonly<Record<Id, number>>;
  readonly instance: Instance;
  /** Wishes that families did not make and could have: for explanations only. */
  readonly alternatives: Alternatives;
  /** What `propose` prints. */
  readonly proposal: object;
}

export type KeptProposal = Omit<ProposalRow, 'content'> & ProposalContent;

export const hashOfInstance = (instance: Instance): string => createHash('sha256').update(canonicalJson(instance)).digest('hex');

/** Before the engine there was a plain pass. What it proposed stays in the table as it was; only the engine reads its own. */
const BEFORE_ENGINE = 'ranked-pass/1';

/** Few sessions sit at once, and the screen of each asks for the same few outcomes again and again. */
const MOST_KEPT = 4;
const MOST_OUTCOMES = 4;

/** Computes proposals and keeps each with its instance: what was proposed can be replayed and explained. */
@Injectable()
export class Proposals {
  /** The last one of each session: those before it are asked for no more. */
  private readonly kept = new Recent<KeptProposal>(MOST_KEPT);
  /** Tens of megabytes for a large session: they go with its instance. */
  private readonly outcomes = new WeakMap<Instance, Recent<Outcome>>();

  constructor(private readonly clock: Clock) {}

  /** What becomes of a proposal with what members decide. */
  outcomeOf({ instance, alternatives }: Pick<KeptProposal, 'instance' | 'alternatives'>, locks: NonNullable<Instance['locks']> = {}): Outcome {
    const outcomes = this.outcomes.get(instance) ?? new Recent<Outcome>(MOST_OUTCOMES);
    this.outcomes.set(instance, outcomes);
    const key = canonicalJson(locks);
    return outcomes.find(key) ?? outcomes.keep(key, new Outcome({ ...instance, locks }, alternatives));
  }

  async keep(tx: Tx, sessionId: Id, content: Omit<ProposalContent, 'proposal'>): Promise<KeptProposal> {
    const { instance } = content;
    const row = { id: newId(), sessionId, computedAt: this.clock.now(), inputHash: hashOfInstance(instance), engine: ENGINE };
    const proposal = printedProposal(instance, this.outcomeOf(content).proposal);
    await tx.insert(ProposalRow, { ...row, content: { ...content, proposal } satisfies ProposalContent });
    const kept: KeptProposal = { ...row, ...content, proposal };
    tx.afterCommit(() => this.kept.keep(sessionId, kept));
    return kept;
  }

  /** The last one computed for a session. */
  async latest(from: Reader, sessionId: Id): Promise<KeptProposal | null> {
    const [last] = await from.sql<{ id: Id }>(
      'SELECT id FROM proposal WHERE session_id = :sessionId AND engine <> :before ORDER BY computed_at DESC, id DESC LIMIT 1', { sessionId, before: BEFORE_ENGINE },
    );
    if (!last) return null;
    const known = this.kept.find(sessionId);
    if (known?.id === last.id) return known;
    const { content, ...row } = (await from.findOne(ProposalRow, { id: last.id }))!;
    return this.kept.keep(sessionId, { ...row, ...(content as ProposalContent) });
  }
}
