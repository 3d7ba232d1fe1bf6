import { Injectable } from '@nestjs/common';
import { AskedProofs } from '../../commissions/commission/index.js';
import { DeskQuestions } from '../../commissions/desk-questions/index.js';
import {
  ChangeDecisions,
  expectingSideOf,
  findAdults,
  findOpenPairsAmong,
  findRequests,
  isPairToJudge,
  PossibleFamilies,
  type AdultsOfGap,
  type InboxRow,
} from '../../dossier/dossier/index.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { SilenceWatch } from './silence-watch.js';

/**
 * What a person has to look at before acting on a request. `arrival`: it was sent for a known family, and nobody has
 * judged it yet. `pair`: its child may have another request. `family`: its family may have another dossier. `silence`:
 * nobody has answered it, and silence counts as a decision soon. `proof`: its family was asked to show a proof before a
 * session. `question`: a director asks something about it. `change`: an answer that came later waits to be taken or left.
 */
export type InboxMark = 'arrival' | 'pair' | 'family' | 'silence' | 'proof' | 'question' | 'change';

/** The answers that a request lacks, with the adults of its family. */
export interface MissingAnswers {
  readonly gaps: readonly string[];
  readonly adults: AdultsOfGap;
}
/** The next acts that end with the answers of a family. */
const ACTS_FOR_ANSWERS: readonly string[] = ['first_contact', 'complete'];

/** Finds the marks of the requests on one page of the inbox. */
@Injectable()
export class InboxMarks {
  constructor(
    private readonly reader: Reader,
    private readonly families: PossibleFamilies,
    private readonly silence: SilenceWatch,
    private readonly proofs: AskedProofs,
    private readonly questions: DeskQuestions,
    private readonly changes: ChangeDecisions,
  ) {}

  async findMarks(rows: readonly Pick<InboxRow, 'id' | 'arrivedForId'>[]): Promise<Map<Id, InboxMark[]>> {
    if (rows.length === 0) return new Map();
    const ids = rows.map(({ id }) => id);
    const paired = await this.findPaired(ids);
    const families = await this.families.findBeside(ids);
    const silent = await this.silence.findNear(ids);
    const asked = await this.questions.countOpen(ids);
    const changed = await this.changes.findWaitingAmong(ids);
    const toShow = new Set((await this.proofs.findAwaited(ids)).map(({ requestId }) => requestId));
    return new Map(
      rows.map(({ id, arrivedForId }) => [
        id,
        [
          ...(arrivedForId === null ? [] : ['arrival' as const]),
          ...(paired.has(id) ? ['pair' as const] : []),
          ...(families.has(id) ? ['family' as const] : []),
          ...(silent.has(id) ? ['silence' as const] : []),
          ...(toShow.has(id) ? ['proof' as const] : []),
          ...(asked.has(id) ? ['question' as const] : []),
          ...(changed.has(id) ? ['change' as const] : []),
        ],
      ]),
    );
  }

  /** What is missing from each request whose next act is to get answers. */
  async findMissing(rows: readonly Pick<InboxRow, 'id' | 'nextAct'>[]): Promise<Map<Id, MissingAnswers>> {
    const ids = rows.filter(({ nextAct }) => ACTS_FOR_ANSWERS.includes(nextAct)).map(({ id }) => id);
    const requests = (await findRequests(this.reader, ids)).filter(({ gaps }) => gaps.length > 0);
    const dossierIds = requests.map(({ dossierId }) => dossierId);
    const adults = groupedBy(await findAdults(this.reader, dossierIds), ({ dossierId }) => dossierId);
    return new Map(
      requests.map(({ id, dossierId, gaps }) => [
        id,
        { gaps, adults: (adults.get(dossierId) ?? []).map(({ details }) => details) },
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
    const sides = new Map(requests.map((request) => [request.id, expectingSideOf(request)]));
    return new Set(
      pairs
        .filter(({ firstId, secondId }) => isPairToJudge(sides.get(firstId)!, sides.get(secondId)!))
        .flatMap(({ firstId, secondId }) => [firstId, secondId]),
    );
  }
}
