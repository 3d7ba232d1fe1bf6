import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { Outbox, type Message, type Reworded } from '../../../foundation/platform/outbox/index.js';
import { isOutdated } from '../domain/member-letters.js';
import { CommissionSession } from '../persistence/commission.entities.js';

/** Letters to members that wait for a printer while their session changes. */
@Injectable()
export class MemberLetters {
  constructor(private readonly outbox: Outbox) {}

  /** `over` for a letter that must no longer be posted; null for one that stands as it was written. */
  async rewordLetter(from: Reader | Tx, sessionId: Id, letter: Message): Promise<Reworded> {
    const session = await from.findOne(CommissionSession, { id: sessionId });
    if (!session) return null;
    return isOutdated(letter.kind, session.state, await this.outbox.isWrittenAgain(from, letter)) ? 'over' : null;
  }
}
