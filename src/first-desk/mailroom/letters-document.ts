import { Injectable } from '@nestjs/common';
import encodeQR from 'qr';
import { FIRST_LANGUAGE } from '../../foundation/kernel/language.js';
import { phoneWords } from '../../foundation/kernel/phone-number.js';
import { dayOf } from '../../foundation/kernel/time.js';
import { Catalogue } from '../../foundation/platform/i18n/index.js';
import { blocksOf, type Block, type Message } from '../../foundation/platform/outbox/index.js';
import { PdfRenderer } from '../../foundation/platform/pdf/index.js';
import { readCode } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { linesOf } from './domain/address-order.js';
import { householdsOf, withoutRepeats } from './domain/households.js';
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
    const sent = letters.filter(({ state }) => state !== 'kept');
    const document = {
      lang,
      title: t('mailroom.pdf.title', { day: day(dayOf(batch.madeAt)) }),
      product: t('web.product'),
      letters: householdsOf(sent).map((household) => this.letter(batch, household)),
    };
    return this.pdf.render('mailroom/letters', document, [lang, ...sent.map(({ language }) => language)]);
  }

  /** @param household the letters that go into one envelope; at least one */
  private letter(batch: LetterBatch, household: readonly Message[]): object {
    const { language, recipient, deskId } = household[0]!;
    const words = this.catalogue.translator(language);
    const desk = deskId === null ? null : this.territory.desk(deskId);
    const help = desk && words.t('mailroom.pdf.byPhone', { phone: phoneWords(desk.phone) });
    const written = withoutRepeats(
      household.map(({ opens, body }) => partsOf(opens === null ? blocksOf(body) : withCode(blocksOf(body)), help)),
      (one, other) => sayingOf(one) === sayingOf(other),
    );
    return {
      lang: language,
      service: words.t('web.service'),
      date: words.day(dayOf(batch.madeAt)),
      parts: household.map(({ subject }, index) => ({ subject, blocks: written[index]!.flat() })),
      scanWords: words.t('mailroom.pdf.scan'),
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
 * The blocks of a letter in groups that are kept or left out together: a link goes with its code, and with the
 * telephone number of the desk, because a family that gets paper may have no internet.
 * @param help the sentence with that number; null where nobody answers
 */
function partsOf(blocks: readonly PrintedBlock[], help: string | null): PrintedBlock[][] {
  const parts: PrintedBlock[][] = [];
  for (const block of blocks.map(typed)) {
    const last = parts.at(-1);
    if (block.kind === 'code' && last?.[0]?.kind === 'link') last.push(block);
    else parts.push([block]);
  }
  return parts.map((part) =>
    help !== null && part[0]!.kind === 'link' ? [...part, { kind: 'paragraph', lines: [help] }] : part,
  );
}

/** Each letter has a code of its own for the same page. Two links to one page say the same, whatever their codes. */
function sayingOf([first]: readonly PrintedBlock[]): string {
  return first?.kind === 'link' ? first.href : JSON.stringify(first);
}
