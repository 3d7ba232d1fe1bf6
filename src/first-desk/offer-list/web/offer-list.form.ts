import { IsISO8601, IsOptional, Matches } from 'class-validator';
import { addDays, instantAt } from '../../../foundation/kernel/time.js';
import { Choice, Place, readPlace, Text } from '../../../foundation/platform/web/index.js';
import { ENDED_STATES, OFFER_ORDERS, type OfferOrder, type OffersWanted } from '../offer-list.js';

/** What is listed: open offers, those that have ended, or those that ended in one way. */
export const OFFER_FILTERS = ['open', 'ended', ...ENDED_STATES] as const;

/** Filters of a list of offers, kept in its address: codes, days and ids only. */
export class OfferQuery {
  @Choice(OFFER_FILTERS, 'offerList.errors.state') etat?: (typeof OFFER_FILTERS)[number];
  @Text('offerList.errors.place', 80) structure?: string;
  @Text('offerList.errors.commune', 10) commune?: string;
  /** The last day to answer, or before. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'offerList.errors.until' })
  @IsISO8601({ strict: true }, { message: 'offerList.errors.until' })
  echeance?: string;
  @Choice(OFFER_ORDERS, 'web.errors.unreadable') ordre?: OfferOrder;
  @Place('web.errors.unreadable') apres?: string;
  @Place('web.errors.unreadable') avant?: string;
}

/** The orders of what is listed, the usual one first: by the last day to answer, or by the day on which an offer ended. */
export const ordersOf = ({ etat = 'open' }: OfferQuery): readonly OfferOrder[] =>
  etat === 'open' ? ['due', 'made'] : ['answered', 'made'];

/** What is read with these filters. */
export function offersWanted(query: OfferQuery): OffersWanted {
  const { etat = 'open', structure, commune, echeance, ordre, apres, avant } = query;
  const [after, before] = [readPlace(apres), readPlace(avant)];
  const orders = ordersOf(query);
  return {
    states: etat === 'ended' ? ENDED_STATES : [etat],
    providerId: structure,
    communeCode: commune,
    before: echeance && instantAt(addDays(echeance, 1)),
    order: ordre && orders.includes(ordre) ? ordre : orders[0]!,
    from: { ...(after ? { after } : before ? { before } : {}) },
  };
}
