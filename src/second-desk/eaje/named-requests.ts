import { Injectable } from '@nestjs/common';
import { searchFor } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Placements, type Placement } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import {
  countNamed,
  NAMED_PAGE,
  namedRequests,
  searchNamed,
  type NamedRequest,
  type StateFilter,
} from './persistence/named-requests.queries.js';

export interface NamedPage {
  readonly rows: NamedRequest[];
  readonly total: number;
  readonly pages: number;
  /** The number of the page shown, from 1; a number beyond the last page shows the last page. */
  readonly current: number;
}

/** The requests that name an establishment, as far as its director may read them. */
@Injectable()
export class NamedRequests {
  constructor(
    private readonly reader: Reader,
    private readonly placements: Placements,
  ) {}

  async readPage(actor: Actor, providerId: Id, state: StateFilter, wanted: string | undefined): Promise<NamedPage> {
    const total = await countNamed(this.reader, actor, providerId, state);
    const pages = Math.max(1, Math.ceil(total / NAMED_PAGE));
    const current = Math.min(pages, Math.max(1, Number.parseInt(wanted ?? '1', 10) || 1));
    return { rows: await namedRequests(this.reader, actor, providerId, state, current), total, pages, current };
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
