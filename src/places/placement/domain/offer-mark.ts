import type { Id } from '../../../foundation/kernel/ids.js';

/** So many characters of an id tell the offers of one family apart, and keep a text message short. */
const MARK_LENGTH = 6;
export const OFFER_MARK = new RegExp(`^offre(?:-([0-9a-f]{${MARK_LENGTH}}))?$`);

/** `offre-3fa9c1`: the end of the link of a message about an offer, which leads to that offer. */
export const offerMark = (offerId: Id): `offre-${string}` => `offre-${offerId.slice(-MARK_LENGTH)}`;
