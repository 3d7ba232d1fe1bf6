import { Injectable } from '@nestjs/common';
import {
  compareChildren,
  desksWhosePairsAreSeenBy,
  expectingSideOf,
  findAdults,
  findDossiers,
  findOpenPairsOf,
  findPair,
  findPairs,
  findRequests,
  identityOf,
  isPairToJudge,
  mayJudgePair,
  OPEN_STATES,
  triagesRequest,
  type Agreement,
  type ChildRequest,
  type PossibleDuplicate,
  type RequestState,
} from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { countPairs, listPairs, type PairPlace, type WantedPairs } from './persistence/pairs.queries.js';

/** Two requests that may be one child's. A side that is of another desk is never shown: see Duplicates. */
export interface Pair {
  readonly pair: PossibleDuplicate;
  readonly first: ChildRequest;
  readonly second: ChildRequest;
}

export interface ListedPair extends Pair {
  readonly agreements: readonly Agreement[];
  /** Of the dossiers of the first and the second request. */
  readonly numbers: readonly [string, string];
}

export interface PairOfRequest {
  readonly pairId: Id;
  readonly other: ChildRequest;
  /** Of another desk: its child is not named. */
  readonly isElsewhere: boolean;
}

export const PAIR_STATES = ['open', 'set_aside', 'joined'] as const;
export type PairState = PossibleDuplicate['state'];

export interface PairPage {
  readonly pairs: readonly ListedPair[];
  /** How many pairs there are on all pages. {@link MOST_PAIRS_COUNTED} means that many or more. */
  readonly count: number;
  readonly next: PairPlace | null;
}

export const PAIR_PAGE = 50;
export const MOST_PAIRS_COUNTED = 1000;

function wantedPairs(actor: Actor, state: PairState): WantedPairs {
  const liveStates: RequestState[] | null = state === 'joined' ? null : [...OPEN_STATES, 'placed'];
  return { state, deskIds: desksWhosePairsAreSeenBy(actor), liveStates };
}

/** The pairs of which one side at least is of the agent's desk. */
@Injectable()
export class Pairs {
  constructor(private readonly reader: Reader) {}

  /**
   * The likeliest pairs first, then the newest. A pair with a request that was closed or joined meanwhile is left out,
   * because nothing is left to judge, but for one that holds messages about a birth.
   */
  async listPairs(actor: Actor, state: PairState, after: PairPlace | null): Promise<PairPage> {
    const wanted = wantedPairs(actor, state);
    const rows = await listPairs(this.reader, wanted, { after, most: PAIR_PAGE + 1 });
    const count = await this.countPairs(actor, state);
    const shown = rows.slice(0, PAIR_PAGE);
    const pairs = await findPairs(
      this.reader,
      shown.map(({ id }) => id),
    );
    return {
      pairs: await this.withAgreements(await this.withRequests(pairs)),
      count,
      next: rows.length > PAIR_PAGE ? shown.at(-1)! : null,
    };
  }

  /** How many pairs the list has on all its pages, counted up to {@link MOST_PAIRS_COUNTED}. */
  countPairs(actor: Actor, state: PairState): Promise<number> {
    return countPairs(this.reader, wantedPairs(actor, state), MOST_PAIRS_COUNTED);
  }

  /** The pairs of one request that wait for a person, with the other request of each. */
  async ofRequest(actor: Actor, requestId: Id): Promise<PairOfRequest[]> {
    const pairs = await findOpenPairsOf(this.reader, requestId);
    return (await this.withRequests(pairs)).flatMap(({ pair, first, second }) => {
      const other = first.id === requestId ? second : first;
      return isPairToJudge(expectingSideOf(first), expectingSideOf(second))
        ? [{ pairId: pair.id, other, isElsewhere: !triagesRequest(actor, other) }]
        : [];
    });
  }

  /** @throws NotFound when it is not there or neither side is of the actor's desk */
  async readOwn(actor: Actor, pairId: Id): Promise<Pair> {
    const pair = await findPair(this.reader, pairId);
    const [found] = pair ? await this.withRequests([pair]) : [];
    if (!found || !mayJudgePair(actor, found.first, found.second)) throw new NotFound('pair');
    return found;
  }

  private async withRequests(pairs: readonly PossibleDuplicate[]): Promise<Pair[]> {
    const requests = await findRequests(
      this.reader,
      pairs.flatMap(({ firstId, secondId }) => [firstId, secondId]),
    );
    const byId = new Map(requests.map((request) => [request.id, request]));
    return pairs.flatMap((pair) => {
      const [first, second] = [byId.get(pair.firstId), byId.get(pair.secondId)];
      return first && second ? [{ pair, first, second }] : [];
    });
  }

  private async withAgreements(pairs: readonly Pair[]): Promise<ListedPair[]> {
    const dossierIds = [...new Set(pairs.flatMap(({ first, second }) => [first.dossierId, second.dossierId]))];
    const adults = await findAdults(this.reader, dossierIds);
    const dossiers = await findDossiers(this.reader, dossierIds);
    const numbers = new Map(dossiers.map(({ id, number }) => [id, number]));
    const identity = (request: ChildRequest) =>
      identityOf(
        request,
        adults.filter(({ dossierId }) => dossierId === request.dossierId),
      );
    return pairs.map((pair) => ({
      ...pair,
      agreements: compareChildren(identity(pair.first), identity(pair.second)).agreements,
      numbers: [numbers.get(pair.first.dossierId) ?? '', numbers.get(pair.second.dossierId) ?? ''],
    }));
  }
}
