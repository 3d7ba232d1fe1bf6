import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { inTimeFirst } from '../domain/emergency-order.js';
import { OPEN_STATES, type RequestState } from '../domain/request-states.js';
import {
  countCandidates,
  countDueActs,
  countDueAmong,
  countDueRequests,
  countListedRequests,
  listDueRequests,
  listFoundRequests,
  MOST_FOUND,
  type Candidates,
  type DueFilter,
  type DueWindow,
  type DueWanted,
  type FoundRow,
  type InboxRow,
} from '../persistence/inbox.queries.js';
import { amongRequests, wishingRequests, type RequestSearch } from '../persistence/request-search.queries.js';
import { searchAlike, searchFor } from './inbox-search.js';
import { desksTriagedBy } from './request.policy.js';

export interface InboxFilter extends DueFilter {
  /** Only those that wish for one of these. */
  readonly providerIds?: readonly Id[];
  /** Only these requests. */
  readonly among?: readonly Id[];
  /** Only those that this finds: what another feature knows of requests. */
  readonly also?: RequestSearch;
  /** What searchFor reads: names, a dossier number, a telephone, an address, a day of birth. */
  readonly text?: string;
}

export interface InboxCount {
  readonly state: RequestState;
  /** At most {@link MOST_COUNTED}, which then means "that many or more". */
  readonly count: number;
  readonly overdue: number;
}

/** The requests that a search finds beside the list of what is due. */
export interface FoundBeside {
  readonly closed: readonly FoundRow[];
  readonly alike: readonly FoundRow[];
}
const NOTHING_BESIDE: FoundBeside = { closed: [], alike: [] };

export const INBOX_PAGE = 50;
export const FOUND_PAGE = 50;
/** Counting stops at this number: nobody needs a larger figure. */
export const MOST_COUNTED = 1000;
/**
 * Up to this many requests with a name or a wish are checked one by one. When there are more, those due next are
 * quickly found among all requests.
 */
const MOST_CANDIDATES = 1000;

/**
 * The inbox of a desk: what is due, soonest first. Each reading follows an index from its first row to its last, so
 * that it costs the same with two thousand requests as with two hundred thousand (docs/decisions/0018-inbox.md).
 */
@Injectable()
export class Inbox {
  constructor(private readonly reader: Reader) {}

  /** Open requests of the actor's desks in the order of the filter, by next act due when it names none. */
  async listRequests(actor: Actor, filter: InboxFilter, most = INBOX_PAGE): Promise<InboxRow[]> {
    const desks = desksTriagedBy(actor);
    return desks.length === 0 ? [] : listDueRequests(this.reader, desks, await this.wanted(filter), most);
  }

  /**
   * The emergencies that the actor's desks have still to answer, listed or not, those that can be answered in time
   * first.
   */
  async listUrgent(actor: Actor, today: Day): Promise<InboxRow[]> {
    const rows = await this.listRequests(actor, { urgent: true });
    return rows.sort(inTimeFirst(today, ({ urgentFrom }) => urgentFrom!));
  }

  /** How many requests the filters find on all pages: exact up to {@link MOST_COUNTED}, and one more beyond. */
  async countListed(actor: Actor, { after: _page, ...filter }: InboxFilter): Promise<number> {
    const desks = desksTriagedBy(actor);
    if (desks.length === 0) return 0;
    const most = MOST_COUNTED + 1;
    return Math.min(await countListedRequests(this.reader, desks, await this.wanted(filter), most), most);
  }

  private async wanted(filter: InboxFilter): Promise<DueWanted> {
    const searches = [
      ...(filter.text ? [searchFor(this.reader.dialect, filter.text)] : []),
      ...(filter.providerIds ? [wishingRequests(filter.providerIds)] : []),
      ...(filter.among ? [amongRequests(filter.among)] : []),
      ...(filter.also ? [filter.also] : []),
    ];
    const candidates = await this.fewest(searches);
    return { filter, searches, through: candidates && { candidates, most: MOST_CANDIDATES } };
  }

  /**
   * What a search finds beside the list: requests that are closed or placed, then those with names that are heard like
   * the ones typed, or written with one typing error. Nothing without a text. At most {@link FOUND_PAGE} of each.
   */
  async findBeside(
    actor: Actor,
    { text, providerIds, among, also, after: _page, order: _order, ...filter }: InboxFilter,
  ): Promise<FoundBeside> {
    const desks = desksTriagedBy(actor);
    const exact = text ? searchFor(this.reader.dialect, text) : null;
    if (desks.length === 0 || !text || exact === null) return NOTHING_BESIDE;
    const others = [
      ...(providerIds ? [wishingRequests(providerIds)] : []),
      ...(among ? [amongRequests(among)] : []),
      ...(also ? [also] : []),
    ];
    const alike = searchAlike(text);
    const find = async (search: RequestSearch, due: boolean, without?: RequestSearch): Promise<FoundRow[]> => {
      const [lead] = await this.byCount([search], MOST_FOUND);
      const wanted = { filter, search, others, due, ...(without ? { without } : {}) };
      return lead ? listFoundRequests(this.reader, desks, { ...wanted, candidates: lead.sql }, FOUND_PAGE) : [];
    };
    return { closed: await find(exact, false), alike: alike === null ? [] : await find(alike, true, exact) };
  }

  /** The statement with the fewest candidates; null when all have too many. */
  private async fewest(searches: readonly RequestSearch[]): Promise<Candidates | null> {
    const [fewest] = await this.byCount(searches, MOST_CANDIDATES + 1);
    return fewest && fewest.count <= MOST_CANDIDATES ? fewest : null;
  }

  /** The statements of candidates, that with the fewest first. @param most the number at which counting stops */
  private async byCount(searches: readonly RequestSearch[], most: number): Promise<Candidates[]> {
    return (await countCandidates(this.reader, searches, most)).sort((a, b) => a.count - b.count);
  }

  /** How many of these requests are open and of the actor's desks. */
  async countAmong(actor: Actor, ids: readonly Id[]): Promise<number> {
    const desks = desksTriagedBy(actor);
    return desks.length === 0 || ids.length === 0 ? 0 : countDueAmong(this.reader, desks, ids);
  }

  /**
   * How many requests of the actor's desks have each act due within each of these days: exact up to {@link MOST_COUNTED},
   * and one more beyond.
   */
  async countDueActs(actor: Actor, windows: readonly DueWindow[]): Promise<number[]> {
    const desks = desksTriagedBy(actor);
    if (desks.length === 0) return windows.map(() => 0);
    const most = MOST_COUNTED + 1;
    return (await countDueActs(this.reader, desks, windows, most)).map((count) => Math.min(count, most));
  }

  /**
   * Open requests of the actor's desks by state, and how many of them are overdue on a day. Each is counted up to
   * {@link MOST_COUNTED}.
   */
  async countRequests(actor: Actor, today: Day): Promise<InboxCount[]> {
    const desks = desksTriagedBy(actor);
    if (desks.length === 0) return [];
    const rows = await countDueRequests(this.reader, desks, { states: OPEN_STATES, today, most: MOST_COUNTED });
    const capped = (count: number): number => Math.min(count, MOST_COUNTED);
    return rows.map(({ state, count, overdue }) => ({ state, count: capped(count), overdue: capped(overdue) }));
  }
}
