import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import { UnitOfWork, type Reader, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { isBirthUnknown, isExpected, mayTellBirth } from '../domain/births.js';
import { countChildren, gapsOf } from '../domain/completeness.js';
import { identitiesOf } from '../domain/duplicates/identities-of.js';
import { NOT_TOLD } from '../domain/told.js';
import { DuplicatePairs } from '../duplicates/duplicate-pairs.js';
import { lockFamilies } from '../lifecycle/family-locks.js';
import type { Writing } from '../lifecycle/fact-records.js';
import { findRequest } from '../lifecycle/read-requests.js';
import { RequestMoves } from '../lifecycle/request-moves.js';
import { RequestHistory, type ChildRequest } from '../persistence/dossier.entities.js';
import { AnswerWriter, writtenIn } from './answer-writer.js';

/** What a family tells of the birth of a child whom it expected. */
export interface Birth {
  readonly birthDate: Day;
  /** Null leaves the name as it is. */
  readonly firstName: string | null;
}

/** The birth of a child whose request was made before it. */
@Injectable()
export class Births {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly writer: AnswerWriter,
    private readonly pairs: DuplicatePairs,
    private readonly moves: RequestMoves,
  ) {}

  /**
   * Writes the birth on each request of the child that goes on. The date on which it was due stays beside it: both
   * open the dossier (domain.md §11). A list that a commission has frozen keeps the copy that it judges.
   * @param version of the request that the person was looking at
   * @throws Conflict; DomainError when the request has ended, or its child was not expected
   */
  async recordBirth(actor: Actor, requestId: Id, birth: Birth, version: number): Promise<void> {
    await this.unitOfWork.run((tx) => this.writeBirth(tx, actor, requestId, birth, version));
  }

  /**
   * Writes that a child who was due is not born yet.
   * @throws NotFound; DomainError when the request has ended, or its child is not expected
   */
  async reportNotBorn(actor: Actor, requestId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const request = await findRequest(tx, requestId);
      if (!request) throw new NotFound('request');
      if (!isExpected(request)) throw new DomainError(refuse('request.notExpected'));
      await this.moves.move(tx, actor, requestId, 'reportNotBorn');
    });
  }

  /** The requests of children who should be born by now, where nobody has said whether they are. */
  async findUnknown(from: Reader | Tx, requests: readonly ChildRequest[]): Promise<Set<Id>> {
    const today = this.clock.today();
    const overdue = requests.filter((request) => isBirthUnknown(request, null, today));
    const said = await from.find(RequestHistory, {
      where: { requestId: In(overdue.map(({ id }) => id)), action: 'reportNotBorn' },
      order: { at: 'ASC' },
    });
    const lastSaid = new Map(said.map(({ requestId, at }) => [requestId, dayOf(at)]));
    return new Set(
      overdue.filter((request) => isBirthUnknown(request, lastSaid.get(request.id) ?? null, today)).map(({ id }) => id),
    );
  }

  private async writeBirth(tx: Tx, actor: Actor, requestId: Id, birth: Birth, version: number): Promise<void> {
    const asked = await findRequest(tx, requestId);
    if (!asked) throw new NotFound('request');
    await lockFamilies(tx, [asked.dossierId]);
    const { form, requests } = await this.writer.readHeld(tx, asked.dossierId);
    const { transferFromId } = asked;
    for (const [index, request] of requests.entries()) {
      const isAsked = request.id === requestId;
      if (!isAsked && request.id !== transferFromId && request.transferFromId !== requestId) continue;
      if (!mayTellBirth(request)) {
        if (isAsked) throw new DomainError(refuse('request.notExpected'));
        continue;
      }
      const before = form.children[index]!;
      const child = { ...before, birthDate: birth.birthDate, firstName: birth.firstName ?? before.firstName };
      const whole = { ...form, children: [child] };
      await this.pairs.renewPairs(tx, request, identitiesOf(whole)[0]!);
      const writing: Writing = { writing: newId(), ...NOT_TOLD };
      await this.writer.recordChild(tx, request.id, before, child, writing);
      await this.moves.move(tx, actor, request.id, 'recordBirth', {
        history: writtenIn(writing),
        expectedVersion: isAsked ? version : request.version,
        patch: {
          birthDate: child.birthDate,
          firstName: child.firstName,
          gaps: gapsOf(form, child, this.supply.providerIds(), this.clock.today(), countChildren(requests)),
        },
      });
    }
  }
}
