import type { MessageArgs, Translator } from '../platform/i18n/index.js';
import type { Supply } from '../supply/index.js';
import { lastDayToAnswer } from './domain/offer-deadline.js';
import type { OfferNote } from './offer-notes.js';
import type { Offer } from './persistence/placement.entities.js';

/** The notes on what an answer leads to, as the lines of a message. */
export const noted = (note: OfferNote, words: Translator): string =>
  note(words)
    .map((line) => `– ${line}`)
    .join('\n');

/** What each message about an offer names. `until` is the last whole day to answer, as on the family's page. */
export const offerWords =
  (supply: Supply, offer: Offer) =>
  ({ day }: Translator): MessageArgs => ({
    provider: supply.provider(offer.providerId)?.name ?? '',
    from: day(offer.from),
    until: day(lastDayToAnswer(offer.deadline)),
  });
