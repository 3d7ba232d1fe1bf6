import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OfferNotes } from '../../../../places/placement/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { OfferRules } from '../offer-rules.js';
import { ReplacedOffers } from '../replaced-offers.js';
import { consequenceLines, replacedLines } from './consequence-words.js';

/** Writes beneath each offer which one it replaces, and what its answer would change under the grid in force. */
@Injectable()
export class ConsequenceNotes implements OnModuleInit {
  constructor(
    private readonly notes: OfferNotes,
    private readonly rules: OfferRules,
    private readonly replaced: ReplacedOffers,
    private readonly say: Sentences,
  ) {}

  onModuleInit(): void {
    this.notes.sources.join('commission says which offer this one replaces', async (tx, offers) => {
      const replaced = await this.replaced.listReplaced(
        tx,
        offers.map(({ requestId }) => requestId),
      );
      return offers.map(
        ({ requestId }) =>
          (words) =>
            replacedLines(
              words,
              (replaced.get(requestId) ?? []).map((id) => this.say.provider(id)),
            ),
      );
    });
    this.notes.sources.join('commission says what refusing it, or not answering, would change', async (tx, offers) =>
      (await this.rules.ofAll(tx, offers)).map(
        (consequences) => (words) => (consequences ? consequenceLines(words, consequences) : []),
      ),
    );
  }
}
