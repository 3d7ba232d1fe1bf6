import { Injectable } from '@nestjs/common';
import type { MessageKind } from './message-kind.js';

/** Every kind of message. Each feature registers those that it sends when its module starts. */
@Injectable()
export class MessageKinds {
  private readonly kinds = new Map<string, MessageKind>();

  /** @throws Error when two kinds have the same code */
  register(...kinds: readonly MessageKind[]): void {
    for (const kind of kinds) {
      if (this.kinds.has(kind.code)) throw new Error(`Two kinds of message are called ${kind.code}`);
      this.kinds.set(kind.code, kind);
    }
  }

  /** By their codes, in alphabetical order. */
  get all(): readonly MessageKind[] {
    return [...this.kinds.values()].sort((a, b) => a.code.localeCompare(b.code));
  }

  find(code: string): MessageKind | undefined {
    return this.kinds.get(code);
  }
}
