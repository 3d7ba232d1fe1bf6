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
 * Makes the files that go with mails. A message only keeps a reference to the file (`session-agenda:<id>`), and the
 * feature that knows it makes the file when the mail leaves.
 */
@Injectable()
export class Attachments {
  /** Makers by the kind of reference. A maker returns null when there is no longer anything to send. */
  readonly makers = new NamedHooks<Maker>('a mail leaves with a file');

  async makeFiles(attachment: Reference | null): Promise<Attachment[]> {
    const parts = partsOf(attachment);
    const made = parts && (await this.makers.get(parts.what)?.(parts.id));
    return made ? [made] : [];
  }
}
