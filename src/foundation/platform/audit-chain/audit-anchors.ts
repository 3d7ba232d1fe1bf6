import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { FIRST_LANGUAGE } from '../../kernel/language.js';
import { Reader, type Tx } from '../database/index.js';
import { Catalogue } from '../i18n/index.js';
import { MessageTexts, Outbox } from '../outbox/index.js';
import { keepAnchor, type KeptAnchor } from './anchor.js';
import { isNumbered } from './anchor-chain.js';
import { findAnchorKey } from './anchor-key.js';
import { mailsAmong } from './anchor-places.js';
import { findAnchorsEnd, findLastAnchor, leaveEverywhere, leaveNext } from './leave-anchor.js';
import { AuditAnchor } from './audit-anchor.entity.js';
import { AUDIT_ANCHOR } from './message-kinds.js';
import { findLastSegment } from './read-segments.js';

const sinceRestore = (anchors: readonly KeptAnchor[]): readonly KeptAnchor[] =>
  anchors.slice(
    Math.max(
      0,
      anchors.findLastIndex(({ kind }) => kind === 'restored'),
    ),
  );

/** Leaves what the journal ends with outside the database, so that nobody can write it anew unseen. */
@Injectable()
export class AuditAnchors {
  constructor(
    private readonly config: Config,
    private readonly reader: Reader,
    private readonly outbox: Outbox,
    private readonly texts: MessageTexts,
    private readonly catalogue: Catalogue,
  ) {}

  /**
   * Leaves an anchor of the newest segment in files and at addresses, after those that were left and not recorded.
   * @returns what is to be recorded: nothing when that segment is anchored already, or when no place or key is set
   * @throws Error when a place does not take one, so that the job is tried again
   */
  async leave(): Promise<readonly KeptAnchor[]> {
    const segment = await findLastSegment(this.reader);
    const end = segment && (await findAnchorsEnd(this.config, this.reader));
    if (!end) return [];
    // A place that did not take it the last time has it now. What was left before a restore, the restore does not repeat.
    for (const { line } of sinceRestore(end.ahead)) await leaveEverywhere(this.config, line);
    if (end.last?.segment === segment.number && end.last.digest === segment.digest) return end.ahead;
    const { sealedAt: at, number, digest } = segment;
    return [...end.ahead, await leaveNext(this.config, end, { kind: 'anchor', at, segment: number, digest })];
  }

  /** The newest anchor that was recorded, as its line; null when there is none of the key that signs now. */
  async findNewest(from: Reader | Tx): Promise<KeptAnchor | null> {
    const [seed, recorded] = [findAnchorKey(this.config), await findLastAnchor(from)];
    if (seed === null || recorded === null || !isNumbered(recorded)) return null;
    const anchor = keepAnchor(recorded, seed);
    return anchor.hash === recorded.hash ? anchor : null;
  }

  /** Records anchors that were left, and writes them to the mail addresses. */
  async record(tx: Tx, left: readonly KeptAnchor[]): Promise<void> {
    await tx.insertMissing(
      AuditAnchor,
      left.map(({ line: _, ...anchor }) => anchor),
    );
    for (const { line } of sinceRestore(left)) await this.mail(tx, line);
  }

  private async mail(tx: Tx, line: string): Promise<void> {
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
