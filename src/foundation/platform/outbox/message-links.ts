import { Injectable } from '@nestjs/common';
import { NamedHooks } from '../../kernel/hooks.js';
import { groupedBy } from '../../kernel/grouped-by.js';
import type { Id } from '../../kernel/ids.js';
import { partsOf } from '../../kernel/reference.js';
import { UnitOfWork, type Tx } from '../database/index.js';
import { Catalogue } from '../i18n/index.js';
import { codeWords } from '../security/index.js';
import type { Message } from './message.entity.js';

/**
 * Stands in the text of a message for the secret of its link. The secret is made when the message is handed over, and
 * is stored nowhere.
 */
export const SECRET_MARK = '{secret}';

/** The text of a message as it is kept, for a person who may read it but not open its link. */
export const withoutSecret = (text: string): string => text.replaceAll(SECRET_MARK, '…');

/** A link made for one hand-over of one message. */
export interface MadeLink {
  readonly id: Id;
  /** The secret. In a letter it is a code to copy from the paper (security/codes.ts). */
  readonly secret: string;
}

export interface LinkMaker {
  /** @returns a link for each of these messages, in their order */
  make(tx: Tx, messages: readonly { readonly message: Message; readonly id: Id }[]): Promise<MadeLink[]>;
  /** Deletes a link that was given to nobody. */
  takeBack(tx: Tx, linkId: Id): Promise<void>;
}

/** A message as it leaves, with its link filled in. */
export interface Filled {
  readonly message: Message;
  /** The link made for this message; null when its text has none. */
  readonly link: { readonly what: string; readonly id: Id } | null;
}

/**
 * Makes the link of a message at each hand-over, through the maker of what the link opens. A message that is handed
 * over twice, after a crash between the carrier and our record, has two links. Both open, so the family's link is good
 * whichever copy it reads.
 */
@Injectable()
export class MessageLinks {
  /**
   * Makers of links by the kind of thing that they open, which is the part of {@link Message.opens} before the colon.
   */
  readonly makers = new NamedHooks<LinkMaker>('a message leaves with a link');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catalogue: Catalogue,
  ) {}

  /** Makes and commits the links before any message leaves, so that a family never holds a link that we do not know. */
  async fill(messages: readonly Message[]): Promise<Filled[]> {
    const made = new Map<Id, MadeLink & { what: string }>();
    const asked = groupedBy(
      messages.filter(({ opens }) => opens !== null),
      ({ opens }) => partsOf(opens)!.what,
    );
    if (asked.size > 0) {
      await this.unitOfWork.run(async (tx) => {
        for (const [kind, unlinked] of asked) {
          const links = await this.makers.get(kind)!.make(
            tx,
            unlinked.map((message) => ({ message, id: partsOf(message.opens)!.id })),
          );
          links.forEach((link, index) => made.set(unlinked[index]!.id, { ...link, what: kind }));
        }
      });
    }
    return messages.map((message) => {
      const link = made.get(message.id);
      return link
        ? { message: this.withSecret(message, link.secret), link: { what: link.what, id: link.id } }
        : { message, link: null };
    });
  }

  /** Deletes the link of a message that the carrier did not take. */
  async takeBack({ link }: Filled): Promise<void> {
    if (link) await this.unitOfWork.run((tx) => this.makers.get(link.what)!.takeBack(tx, link.id));
  }

  private withSecret(message: Message, secret: string): Message {
    if (message.channel === 'letter') return { ...message, body: this.onPaper(message, codeWords(secret)) };
    return {
      ...message,
      body: message.body.replaceAll(SECRET_MARK, secret),
      shortText: message.shortText?.replaceAll(SECRET_MARK, secret) ?? null,
    };
  }

  /** The text on paper. Nobody would type a link of 43 letters, so a letter names a page and the code to type there. */
  private onPaper({ body, language }: Message, code: string): string {
    const { t } = this.catalogue.translator(language);
    return body.replace(/(\S+)\/\{secret\}(\S*)$/gm, (_, page: string, query: string) => {
      const spoken = new URLSearchParams(query).get('langue');
      return `${page}${spoken ? `?langue=${spoken}` : ''}\n${t('outbox.code', { code })}`;
    });
  }
}
