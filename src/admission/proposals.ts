import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { NeededFirst, type Reader, type Tx } from '../platform/database/index.js';
import {
  type Alternatives,
  canonicalJson,
  ENGINE,
  type EngineProposal,
  type Instance,
  type Locks,
  Outcome,
  printedProposal,
  propose,
} from '../matching/index.js';
import { hashOfInstance } from './instance-hash.js';
import { ProposalRow } from './persistence/admission.entities.js';
import { findLatestProposal } from './persistence/proposals.queries.js';
import { ProposalThreads } from './proposal-threads.js';

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

/**
 * Before the engine there was a plain pass. What it proposed stays in the table as it was; only the engine reads its
 * own.
 */
const BEFORE_ENGINE = 'ranked-pass/1';

/** Few sessions sit at once, and the screen of each asks for the same few outcomes again and again. */
const MOST_KEPT = 4;
const MOST_COMPUTED = 4;

function keepIn<V extends object | string>(cache: LRUCache<string, V>, key: string, value: V): V {
  cache.set(key, value);
  return value;
}

type Judged = Pick<KeptProposal, 'instance' | 'alternatives'>;

/** Computes proposals and keeps each with its instance: what was proposed can be replayed and explained. */
@Injectable()
export class Proposals {
  /** The last one of each session: those before it are asked for no more. */
  private readonly kept = new LRUCache<string, KeptProposal>({ max: MOST_KEPT });
  private readonly hashes = new WeakMap<Instance, string>();
  /** Of sessions whose preparation has not been committed yet: running again does not draw again. */
  private readonly draws = new LRUCache<string, Id>({ max: MOST_KEPT });
  /** Tens of megabytes for a large session: they go with its instance. */
  private readonly computed = new WeakMap<Instance, LRUCache<string, EngineProposal>>();
  private readonly underWay = new WeakMap<Instance, Map<string, Promise<EngineProposal>>>();

  constructor(
    private readonly clock: Clock,
    private readonly threads: ProposalThreads,
  ) {}

  /**
   * What becomes of a proposal with what members decide. A thread computes it where it is not known: outside units of
   * work.
   */
  async outcome({ instance, alternatives }: Judged, locks: Locks = {}): Promise<Outcome> {
    return new Outcome({ ...instance, locks }, alternatives, await this.compute(instance, locks));
  }

  /**
   * {@link outcome} inside a unit. @throws NeededFirst when it has to be computed: the unit gives way, and runs again
   */
  outcomeIn(tx: Tx, { instance, alternatives }: Judged, locks: Locks = {}): Outcome {
    const known = this.recentOf(instance).get(canonicalJson(locks));
    if (!known && tx.mayNeedFirst) throw new NeededFirst(() => this.compute(instance, locks));
    return new Outcome(
      { ...instance, locks },
      alternatives,
      known ?? keepIn(this.recentOf(instance), canonicalJson(locks), propose({ ...instance, locks })),
    );
  }

  private async compute(instance: Instance, locks: Locks): Promise<EngineProposal> {
    const key = canonicalJson(locks);
    const known = this.recentOf(instance).get(key);
    if (known) return known;
    const underWay = this.underWay.get(instance) ?? new Map<string, Promise<EngineProposal>>();
    this.underWay.set(instance, underWay);
    const asked = underWay.get(key) ?? this.threads.compute(instance, locks);
    underWay.set(key, asked);
    try {
      return keepIn(this.recentOf(instance), key, await asked);
    } finally {
      underWay.delete(key);
    }
  }

  private recentOf(instance: Instance): LRUCache<string, EngineProposal> {
    const recent = this.computed.get(instance) ?? new LRUCache<string, EngineProposal>({ max: MOST_COMPUTED });
    this.computed.set(instance, recent);
    return recent;
  }

  /** The seed of a session's draw: the one it was prepared with, else one that is drawn once. */
  async seedOf(from: Reader, sessionId: Id): Promise<Id> {
    return (
      (await this.latest(from, sessionId))?.seed ?? this.draws.get(sessionId) ?? keepIn(this.draws, sessionId, newId())
    );
  }

  /**
   * What {@link keep} needs of an instance, worked out by a thread: outside units of work.
   * @param instance the same object that is kept afterwards
   */
  async ready(instance: Instance): Promise<void> {
    const [hash] = await Promise.all([
      this.hashes.get(instance) ?? this.threads.hash(instance),
      this.compute(instance, {}),
    ]);
    this.hashes.set(instance, hash);
  }

  /** @throws NeededFirst when the proposal has to be computed */
  async keep(tx: Tx, sessionId: Id, content: Omit<ProposalContent, 'proposal'>): Promise<KeptProposal> {
    const { instance } = content;
    const known = this.hashes.get(instance);
    if (known === undefined && tx.mayNeedFirst) throw new NeededFirst(() => this.ready(instance));
    const inputHash = known ?? hashOfInstance(instance);
    const row = { id: newId(), sessionId, computedAt: this.clock.now(), inputHash, engine: ENGINE };
    const proposal = printedProposal(instance, this.outcomeIn(tx, content).proposal);
    await tx.insert(ProposalRow, { ...row, content: { ...content, proposal } satisfies ProposalContent });
    const kept: KeptProposal = { ...row, ...content, proposal };
    tx.afterCommit(() => void this.kept.set(sessionId, kept));
    return kept;
  }

  /** The last one computed for a session. */
  async latest(from: Reader, sessionId: Id): Promise<KeptProposal | null> {
    const id = await findLatestProposal(from, sessionId, { butBy: BEFORE_ENGINE });
    if (id === null) return null;
    const known = this.kept.get(sessionId);
    if (known?.id === id) return known;
    const { content, ...row } = (await from.findOne(ProposalRow, { id }))!;
    return keepIn(this.kept, sessionId, { ...row, ...(content as ProposalContent) });
  }
}
