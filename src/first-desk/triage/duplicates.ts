import { Injectable } from '@nestjs/common';
import {
  compareChildren,
  Dossiers,
  DuplicateActs,
  expectingSideOf,
  findAdultsWhoSent,
  findDossier,
  findDuplicatesPast,
  findJudgements,
  holdsBirth,
  identityOf,
  isPairToJudge,
  triagesRequest,
  type Agreement,
  type AsideReason,
  type ChildRequest,
  type DuplicateJudgement,
  type DuplicatesPast,
  type JoinOutcome,
  type PossibleDuplicate,
  type RequestFile,
} from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Audit, nameOf } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Pairs } from './pairs.js';

/** One request of a pair, as far as the agent may see it (decision 0012). */
export type ComparedSide =
  | { readonly kind: 'own'; readonly file: RequestFile }
  /** A request of another desk: the agent sees which desk follows it and its number, and nothing about the family. */
  | { readonly kind: 'elsewhere'; readonly deskId: string; readonly number: string };

export interface ComparedPair {
  readonly pair: PossibleDuplicate;
  readonly sides: readonly [ComparedSide, ComparedSide];
  readonly agreements: readonly Agreement[];
  /** Latest first. */
  readonly judgements: readonly DuplicateJudgement[];
  /** Whether both requests may still be judged: one may have been closed or joined meanwhile. */
  readonly isToJudge: boolean;
  /** The request about whose birth nothing is written, because the other one has ended; null when there is none. */
  readonly heldId: Id | null;
}

/** Possible duplicates, for a person to judge. */
@Injectable()
export class Duplicates {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly dossiers: Dossiers,
    private readonly pairs: Pairs,
    private readonly acts: DuplicateActs,
    private readonly audit: Audit,
  ) {}

  /**
   * Both requests, each as far as the actor may see it. The reads are audited, and each counts. @throws NotFound when neither is the
   * actor's
   */
  async comparePair(actor: Actor, pairId: Id): Promise<ComparedPair> {
    const { pair, first, second } = await this.pairs.readOwn(actor, pairId);
    const judgements = await findJudgements(this.reader, pairId);
    const sides = [await this.sideOf(actor, first), await this.sideOf(actor, second)] as const;
    const own = [first, second].filter((request) => triagesRequest(actor, request));
    const subjects = [{ kind: 'pair', id: pairId }, ...own.map(({ id }) => ({ kind: 'request', id }))];
    await this.audit.readOpened(
      actor,
      own.map(({ id }) => nameOf({ kind: 'request', id })),
      subjects.map((subject) => ({ action: `${subject.kind}.read`, subject })),
    );
    const [left, right] = [
      identityOf(first, await findAdultsWhoSent(this.reader, first)),
      identityOf(second, await findAdultsWhoSent(this.reader, second)),
    ];
    return {
      pair,
      sides,
      judgements,
      agreements: compareChildren(left, right).agreements,
      isToJudge: isPairToJudge(expectingSideOf(first), expectingSideOf(second)),
      heldId:
        [first, second].find((one) =>
          [first, second].some((ended) => holdsBirth(expectingSideOf(ended), expectingSideOf(one))),
        )?.id ?? null,
    };
  }

  private async sideOf(actor: Actor, request: ChildRequest): Promise<ComparedSide> {
    if (triagesRequest(actor, request)) {
      const file = await this.dossiers.loadRequest(this.reader, request.id);
      return { kind: 'own', file: { ...file, adults: await findAdultsWhoSent(this.reader, request) } };
    }
    const dossier = await findDossier(this.reader, request.dossierId);
    return { kind: 'elsewhere', deskId: request.deskId, number: dossier!.number };
  }

  async joinPair(actor: Actor, pairId: Id): Promise<JoinOutcome> {
    return this.unitOfWork.run((tx) => this.acts.joinPair(tx, actor, pairId));
  }

  async setAside(actor: Actor, pairId: Id, reason: AsideReason): Promise<void> {
    await this.unitOfWork.run((tx) => this.acts.setAside(tx, actor, pairId, reason));
  }

  async reopenPair(actor: Actor, pairId: Id): Promise<void> {
    await this.unitOfWork.run((tx) => this.acts.reopenPair(tx, actor, pairId));
  }

  async undoJoin(actor: Actor, pairId: Id): Promise<void> {
    await this.unitOfWork.run((tx) => this.acts.undoJoin(tx, actor, pairId));
  }

  /** Separates a child that was joined automatically on arrival. @returns its new request */
  async separateRequest(actor: Actor, requestId: Id, joinId: Id): Promise<Id> {
    return this.unitOfWork.run((tx) => this.acts.separateRequest(tx, actor, requestId, joinId));
  }

  /** The requests that were joined into this one, and the decisions about its pairs, oldest first. */
  pastOf(requestId: Id): Promise<DuplicatesPast> {
    return findDuplicatesPast(this.reader, requestId);
  }
}
