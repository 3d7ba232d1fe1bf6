import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { isId, newId, type Id } from '../../kernel/ids.js';
import { addHours, type Instant } from '../../kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../database/index.js';
import { SealedTexts } from '../sealed-files/index.js';
import { hashSecret, newSecret } from '../security/index.js';
import type { KeptFields } from './kept-fields.js';
import { UnsentForm } from './unsent-form.entity.js';
import {
  deleteAllUnsent,
  deleteOldestOfOwner,
  deleteOldestUnsent,
  deleteUnsentBefore,
} from './unsent-forms.queries.js';

/** The cookie of the browser that sent such a form. Its secret opens nothing without the session of the same person. */
export const UNSENT_COOKIE = 'marelle-envoi';
/** In the address to which such a form is sent again: its id. */
export const UNSENT_PARAMETER = 'envoi';
/** How long such a form is kept: long enough to fetch the telephone that shows the code. */
export const UNSENT_HOURS = 2;
/** How many are kept of one person in one browser: one for each tab left open. */
const MOST_KEPT = 5;
/** How many are kept of one person in all browsers: without its cookie a browser is another each time. */
const MOST_OF_OWNER = 20;
/** How much is kept of a form, in characters. No page of ours has as much to fill in. */
const LONGEST_FORM = 64 * 1024;

/** What was sent, and where. */
export interface SentForm {
  /** The address with its query. */
  readonly url: string;
  /** The address of the page on which it was filled in. */
  readonly page: string;
  readonly fields: KeptFields;
}

export interface KeptForm extends SentForm {
  readonly id: Id;
  readonly sentAt: Instant;
}

/** What a seal is bound to: it does not open in the row of somebody else, nor when the row's end was moved. */
const boundTo = ({ id, owner, browserHash, keptUntil }: Omit<UnsentForm, 'sealed' | 'sentAt'>): string =>
  ['unsent-form', id, owner, browserHash, keptUntil].join(':');

/**
 * Keeps what people send once their session has ended, for them alone and for a short time (decision 0139). Nothing is
 * ever sent by itself: they see it after they have signed in again, and press once.
 */
@Injectable()
export class UnsentForms {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seals: SealedTexts,
  ) {}

  /**
   * @param owner whose session had ended
   * @param secret of the browser's cookie, when it has one already
   * @param again the kept form that was sent once more, and is asked about once more: this one takes its place
   * @returns the secret for the cookie; null for a form that is too long
   */
  async keepForm(
    owner: string,
    secret: string | undefined,
    form: SentForm,
    again: Id | null = null,
  ): Promise<string | null> {
    const text = JSON.stringify(form);
    if (text.length > LONGEST_FORM) return null;
    const own = secret || newSecret();
    const sentAt = this.clock.now();
    const browserHash = hashSecret(own);
    const row = { id: newId(), owner, browserHash, keptUntil: addHours(sentAt, UNSENT_HOURS) };
    const sealed = this.seals.sealText(boundTo(row), text);
    await this.unitOfWork.run(async (tx) => {
      if (again !== null) await tx.delete(UnsentForm, { id: again, owner, browserHash });
      await tx.insert(UnsentForm, { ...row, sealed, sentAt });
      await deleteOldestUnsent(tx, { ...row, most: MOST_KEPT });
      await deleteOldestOfOwner(tx, { owner, now: sentAt, most: MOST_OF_OWNER });
    });
    return own;
  }

  /**
   * Takes the form that is sent at last, so that it is sent once: a second press finds none.
   * @returns null when it is kept no longer
   */
  async takeOwn(owner: string, secret: string | undefined, id: Id): Promise<UnsentForm | null> {
    if (!secret || !isId(id)) return null;
    return this.unitOfWork.run(async (tx) => {
      const row = await tx.lock(UnsentForm, { id, owner, browserHash: hashSecret(secret) });
      if (row) await tx.delete(UnsentForm, { id });
      return row;
    });
  }

  /** Keeps it on, where sending it failed. */
  async putBack(row: UnsentForm): Promise<void> {
    await this.unitOfWork.run((tx) => tx.insert(UnsentForm, row));
  }

  /** What a browser keeps for a person, the oldest first. @param secret of the browser's cookie */
  async listOwn(owner: string, secret: string | undefined): Promise<KeptForm[]> {
    if (!secret) return [];
    const rows = await this.reader.find(UnsentForm, {
      where: { owner, browserHash: hashSecret(secret), keptUntil: MoreThan(this.clock.now()) },
      order: { sentAt: 'ASC', id: 'ASC' },
    });
    return rows.flatMap((row) => this.open(row) ?? []);
  }

  /** Deletes one that its owner does not want to send. */
  async dropOwn(owner: string, secret: string | undefined, id: Id): Promise<void> {
    if (!secret) return;
    await this.unitOfWork.run((tx) => tx.delete(UnsentForm, { id, owner, browserHash: hashSecret(secret) }));
  }

  async forgetExpired(tx: Tx, limit: Instant): Promise<void> {
    await deleteUnsentBefore(tx, limit);
  }

  /**
   * Called in the transaction that forgets a family. All are deleted, because nobody can tell which ones were about
   * that family.
   */
  async forgetAll(tx: Tx): Promise<void> {
    await deleteAllUnsent(tx);
  }

  /** @returns null for a row that was altered, or whose key is gone: it is worth nothing then */
  private open(row: UnsentForm): KeptForm | null {
    try {
      const form = JSON.parse(this.seals.openText(boundTo(row), row.sealed)) as SentForm;
      return { ...form, id: row.id, sentAt: row.sentAt };
    } catch {
      return null;
    }
  }
}
