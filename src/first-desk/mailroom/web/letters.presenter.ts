import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { WorkList } from '../../../foundation/platform/web/index.js';
import type { Message } from '../../../foundation/platform/outbox/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { linesOf } from '../domain/address-order.js';
import { householdsOf } from '../domain/households.js';
import { addresseeOf, type Waiting } from '../letters.js';
import type { LetterBatch } from '../persistence/mailroom.entities.js';

const STATE_TONES: Partial<Record<Message['state'], string>> = {
  printed: 'info',
  handed_over: 'success',
  failed: 'danger',
};

@Injectable()
export class LettersPresenter {
  constructor(private readonly territory: Territory) {}

  listModel(
    { t, shortInstant }: Translator,
    waiting: readonly Waiting[],
    batches: readonly LetterBatch[],
  ): Record<string, unknown> {
    return {
      title: t('mailroom.letters.title'),
      trays: waiting.map(({ deskId, letters }) => ({
        desk: deskId ?? '',
        count: letters.length,
        name: deskId === null ? t('mailroom.letters.members') : this.territory.desk(deskId).name,
        list: {
          caption: t('mailroom.letters.waiting'),
          columns: [
            { text: t('mailroom.column.to'), width: 'name', plain: true },
            { text: t('mailroom.column.subject'), width: 'rest', plain: true },
            { text: t('mailroom.column.written'), width: 'due' },
          ],
          rows: letters.map((letter) => ({
            families: [addresseeOf(letter)],
            cells: [
              linesOf(letter.recipient).join(', '),
              { text: letter.subject, lang: letter.language },
              shortInstant(letter.createdAt),
            ],
          })),
        } satisfies WorkList,
      })),
      batches: {
        caption: t('mailroom.letters.batches'),
        columns: ['made', 'letters', 'state'].map((name) => ({
          text: t(`mailroom.column.${name}`),
          numeric: name === 'letters',
        })),
        empty: t('mailroom.letters.noBatch'),
        rows: batches.map(({ id, madeAt, letters, postedAt }) => [
          { text: shortInstant(madeAt), href: `/courrier/lots/${id}` },
          letters,
          {
            tag: postedAt
              ? { text: t('mailroom.batch.posted', { at: shortInstant(postedAt) }), tone: 'success' }
              : { text: t('mailroom.batch.toPost'), tone: 'action' },
          },
        ]),
      },
    };
  }

  batch(
    { t, shortInstant, instant }: Translator,
    batch: LetterBatch,
    letters: readonly Message[],
  ): Record<string, unknown> {
    const toSend = letters.filter(({ state }) => state !== 'kept');
    const over = letters.length - toSend.length;
    const envelopes = householdsOf(toSend).length;
    return {
      printable: toSend.length > 0,
      envelopes: envelopes < toSend.length ? t('mailroom.batch.envelopes', { count: envelopes }) : null,
      over: over > 0 ? t('mailroom.batch.over', { count: over }) : null,
      title: t('mailroom.batch.title', { at: instant(batch.madeAt) }),
      base: `/courrier/lots/${batch.id}`,
      posted: batch.postedAt ? t('mailroom.batch.posted', { at: shortInstant(batch.postedAt) }) : null,
      table: {
        caption: t('mailroom.batch.letters', { count: letters.length }),
        columns: ['to', 'subject', 'state'].map((name) => ({ text: t(`mailroom.column.${name}`) })),
        rows: letters.map(({ recipient, subject, language, state }) => [
          linesOf(recipient).join(', '),
          { text: subject, lang: language },
          { tag: { text: t(`mailroom.state.${state}`), tone: STATE_TONES[state] ?? 'neutral' } },
        ]),
      },
      enclosures: enclosuresOf(toSend).map(({ first, count }) => ({
        href: `/courrier/lots/${batch.id}/jointes/${first.id}`,
        text: t('mailroom.batch.enclosure', { subject: first.subject, count }),
      })),
      returnable: letters
        .filter(({ state }) => state === 'handed_over')
        .map(({ id, recipient, subject }) => ({
          value: id,
          text: linesOf(recipient).join(', '),
          hint: { text: subject },
        })),
    };
  }
}

/** One enclosure for all the letters that have the same one. */
function enclosuresOf(letters: readonly Message[]): { first: Message; count: number }[] {
  const files = [...new Set(letters.flatMap(({ attachment }) => attachment ?? []))];
  return files
    .map((file) => letters.filter(({ attachment }) => attachment === file))
    .map((letters) => ({ first: letters[0]!, count: letters.length }));
}
