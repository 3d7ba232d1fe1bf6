import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { FIRST_LANGUAGE } from '../../foundation/kernel/language.js';
import { phoneWords } from '../../foundation/kernel/phone-number.js';
import type { Reference } from '../../foundation/kernel/reference.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Catalogue, type Translator } from '../../foundation/platform/i18n/index.js';
import {
  MessageTexts,
  Outbox,
  SECRET_MARK,
  type ArgsOf,
  type MessageKind,
} from '../../foundation/platform/outbox/index.js';
import type { Provider } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { linkWay } from './domain/publication.js';
import type { Childminder } from './persistence/childminders.entities.js';

export interface MinderLetter<Kind extends MessageKind = MessageKind> {
  readonly kind: Kind;
  /** The variables of the kind, beside those of every message to a childminder. */
  readonly args?: (words: Translator) => ArgsOf<Kind>;
  readonly about?: Reference;
}

/** Writes to a childminder, by mail or in a text message, with a link to her own page. */
@Injectable()
export class ChildminderMessages {
  constructor(
    private readonly config: Config,
    private readonly catalogue: Catalogue,
    private readonly texts: MessageTexts,
    private readonly outbox: Outbox,
    private readonly territory: Territory,
  ) {}

  /** @returns false when no message can reach her: the desk rings her */
  async writeMessage<Kind extends MessageKind>(
    tx: Tx,
    provider: Provider,
    record: Pick<Childminder, 'channel'>,
    { kind, args, about }: MinderLetter<Kind>,
  ): Promise<boolean> {
    const way = linkWay(record.channel, provider);
    if (way === null || !this.outbox.carries(way.channel)) return false;
    const words = this.catalogue.translator(FIRST_LANGUAGE);
    const desk = this.territory.deskOf(provider.communeCode);
    const values = {
      name: provider.name,
      link: `${this.config.BASE_URL}/am/${SECRET_MARK}`,
      desk: desk.name,
      phone: phoneWords(desk.phone),
      ...args?.(words),
    };
    const text = this.texts.write(kind, words, values);
    await this.outbox.writeMessage(tx, {
      kind: kind.code,
      dossierId: null,
      ...way,
      language: words.lang,
      ...text,
      body: `${text.body}\n\n${words.t('familyMessage.question', values)}`,
      opens: `childminder:${provider.id}`,
      ...(about ? { about } : {}),
    });
    return true;
  }
}
