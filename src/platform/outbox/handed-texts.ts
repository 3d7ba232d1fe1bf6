import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import type { Id } from '../../kernel/ids.js';
import type { Message } from './message.entity.js';

/** More than the demo's page lists. */
const MOST_KEPT = 500;

/**
 * The demo has no carrier: what it would have taken is read on a page. In memory only: the links in it open dossiers,
 * and no database holds them.
 */
@Injectable()
export class HandedTexts {
  private readonly texts = new Map<Id, Message>();

  constructor(private readonly config: Config) {}

  get kept(): boolean {
    return this.config.mode === 'demo';
  }

  keep(message: Message): void {
    this.texts.set(message.id, message);
    if (this.texts.size > MOST_KEPT) this.texts.delete(this.texts.keys().next().value!);
  }

  of(messageId: Id): Message | null {
    return this.texts.get(messageId) ?? null;
  }
}
