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
 * Stands in the words of a message where its link has a secret: that is made when the message is handed over, and
 * stored nowhere.
 */
export const SECRET_MARK = '{secret}';

/** The words of a message as they are kept, for whoever may read them and not open the link. */
export const withoutSecret = (text: string): string => text.replaceAll(SECRET_MARK, '…');

/** A link that was made for one hand-over of one message. */
export interface MadeLink {
  readonly id: Id;
  /** Of a letter: a code to copy from the paper (security/codes.ts). */
  readonly secret: string;
}

export interface LinkMaker {
  /** @returns a link for each of these messages, in their order */
  make(tx: Tx, messages: readonly { readonly message: Message; readonly id: Id }[]): Promise<MadeLink[]>;
  /** Nobody was given this link. */
  takeBack(tx: Tx, linkId: Id): Promise<void>;
}

/** A message as it leaves the house. */
export interface Filled {
  readonly message: Message;
  /** The link made for it; null when there is none in it. */
  readonly link: { readonly what: string; readonly id: Id } | null;
}

/**
 * Makes the links of messages at each hand-over, with whoever makes links to what they open. A message handed over
 * twice (a crash between the carrier and our record) has two links, and both open: whichever copy the family reads, its
 * link is good.
 */
@Injectable()
export class MessageLinks {
  /** By what the links open, as in {@link Message.opens} before the colon. */
  readonly makers = new NamedHooks<LinkMaker>('a message leaves with a link');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catalogue: Catalogue,
  ) {}

  /** The links are committed before anything leaves: what a family holds is never unknown here. */
  async fill(messages: readonly Message[]): Promise<Filled[]> {
    const made = new Map<Id, MadeLink & { what: string }>();
    const asked = groupedBy(
      messages.filter(({ opens }) => opens !== null),
      ({ opens }) => partsOf(opens)!.what,
    );
    if (asked.size > 0) {
      await this.unitOfWork.run(async (tx) => {
        for (const [what, those] of asked) {
          const links = await this.makers.get(what)!.make(
            tx,
            those.map((message) => ({ message, id: partsOf(message.opens)!.id })),
          );
          links.forEach((link, index) => made.set(those[index]!.id, { ...link, what }));
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

  /** The carrier did not take the message: its link is nobody's. */
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

  /** A link of 43 letters is typed by nobody: paper names the page, and the code to write there. */
  private onPaper({ body, language }: Message, code: string): string {
    const { t } = this.catalogue.translator(language);
    return body.replace(/^(\S+)\/\{secret\}(\S*)$/gm, (_, page: string, query: string) => {
      const spoken = new URLSearchParams(query).get('langue');
      return `${page}${spoken ? `?langue=${spoken}` : ''}\n${t('outbox.code', { code })}`;
    });
  }
}
