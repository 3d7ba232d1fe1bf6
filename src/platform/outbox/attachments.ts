import { Injectable } from '@nestjs/common';
import { NamedHooks } from '../../kernel/hooks.js';
import type { Id } from '../../kernel/ids.js';
import { partsOf, type Reference } from '../../kernel/reference.js';

/** A file that goes with a mail. */
export interface Attachment {
  readonly fileName: string;
  readonly type: string;
  readonly content: Buffer;
}

type Maker = (id: Id) => Promise<Attachment | null>;

/**
 * Files that go with mails: a message keeps what to make and of what (`session-agenda:<id>`), and each feature makes
 * its own as the mail leaves.
 */
@Injectable()
export class Attachments {
  /** By what they make; null when there is nothing to send any more. */
  readonly makers = new NamedHooks<Maker>('a mail leaves with a file');

  async of(attachment: Reference | null): Promise<Attachment[]> {
    const parts = partsOf(attachment);
    const made = parts && (await this.makers.get(parts.what)?.(parts.id));
    return made ? [made] : [];
  }
}
