import { Injectable } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { SessionSearches } from '../../../territory/accounts/index.js';
import { Bodies } from '../../../commissions/commission/index.js';
import { DeskQuestions } from '../../../commissions/desk-questions/index.js';
import { ChangeDecisions, desksTriagedBy, type InboxFilter } from '../../../dossier/dossier/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { RequestAgents } from '../../request-agents/index.js';
import { FigureLists, type FigureFamilies } from '../figure-lists.js';
import { filterOf } from './inbox-address.js';
import type { InboxQuery, InboxSearch } from './inbox.form.js';

interface ReadFilters {
  readonly filter: InboxFilter;
  readonly figure: FigureFamilies | null;
}

/** What the filters of an address stand for: the name that a session keeps, the families of a figure. */
@Injectable()
export class InboxFilters {
  constructor(
    private readonly searches: SessionSearches,
    private readonly figures: FigureLists,
    private readonly bodies: Bodies,
    private readonly questions: DeskQuestions,
    private readonly changes: ChangeDecisions,
    private readonly agents: RequestAgents,
  ) {}

  /**
   * @param secret of the session, which keeps what was searched for
   * @returns the filters with the name that was searched for; null when this session does not have it any more
   */
  async withText(secret: string | undefined, query: InboxQuery): Promise<InboxSearch | null> {
    if (!query.searched) return query;
    const text = await this.searches.findSearch(secret, query.searched);
    return text === null ? null : { ...query, text };
  }

  /** @throws NotFound for a code that names no figure: somebody made the address up, or another person opened it */
  async read(actor: Actor, query: InboxSearch): Promise<ReadFilters> {
    const read = await this.find(actor, query);
    if (!read) throw new NotFound('figure');
    return read;
  }

  /** Null for a code that names no figure. */
  async find(actor: Actor, query: InboxSearch): Promise<ReadFilters | null> {
    const figure = query.figure ? await this.figures.findFigure(actor, query.figure) : null;
    if (query.figure && !figure) return null;
    const also = query.agent ? { also: await this.agents.searchFor(actor, query.agent) } : {};
    const filter = { ...filterOf(query), ...(await this.examinedBy(query)), ...also };
    const lists = [
      ...(figure?.requestIds ? [figure.requestIds] : []),
      ...(query.mark === 'question' ? [await this.questions.findAsked(desksTriagedBy(actor))] : []),
      ...(query.mark === 'change' ? [await this.changes.findWaiting(actor)] : []),
    ];
    const [first, second] = lists;
    const among = second ? first!.filter((id) => second.includes(id)) : first;
    return { filter: { ...filter, ...(among ? { among } : {}) }, figure };
  }

  /** The establishments of the body that the filter names; with an establishment, that one if the body examines it. */
  private async examinedBy({ body, establishment }: InboxSearch): Promise<Pick<InboxFilter, 'providerIds'>> {
    if (!body) return {};
    const examined = (await this.bodies.listBodies()).find(({ id }) => id === body)?.establishmentIds ?? [];
    return { providerIds: establishment ? examined.filter((id) => id === establishment) : examined };
  }
}
