import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../platform/database/index.js';
import type { Translator } from '../platform/i18n/index.js';
import type { Offer } from './persistence/placement.entities.js';

type Noted = Pick<Offer, 'requestId' | 'candidacyId'>;
export type OfferNote = (words: Translator) => readonly string[];

/**
 * What is said of offers beside their places: what refusing one, or not answering, would change. One for each, in their
 * order.
 */
export type NotesOfOffers = (from: Reader | Tx, offers: readonly Noted[]) => Promise<OfferNote[]>;

/** Downstream knows the rules by which refusals count: it registers what a family is told of them with its offer. */
@Injectable()
export class OfferNotes {
  private source: NotesOfOffers | null = null;

  register(source: NotesOfOffers): void {
    this.source = source;
  }

  async of(from: Reader | Tx, offers: readonly Noted[]): Promise<OfferNote[]> {
    return this.source ? this.source(from, offers) : offers.map(() => () => []);
  }
}
