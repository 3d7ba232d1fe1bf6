import { Injectable } from '@nestjs/common';
import encodeQR from 'qr';
import { FIRST_LANGUAGE } from '../kernel/language.js';
import { phoneWords } from '../kernel/phone-number.js';
import { dayOf } from '../kernel/time.js';
import { Catalogue } from '../platform/i18n/index.js';
import { blocksOf, type Block, type Message } from '../platform/outbox/index.js';
import { PdfRenderer } from '../platform/pdf/index.js';
import { readCode } from '../platform/security/index.js';
import { Territory } from '../territory/index.js';
import { linesOf } from './domain/address-order.js';
import type { LetterBatch } from './persistence/mailroom.entities.js';

/**
 * Prints the letters of a batch into one PDF. Each letter is on a page of its own, with its address where a window
 * envelope shows it.
 */
@Injectable()
export class LettersDocument {
  constructor(
    private readonly pdf: PdfRenderer,
    private readonly catalogue: Catalogue,
    private readonly territory: Territory,
  ) {}

  async renderLetters(batch: LetterBatch, letters: readonly Message[]): Promise<Buffer> {
    const { t, lang, day } = this.catalogue.translator(FIRST_LANGUAGE);
    return this.pdf.render('mailroom/letters', {
      lang,
      title: t('mailroom.pdf.title', { day: day(dayOf(batch.madeAt)) }),
      product: t('web.product'),
      letters: letters.filter(({ state }) => state !== 'kept').map((letter) => this.letter(batch, letter)),
    });
  }

  private letter(batch: LetterBatch, { language, recipient, subject, body, deskId, opens }: Message): object {
    const words = this.catalogue.translator(language);
    const desk = deskId === null ? null : this.territory.desk(deskId);
    const blocks = (opens === null ? blocksOf(body) : withCode(blocksOf(body))).map(typed);
    return {
      lang: language,
      service: words.t('web.service'),
      date: words.day(dayOf(batch.madeAt)),
      subject,
      scanWords: words.t('mailroom.pdf.scan'),
      blocks: desk ? withHelp(blocks, words.t('mailroom.pdf.byPhone', { phone: phoneWords(desk.phone) })) : blocks,
      address: linesOf(recipient),
      sender: desk ? [desk.name, desk.address, phoneWords(desk.phone)] : [],
    };
  }
}

/**
 * `code`: the code that a family copies into the page named above it. `scan` is an SVG to hold a telephone over, which
 * opens that page with the code already given.
 */
type PrintedBlock = Block | { readonly kind: 'code'; readonly lines: readonly string[]; readonly scan: string };

/** Marks the paragraph under a link to a family's dossier as its code. */
const withCode = (blocks: readonly Block[]): PrintedBlock[] =>
  blocks.map((block, index): PrintedBlock => {
    const above = blocks[index - 1];
    if (block.kind !== 'paragraph' || above?.kind !== 'link') return block;
    return { ...block, kind: 'code', scan: scanOf(above.href, block.lines.join(' ')) };
  });

/** The page, and the code that the words below it end with, as one square to scan. */
function scanOf(page: string, words: string): string {
  const address = new URL(page);
  address.pathname += `/${readCode(words.split(' ').at(-1)!) ?? ''}`;
  return encodeQR(address.href, 'svg');
}

/** An address as people type it: browsers add the protocol. */
const typed = (block: PrintedBlock): PrintedBlock =>
  block.kind === 'link' ? { ...block, href: block.href.replace(/^https:\/\//, '') } : block;

/**
 * Adds the telephone number of the desk below each code, and below each link without a code, because a family that gets
 * paper may have no internet.
 */
const withHelp = (blocks: readonly PrintedBlock[], sentence: string): PrintedBlock[] =>
  blocks.flatMap((block, index): PrintedBlock[] => {
    const last = block.kind === 'code' || (block.kind === 'link' && blocks[index + 1]?.kind !== 'code');
    return last ? [block, { kind: 'paragraph', lines: [sentence] }] : [block];
  });
