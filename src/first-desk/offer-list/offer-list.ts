import { Injectable } from '@nestjs/common';
import { personKeysOf } from '../../commissions/commission/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { MOST_IN_FILE, pageOfPlaces, type ListPlaces } from '../../foundation/platform/web/index.js';
import type { OfferState } from '../../places/placement/index.js';
import { desksWhoseOffersAreReadBy, readsAllOffers } from './offer-list.policy.js';
import {
  countOffers,
  listOffers,
  type ListedOffer,
  type OfferFilter,
  type OfferOrder,
  type OfferScope,
  type OffersWanted,
} from './persistence/listed-offers.queries.js';

export {
  OFFER_ORDERS,
  type ListedOffer,
  type OfferFilter,
  type OfferOrder,
  type OffersWanted,
} from './persistence/listed-offers.queries.js';

const PAGE = 50;

/** What became of offers that are not open any more. */
export const ENDED_STATES = [
  'accepted',
  'declined',
  'expired',
  'given_up',
  'revoked',
  'replaced',
  'withdrawn',
] as const satisfies readonly OfferState[];

/** Whose offers are read: with names those of one's desks, without names those of the whole territory. */
export type OfferReader = 'desk' | 'coordinator';

const VALUES: Readonly<Record<OfferOrder, (row: ListedOffer) => string | null>> = {
  due: ({ effectiveDeadline }) => effectiveDeadline,
  made: ({ madeAt }) => madeAt,
  answered: ({ answeredAt }) => answeredAt,
};

export interface OfferPage extends ListPlaces {
  readonly rows: readonly ListedOffer[];
  /** How many the filters find on all pages; more than a thousand when there are more. */
  readonly found: number;
  /** How many are open and how many have ended, with the other filters. */
  readonly counts: Readonly<Record<'open' | 'ended', number>>;
}

/** Offers of places and what was answered, over all sessions and all directors. */
@Injectable()
export class OfferList {
  constructor(
    private readonly reader: Reader,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound for whoever reads no such list */
  async readPage(actor: Actor, as: OfferReader, wanted: OffersWanted): Promise<OfferPage> {
    const scope = scopeOf(actor, as);
    const read = await listOffers(this.reader, scope, wanted, PAGE + 1);
    return {
      ...pageOfPlaces(read, wanted.from, PAGE, (row) => ({ value: VALUES[wanted.order](row), id: row.id })),
      found: await this.count(scope, wanted),
      counts: {
        open: await this.count(scope, { ...wanted, states: ['open'] }),
        ended: await this.count(scope, { ...wanted, states: ENDED_STATES }),
      },
    };
  }

  /** The first offers that the filters find, and writes down that they left the screen. @throws NotFound as {@link readPage} */
  async readFile(actor: Actor, as: OfferReader, wanted: OffersWanted): Promise<ListedOffer[]> {
    const rows = await listOffers(this.reader, scopeOf(actor, as), { ...wanted, from: {} }, MOST_IN_FILE);
    // Without names nothing of a family is read.
    const families: Id[] = as === 'desk' ? rows.map(({ requestId }) => requestId) : [];
    await this.audit.readFile(actor, { kind: 'offers', id: as }, families, rows.length);
    return rows;
  }

  private count(scope: OfferScope, filter: OfferFilter): Promise<number> {
    return countOffers(this.reader, scope, filter, MOST_IN_FILE + 1);
  }
}

function scopeOf(actor: Actor, as: OfferReader): OfferScope {
  if (as === 'desk') return { kind: 'desks', deskIds: desksWhoseOffersAreReadBy(actor) };
  const accountId = readsAllOffers(actor);
  if (accountId === null) throw new NotFound('offers');
  return { kind: 'all', accountId, personKeys: personKeysOf(actor) };
}
