import { Injectable } from '@nestjs/common';
import { Hooks } from '../../foundation/kernel/hooks.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import type { Offer } from './persistence/placement.entities.js';

type Noted = Pick<Offer, 'requestId' | 'candidacyId'>;
export type OfferNote = (words: Translator) => readonly string[];

/**
 * What an offer says beside its place: the consequences of declining it, or of not answering. One note for each offer,
 * in their order.
 */
export type NotesOfOffers = (from: Reader | Tx, offers: readonly Noted[]) => Promise<OfferNote[]>;

/**
 * Collects the notes of offers. A downstream feature knows by which rules a declined offer counts, and registers here
 * what a family is told of them.
 */
@Injectable()
export class OfferNotes {
  readonly sources = new Hooks<NotesOfOffers>('a family is told of an offer: what else does it need to know?');

  /** The notes of each offer, in their order: those of every source together. */
  async listNotes(from: Reader | Tx, offers: readonly Noted[]): Promise<OfferNote[]> {
    const said = await Promise.all(this.sources.all.map((notesOf) => notesOf(from, offers)));
    return offers.map((_, index) => (words) => said.flatMap((notes) => notes[index]!(words)));
  }
}

/** The notes on what an answer leads to, as the lines of a message. */
export const noted = (note: OfferNote, words: Translator): string =>
  note(words)
    .map((line) => `– ${line}`)
    .join('\n');
