import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/time.js';
import { UnitOfWork } from '../database/index.js';
import { Attempts } from '../security/index.js';
import type { Message } from './message.entity.js';

/**
 * Limits the messages that anybody can cause to any address. A few leave within an hour, and the others later. Without
 * this limit, a stranger could flood an address through us.
 */
@Injectable()
export class HourlySpread {
  private readonly mostOf = new Map<string, number>();

  constructor(
    private readonly attempts: Attempts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @param most how many messages of this kind may leave within an hour for one address or number */
  limit(kind: string, most: number): void {
    this.mostOf.set(kind, most);
  }

  /** @returns the moment from which the message may leave; null for now */
  async reserveTurn(message: Message): Promise<Instant | null> {
    const max = this.mostOf.get(message.kind);
    return max === undefined
      ? null
      : this.attempts.reserveNow([{ key: this.nameOf(message), limit: { max, withinMinutes: 60 } }]);
  }

  /** Gives the try back, because the message reached nobody. */
  async giveBack(message: Message): Promise<void> {
    if (this.mostOf.has(message.kind))
      await this.unitOfWork.run((tx) => this.attempts.giveBack(tx, this.nameOf(message)));
  }

  private nameOf({ kind, channel, recipient }: Message): string {
    return `message:${kind}:${channel}:${recipient.toLowerCase()}`;
  }
}
