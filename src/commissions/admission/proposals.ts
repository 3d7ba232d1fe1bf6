import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { NeededFirst, type Reader, type Tx } from '../../foundation/platform/database/index.js';
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
import { packJson, unpackJson, type PackedJson } from './packed-json.js';
import { ProposalRow } from './persistence/admission.entities.js';
import { findLatestProposal } from './persistence/proposals.queries.js';
import { ProposalThreads } from './proposal-threads.js';

/** What a proposal was computed from, and its result: enough to compute it again and to explain it. */
export interface ProposalContent {
  /** The seed of the draw that decides between equal points and dates. */
  readonly seed: string;
  /** The lots, by candidacy. */
  readonly lots: Readonly<Record<Id, number>>;
  readonly instance: Instance;
  /** Wishes that families could have made and did not. They are used for explanations only. */
  readonly alternatives: Alternatives;
  /** The proposal as `propose` prints it. */
  readonly proposal: object;
}

/** The content as it is stored. Parts that take megabytes in a large session are packed ({@link packJson}). */
interface PackedContent extends Pick<ProposalContent, 'seed' | 'lots' | 'proposal'> {
  readonly packed: { readonly instance: string; readonly alternatives: string };
}

export type KeptProposal = Omit<ProposalRow, 'content'> & ProposalContent;

/**
 * The plain ranking that was used before the engine. Its proposals stay in the table, but are not read as those of the
 * engine.
 */
const BEFORE_ENGINE = 'ranked-pass/1';

/**
 * How many sessions are kept in memory. Few sit at the same time, and their screens ask for the same few outcomes
 * again and again.
 */
const MOST_KEPT = 4;
const MOST_COMPUTED = 4;

function keepIn<V extends object | string>(cache: LRUCache<string, V>, key: string, value: V): V {
  cache.set(key, value);
  return value;
}

type Judged = Pick<KeptProposal, 'instance' | 'alternatives'>;
type Packed = Record<keyof Judged, PackedJson>;

/** Computes proposals and stores each with its instance, so that it can be computed again and explained. */
@Injectable()
export class Proposals {
  /** The latest proposal of each session. Earlier ones are not asked for any more. */
  private readonly kept = new LRUCache<string, KeptProposal>({ max: MOST_KEPT });
  private readonly packed = new WeakMap<Instance, Packed>();
  /** The draws of sessions whose preparation is not committed yet. A unit that runs again must not draw again. */
  private readonly draws = new LRUCache<string, Id>({ max: MOST_KEPT });
  /** Outcomes by instance: tens of megabytes for a large session, freed together with the instance. */
  private readonly computed = new WeakMap<Instance, LRUCache<string, EngineProposal>>();
  private readonly underWay = new WeakMap<Instance, Map<string, Promise<EngineProposal>>>();

  constructor(
    private readonly clock: Clock,
    private readonly threads: ProposalThreads,
  ) {}

  /**
   * The proposal, given what members have decided so far. A thread computes it when it is not known yet, so this is
   * called outside units of work.
   */
  async computeOutcome({ instance, alternatives }: Judged, locks: Locks = {}): Promise<Outcome> {
    return new Outcome({ ...instance, locks }, alternatives, await this.compute(instance, locks));
  }

  /**
   * {@link computeOutcome} inside a unit. @throws NeededFirst when it has to be computed: the unit is rolled back, and runs
   * again afterwards
   */
  computeOutcomeIn(tx: Tx, { instance, alternatives }: Judged, locks: Locks = {}): Outcome {
    const known = this.recentOf(instance).get(canonicalJson(locks));
    if (!known && tx.mayNeedFirst) throw new NeededFirst(() => this.compute(instance, locks));
    return new Outcome(
      { ...instance, locks },
      alternatives,
      known ?? keepIn(this.recentOf(instance), canonicalJson(locks), propose({ ...instance, locks })),
    );
  }

