import {
  nameOfAdult,
  whoActed,
  type ReadingFamily,
  type RequestFile,
  type RequestHistory,
  type WhoActed,
} from '../../../dossier/dossier/index.js';
import type { Offer } from '../../../places/placement/index.js';

type Adults = RequestFile['adults'];

/** Who acted, for a sentence that says so. Somebody without a name is one of the family. */
export function actorArgs(acted: WhoActed, adults: Adults): { readonly by: WhoActed['by']; readonly who: string } {
  if (acted.by !== 'named') return { by: acted.by, who: 'none' };
  const who = nameOfAdult(adults, acted.rank);
  return { by: who === 'none' ? 'family' : 'named', who };
}

type Noes = Pick<Offer, 'id' | 'dossierId' | 'noes'>;
type SaidNo = NonNullable<Offer['noes']>[number];

/** Who said one no to an offer. */
export const whoSaidNo = ({ dossierId }: Noes, { adult, at, by }: SaidNo, family: ReadingFamily): WhoActed =>
  whoActed({ dossierId, at, actor: by, facts: adult === null ? null : { adult } }, family);

/** Who acted in a move. A no that was left standing at the deadline is that of nobody who acted then. */
export function whoAnsweredIn(row: RequestHistory, offers: readonly Noes[], family: ReadingFamily): WhoActed {
  const acted = whoActed(row, family);
  const isLeftStanding =
    row.action === 'decline' && offers.some(({ id, noes }) => id === row.facts?.['offerId'] && noes?.length);
  return acted.by === 'family' && isLeftStanding ? { by: 'nobody' } : acted;
}

/** Whether the reader has said no to an offer, so that the answer of the other adult is awaited. */
export const hasSaidNo = (offer: Noes, family: ReadingFamily): boolean =>
  (offer.noes ?? []).some((no) => whoSaidNo(offer, no, family).by === 'you');

/** The name of the adult who reads not; `none` where nobody knows. */
export const otherName = ({ ranks, reader }: ReadingFamily, adults: Adults): string =>
  nameOfAdult(adults, reader === null ? null : (ranks.find((rank) => rank !== reader) ?? null));
