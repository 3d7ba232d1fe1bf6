import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';
import { FIRST_LANGUAGE } from '../kernel/language.js';
import { phoneWords } from '../kernel/phone-number.js';
import type { Reference } from '../kernel/reference.js';
import type { Tx } from '../platform/database/index.js';
import { Catalogue, type MessageArgs, type Translator } from '../platform/i18n/index.js';
import { Outbox, SECRET_MARK, smsText } from '../platform/outbox/index.js';
import type { Provider } from '../supply/index.js';
import { Territory } from '../territory/index.js';
import { linkWay } from './domain/publication.js';
import type { Childminder } from './persistence/childminders.entities.js';

export interface MinderLetter {
  /** Names the words: `minderMessage.<kind>.subject`, `.body` and `.short`. */
  readonly kind: string;
  readonly args?: (words: Translator) => MessageArgs;
  readonly about?: Reference;
}

/** Writes to a childminder, by mail or in a text message, with a link to her own page. */
@Injectable()
export class ChildminderMessages {
  constructor(
    private readonly config: Config,
    private readonly catalogue: Catalogue,
    private readonly outbox: Outbox,
    private readonly territory: Territory,
  ) {}

  /** @returns false when no message can reach her: the desk rings her */
  async writeMessage(
    tx: Tx,
    provider: Provider,
    record: Pick<Childminder, 'channel'>,
    { kind, args, about }: MinderLetter,
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
    await this.outbox.writeMessage(tx, {
      kind,
      dossierId: null,
      ...way,
      language: words.lang,
      subject: words.t(`minderMessage.${kind}.subject`, values),
      body: `${words.t(`minderMessage.${kind}.body`, values)}\n\n${words.t('familyMessage.question', values)}`,
      shortText: smsText(words.t(`minderMessage.${kind}.short`, values)),
      opens: `childminder:${provider.id}`,
      ...(about ? { about } : {}),
    });
    return true;
  }
}
