import { Injectable } from '@nestjs/common';
import { Catalogue } from '../i18n/index.js';
import { renderView, ViewEnvironment } from '../web/index.js';
import { blocksOf } from './mail-blocks.js';
import type { Message } from './message.entity.js';

/** A message as a mail shows it. */
export interface MailContent {
  /** The sender's name, which mail programs show beside the address. */
  readonly from: string;
  readonly text: string;
  readonly html: string;
}

/** Writes a message as a branded mail. Its text and its HTML say the same. */
@Injectable()
export class MailWriter {
  constructor(
    private readonly views: ViewEnvironment,
    private readonly catalogue: Catalogue,
  ) {}

  content({ subject, body, language }: Pick<Message, 'subject' | 'body' | 'language'>): MailContent {
    const { t } = this.catalogue.translator(language);
    const from = `${t('web.product')} – ${t('web.service')}`;
    return {
      from,
      text: `${from}\n\n${subject}\n\n${body}\n`,
      html: renderView(this.views, 'platform/mail', language, {
        product: t('web.product'),
        service: t('web.service'),
        subject,
        blocks: blocksOf(body),
      }),
    };
  }
}
