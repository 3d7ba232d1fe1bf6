import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import type { Id } from '../../kernel/ids.js';
import type { Message } from './message.entity.js';

/** More than the demo's page lists. */
const MOST_KEPT = 500;

/**
 * Keeps the messages of the demo, which has no carrier, for its page. They are in memory only: their links open
 * dossiers, and no database may hold these links.
 */
@Injectable()
export class HandedTexts {
  private readonly texts = new Map<Id, Message>();

  constructor(private readonly config: Config) {}

  get kept(): boolean {
    return this.config.mode === 'demo';
  }

  keepText(message: Message): void {
    this.texts.set(message.id, message);
    if (this.texts.size > MOST_KEPT) this.texts.delete(this.texts.keys().next().value!);
  }

  findText(messageId: Id): Message | null {
    return this.texts.get(messageId) ?? null;
  }
}
