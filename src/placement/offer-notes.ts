import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/index.js';
import type { Translator } from '../platform/i18n/index.js';
import type { Offer } from './persistence/placement.entities.js';

/** What is said of an offer beside its place: what refusing it, or not answering, would change. */
export type OfferNote = (tx: Tx, offer: Pick<Offer, 'requestId' | 'candidacyId'>) => Promise<(words: Translator) => readonly string[]>;

/** Downstream knows the rules by which refusals count: it registers what a family is told of them with its offer. */
@Injectable()
export class OfferNotes {
  private source: OfferNote | null = null;

  register(source: OfferNote): void {
    this.source = source;
  }

  async of(tx: Tx, offer: Pick<Offer, 'requestId' | 'candidacyId'>): Promise<(words: Translator) => readonly string[]> {
    return this.source ? this.source(tx, offer) : () => [];
  }
}
