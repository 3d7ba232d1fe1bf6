import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { FIRST_LANGUAGE } from '../../kernel/language.js';
import { Reader, type Tx } from '../database/index.js';
import { Catalogue } from '../i18n/index.js';
import { MessageTexts, Outbox } from '../outbox/index.js';
import type { Anchor } from './anchor.js';
import { mailsAmong } from './anchor-places.js';
import { signAndLeave } from './leave-anchor.js';
import { AuditAnchor } from './audit-anchor.entity.js';
import { AUDIT_ANCHOR } from './message-kinds.js';
import { findLastSegment } from './read-segments.js';

export interface LeftAnchor {
  readonly anchor: Anchor;
  readonly line: string;
}

/** Leaves what the journal ends with outside the database, so that nobody can write it anew unseen. */
@Injectable()
export class AuditAnchors {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly outbox: Outbox,
    private readonly texts: MessageTexts,
    private readonly catalogue: Catalogue,
  ) {}

  /**
   * Leaves an anchor of the newest segment in files and at addresses.
   * @returns null when that segment is anchored already, or when no place or key is set
   * @throws Error when a place does not take it, so that the job is tried again
   */
  async leave(): Promise<LeftAnchor | null> {
    const last = await findLastSegment(this.reader);
    if (!last || (await this.reader.findOne(AuditAnchor, { segment: last.number }))) return null;
    const anchor: Anchor = { kind: 'anchor', at: this.clock.now(), segment: last.number, digest: last.digest };
    const line = await signAndLeave(this.config, anchor);
    return line === null ? null : { anchor, line };
  }

  /** Records an anchor that was left, and writes it to the mail addresses. */
  async record(tx: Tx, { anchor: { segment, at }, line }: LeftAnchor): Promise<void> {
    await tx.insertMissing(AuditAnchor, [{ segment, at }]);
    const recipients = mailsAmong(this.config.anchorPlaces);
    if (recipients.length === 0) return;
    const words = this.catalogue.translator(FIRST_LANGUAGE);
    const { subject, body } = this.texts.write(AUDIT_ANCHOR, words, { line, link: this.config.BASE_URL });
    await this.outbox.writeAll(
      tx,
      recipients.map((recipient) => ({
        kind: AUDIT_ANCHOR.code,
        dossierId: null,
        channel: 'email',
        recipient,
        language: words.lang,
        subject,
        body,
      })),
    );
  }
}
