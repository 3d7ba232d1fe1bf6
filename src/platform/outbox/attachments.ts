import { Injectable } from '@nestjs/common';
import { NamedHooks } from '../../kernel/hooks.js';
import type { Id } from '../../kernel/ids.js';

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

  async of(attachment: string | null): Promise<Attachment[]> {
    const [what = '', id = ''] = attachment?.split(':') ?? [];
    const made = await this.makers.get(what)?.(id);
    return made ? [made] : [];
  }
}
