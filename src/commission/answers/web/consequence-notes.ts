import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OfferNotes } from '../../../placement/index.js';
import { OfferRules } from '../offer-rules.js';
import { consequenceLines } from './consequence-words.js';

/** Writes beneath each offer what its answer would change under the grid in force. */
@Injectable()
export class ConsequenceNotes implements OnModuleInit {
  constructor(
    private readonly notes: OfferNotes,
    private readonly rules: OfferRules,
  ) {}

  onModuleInit(): void {
    this.notes.sources.join('commission says what refusing it, or not answering, would change', async (tx, offers) =>
      (await this.rules.ofAll(tx, offers)).map(
        (consequences) => (words) => (consequences ? consequenceLines(words, consequences) : []),
      ),
    );
  }
}
