import { Injectable } from '@nestjs/common';
import { Inbox, type InboxFilter, type InboxRow } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import type { Neighbours } from '../../../foundation/platform/web/index.js';
import { inboxAddress, valueIn } from './inbox-address.js';
import { InboxFilters } from './inbox-filters.js';
import { ABOVE, filtersLeft, foundAt } from './lists-left.js';

/** The requests before and after one in the list in which it was found, as that list was: its filters and its order. */
@Injectable()
export class RequestNeighbours {
  constructor(
    private readonly inbox: Inbox,
    private readonly filters: InboxFilters,
    private readonly clock: Clock,
  ) {}

  /**
   * @param kept the list from which the request was opened, with the place that it had there, whatever became of it since
   * @param secret of the session, which keeps what was searched for
   */
  async find(actor: Actor, requestId: Id, kept: string | undefined, secret: string | undefined): Promise<Neighbours> {
    const { query, place } = filtersLeft(kept);
    const named = place === undefined ? null : await this.filters.withText(secret, query);
    const read = named && (await this.filters.find(actor, named));
    if (place === undefined || !read) return null;
    const { after: _page, ...filter } = read.filter;
    const narrows = Object.keys(filter).length > 0;
    const above = narrows ? [] : await this.inbox.listUrgent(actor, this.clock.today());
    const list = inboxAddress(query);
    const at = (row: InboxRow | undefined): string | null =>
      row ? foundAt(row.id, list, above.includes(row) ? ABOVE : valueIn(row, query.order)) : null;

    const nth = above.findIndex(({ id }) => id === requestId);
    if (place === ABOVE) {
      const next = above[nth + 1] ?? (await this.first(actor, filter, above));
      // Once it is answered it stands no longer among them: the next one is the first that is left.
      return nth < 0 ? { next: at(next) } : { previous: at(above[nth - 1]), next: at(next) };
    }
    const here = { value: place, id: requestId };
    const others = [...above, { id: requestId }];
    return {
      previous: at((await this.first(actor, { ...filter, before: here }, others)) ?? above.at(-1)),
      next: at(await this.first(actor, { ...filter, after: here }, others)),
    };
  }

  private async first(
    actor: Actor,
    filter: InboxFilter,
    without: readonly { readonly id: Id }[],
  ): Promise<InboxRow | undefined> {
    const rows = await this.inbox.listRequests(actor, filter, without.length + 1);
    return rows.find(({ id }) => !without.some((other) => other.id === id));
  }
}
