import { Injectable } from '@nestjs/common';
import { accountIdOf, findStaffNames } from '../../../territory/accounts/index.js';
import { factsOf, type ChangedFact } from '../../../foundation/kernel/changed-facts.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { Conflict, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { Reader, type Tx } from '../../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../../foundation/platform/security/index.js';
import type { BodyChangeKind } from '../domain/body-changes.js';
import { BodyChange } from '../persistence/body-change.entity.js';
import { Body, BodyMember } from '../persistence/commission.entities.js';

export type BodyChangeLine = BodyChange & {
  /** Who made it; null when no person did. */
  readonly changer: string | null;
  /** Whom it is about, as that member is called today. */
  readonly memberLabel: string;
  /** Whether it is about somebody who sits no longer. */
  readonly memberLeft: boolean;
};

/** The changes of bodies: each is a row, and each counts, so that a page that shows older facts is refused. */
@Injectable()
export class BodyChanges {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts a change of a body, writes what belongs to its row, and notes the facts.
   * @param version the version that the page showed
   * @param memberId whom the change is about; null for the body itself
   * @throws Conflict when somebody else changed the body first
   */
  async keep(
    tx: Tx,
    actor: Actor,
    { id: bodyId }: Pick<Body, 'id'>,
    version: number,
    kind: BodyChangeKind,
    facts: readonly ChangedFact[],
    { row = {}, memberId = null }: { readonly row?: Partial<Body>; readonly memberId?: Id | null } = {},
  ): Promise<void> {
    const changed = await tx.update(Body, { id: bodyId, version }, { ...row, version: version + 1 });
    if (changed === 0) throw new Conflict(refuse('body.changed'));
    await tx.insert(BodyChange, {
      ...{ id: newId(), bodyId, at: this.clock.now(), changedBy: actorRef(actor), kind, memberId },
      ...{ before: factsOf(facts, 'before'), after: factsOf(facts, 'after') },
    });
  }

  /** The last changes, the latest first. */
  async listChanges(bodyId: Id, most: number): Promise<BodyChangeLine[]> {
    const made = await this.reader.find(BodyChange, {
      where: { bodyId },
      order: { at: 'DESC', id: 'DESC' },
      take: most,
    });
    const members = await this.reader.find(BodyMember, { where: { bodyId } });
    const names = await findStaffNames(
      this.reader,
      made.map(({ changedBy }) => changedBy),
    );
    return made.map((change) => {
      const member = members.find(({ id }) => id === change.memberId);
      return {
        ...change,
        changer: names.get(accountIdOf(change.changedBy) ?? '') ?? null,
        memberLabel: member?.label ?? '',
        memberLeft: (member?.leftOn ?? null) !== null,
      };
    });
  }

  /** @throws NotFound */
  async findChange(bodyId: Id, changeId: Id): Promise<BodyChange> {
    const change = await this.reader.findOne(BodyChange, { id: changeId, bodyId });
    if (!change) throw new NotFound('body-change');
    return change;
  }
}