  private async compute(instance: Instance, locks: Locks, before: Instance | null = null): Promise<EngineProposal> {
    const key = canonicalJson(locks);
    const known = this.recentOf(instance).get(key);
    if (known) return known;
    const underWay = this.underWay.get(instance) ?? new Map<string, Promise<EngineProposal>>();
    this.underWay.set(instance, underWay);
    const asked = underWay.get(key) ?? this.threads.compute(instance, locks, before);
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

  /** The seed of a session's draw: the one it was prepared with, else a new one. */
  async seedOf(from: Reader, sessionId: Id): Promise<Id> {
    return (
      (await this.findLatest(from, sessionId))?.seed ??
      this.draws.get(sessionId) ??
      keepIn(this.draws, sessionId, newId())
    );
  }

  /**
   * Prepares what {@link keepProposal} needs, outside units of work. The instance is packed while a thread computes the
   * proposal.
   * @param judged its instance must be the same object that is stored afterwards
   */
  async prepareProposal(sessionId: Id, judged: Judged): Promise<void> {
    const before = this.kept.get(sessionId)?.instance ?? null;
    await Promise.all([this.compute(judged.instance, {}, before), this.packInstance(judged)]);
  }

  private async packInstance({ instance, alternatives }: Judged): Promise<Packed> {
    const packed = this.packed.get(instance) ?? {
      instance: await packJson(instance),
      alternatives: await packJson(alternatives),
    };
    this.packed.set(instance, packed);
    return packed;
  }

  /** @throws NeededFirst when the proposal has to be computed */
  async keepProposal(tx: Tx, sessionId: Id, content: Omit<ProposalContent, 'proposal'>): Promise<KeptProposal> {
    const { instance, alternatives, seed, lots } = content;
    if (!this.packed.has(instance) && tx.mayNeedFirst)
      throw new NeededFirst(() => this.prepareProposal(sessionId, content));
    const packed = await this.packInstance({ instance, alternatives });
    const row = {
      id: newId(),
      sessionId,
      computedAt: this.clock.now(),
      inputHash: packed.instance.hash,
      engine: ENGINE,
    };
    const proposal = printedProposal(instance, this.computeOutcomeIn(tx, content).proposal);
    const kept: KeptProposal = { ...row, ...content, proposal };
    await tx.insert(ProposalRow, {
      ...row,
      content: {
        seed,
        lots,
        proposal,
        packed: { instance: packed.instance.packed, alternatives: packed.alternatives.packed },
      } satisfies PackedContent,
    });
    tx.afterCommit(() => void this.kept.set(sessionId, kept));
    return kept;
  }

  /** When the places of a session were read, oldest first, and whether each proposal was fair, and proven the best. */
  async listComputed(
    from: Reader,
    sessionId: Id,
  ): Promise<{ at: Instant; inputHash: string; fair: boolean; proven: boolean }[]> {
    const rows = await from.find(ProposalRow, { where: { sessionId }, order: { computedAt: 'ASC', id: 'ASC' } });
    return rows
      .filter(({ engine }) => engine !== BEFORE_ENGINE)
      .map(({ computedAt, inputHash, content }) => {
        const { fair, proven = true } = (content as PackedContent).proposal as { fair: boolean; proven?: boolean };
        return { at: computedAt, inputHash, fair, proven };
      });
  }

  /** The latest proposal of a session. */
  async findLatest(from: Reader, sessionId: Id): Promise<KeptProposal | null> {
    const id = await findLatestProposal(from, sessionId, { butBy: BEFORE_ENGINE });
    if (id === null) return null;
    const known = this.kept.get(sessionId);
    if (known?.id === id) return known;
    const { content, ...row } = (await from.findOne(ProposalRow, { id }))!;
    return keepIn(this.kept, sessionId, { ...row, ...(await unpacked(content as ProposalContent | PackedContent)) });
  }
}

/** Unpacks a stored proposal. Earlier versions stored it without packing. */
async function unpacked(content: ProposalContent | PackedContent): Promise<ProposalContent> {
  if (!('packed' in content)) return content;
  const { packed, ...rest } = content;
  return {
    ...rest,
    instance: await unpackJson<Instance>(packed.instance),
    alternatives: await unpackJson<Alternatives>(packed.alternatives),
  };
}
