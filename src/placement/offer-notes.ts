import { Injectable } from '@nestjs/common';
import { Hooks } from '../kernel/hooks.js';
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
  readonly sources = new Hooks<NotesOfOffers>('a family is told of an offer: what else does it need to know?');

  /** One for each offer, in their order: what every source says of it. */
  async of(from: Reader | Tx, offers: readonly Noted[]): Promise<OfferNote[]> {
    const said = await Promise.all(this.sources.all.map((notesOf) => notesOf(from, offers)));
    return offers.map((_, index) => (words) => said.flatMap((notes) => notes[index]!(words)));
  }
}
