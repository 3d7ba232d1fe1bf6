import { Injectable } from '@nestjs/common';
import { MOST_COUNTED, searchFor, type RequestState } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Placements, type Placement } from '../../places/placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, type PageFrom, type RowPlace } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import {
  countNamed,
  countNamedByState,
  namedRequests,
  searchNamed,
  type NamedFilter,
  type NamedRequest,
} from './persistence/named-requests.queries.js';

export {
  NAMED_ORDERS,
  type NamedFilter,
  type NamedOrder,
  type NamedRequest,
  type StateFilter,
} from './persistence/named-requests.queries.js';

const PAGE = 50;

export interface NamedPage {
  readonly rows: readonly NamedRequest[];
  /** The last row of a full page, after which another may follow. */
  readonly last: NamedRequest | null;
  /** How many requests the filters find, on all pages; more than {@link MOST_COUNTED} when there are more. */
  readonly found: number;
  /** How many open requests name the establishment, in each state. */
  readonly states: readonly { readonly state: RequestState; readonly count: number }[];
}

/** The requests that name an establishment, as far as its director may read them. */
@Injectable()
export class NamedRequests {
  constructor(
    private readonly reader: Reader,
    private readonly placements: Placements,
    private readonly audit: Audit,
  ) {}

  async readPage(actor: Actor, providerId: Id, filter: NamedFilter): Promise<NamedPage> {
    const rows = await namedRequests(this.reader, actor, providerId, filter, PAGE);
    return {
      rows,
      last: rows.length === PAGE ? rows.at(-1)! : null,
      found: await countNamed(this.reader, actor, providerId, filter, MOST_COUNTED + 1),
      states: await countNamedByState(this.reader, actor, providerId),
    };
  }

  /** The first requests that the filters find, and writes down that they left the screen. */
  async readFile(
    actor: Actor,
    providerId: Id,
    { after: _page, ...filter }: NamedFilter,
    most: number,
  ): Promise<NamedRequest[]> {
    const rows = await namedRequests(this.reader, actor, providerId, filter, most);
    const ids = rows.map(({ id }) => id);
    await this.audit.readFile(actor, { kind: 'named-requests', id: providerId }, ids);
    return rows;
  }

  /** The requests before and after a place of a list; null at its ends. */
  async findBeside(
    actor: Actor,
    providerId: Id,
    filter: NamedFilter,
    place: RowPlace,
  ): Promise<{ previous: NamedRequest | null; next: NamedRequest | null }> {
    const { after: _page, ...whole } = filter;
    // The request itself may stand elsewhere in the list since.
    const first = async (from: PageFrom): Promise<NamedRequest | null> =>
      (await namedRequests(this.reader, actor, providerId, { ...whole, ...from }, 2)).find(
        ({ id }) => id !== place.id,
      ) ?? null;
    return { previous: await first({ before: place }), next: await first({ after: place }) };
  }

  /** The requests that name an establishment and hold what somebody typed, the latest first. */
  search(actor: Actor, providerId: Id, text: string): Promise<NamedRequest[]> {
    return searchNamed(this.reader, actor, providerId, searchFor(this.reader.dialect, text));
  }

  /** The places of the child of this request, the earliest first. */
  placesOf(requestId: Id): Promise<Placement[]> {
    return this.placements.ofRequest(this.reader, requestId);
  }
}
