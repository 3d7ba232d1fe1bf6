import { Injectable } from '@nestjs/common';
import type { MessageArgs, Translator } from '../i18n/index.js';
import { hasShortText, variablesOf, type MessageKind } from './message-kind.js';
import { smsText } from './sms-text.js';

/** A message in words, before the closing line that says whom to ring. */
export interface WrittenText {
  readonly subject: string;
  readonly body: string;
  /** The same in the length and the letters of a text message; null for a kind that is never sent as one. */
  readonly shortText: string | null;
}

/** Writes each kind of message in words. */
@Injectable()
export class MessageTexts {
  /** @param values for each variable of the kind but the passages of the law, which come from the catalogue */
  write(kind: MessageKind, words: Translator, values: MessageArgs): WrittenText {
    const all = { ...values, ...this.lawOf(kind, words) };
    return {
      subject: words.t(`mail.${kind.code}.subject`, all),
      body: words.t(`mail.${kind.code}.body`, all),
      shortText: hasShortText(kind) ? smsText(words.t(`sms.${kind.code}`, all)) : null,
    };
  }

  private lawOf(kind: MessageKind, { t }: Translator): MessageArgs {
    const names = Object.entries(variablesOf(kind)).filter(([, { type }]) => type === 'law');
    return Object.fromEntries(names.map(([name]) => [name, t(`law.${name}`)]));
  }
}
