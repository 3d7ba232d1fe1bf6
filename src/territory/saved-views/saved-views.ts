import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { ListViews } from '../../foundation/platform/web/index.js';
import { isListAddress, listOf, MOST_VIEWS } from './domain/saved-view.js';
import { SavedView } from './persistence/saved-view.entity.js';

const accountOf = (actor: Actor): Id | null => (actor.kind === 'staff' ? actor.accountId : null);

/** Lists with their filters, kept by one person for itself. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** All views of the actor, list after list. */
  async listOwn(actor: Actor): Promise<SavedView[]> {
    const accountId = accountOf(actor);
    return accountId === null ? [] : this.reader.find(SavedView, { where: { accountId }, order: { list: 1, name: 1 } });
  }

  /** The actor's views of a list, for its page. @param address of the list with the filters that are shown */
  async viewsOf(actor: Actor, address: string): Promise<ListViews> {
    const accountId = accountOf(actor);
    const own =
      accountId === null
        ? []
        : await this.reader.find(SavedView, { where: { accountId, list: listOf(address) }, order: { name: 1 } });
    const views = own.map((view) => ({ name: view.name, href: view.address, current: view.address === address }));
    const canKeep = isListAddress(address) && !views.some(({ current }) => current);
    return { views, keep: canKeep ? `/personnel/vues/nouvelle?liste=${encodeURIComponent(address)}` : null };
  }

  /**
   * Keeps a list with its filters. The same name again takes the new filters.
   * @throws NotFound for an address that is no list with filters
   * @throws DomainError `view.tooMany` beyond {@link MOST_VIEWS} of one list
   */
  async keepView(actor: Actor, name: string, address: string): Promise<void> {
    const accountId = accountOf(actor);
    if (accountId === null || !isListAddress(address)) throw new NotFound('view');
    const list = listOf(address);
    await this.unitOfWork.run(async (tx) => {
      const own = await tx.find(SavedView, { where: { accountId, list } });
      const same = own.find((view) => view.name === name);
      if (same) return tx.update(SavedView, { id: same.id }, { address });
      if (own.length >= MOST_VIEWS) throw new DomainError(refuse('view.tooMany', { most: MOST_VIEWS }));
      return tx.insert(SavedView, { id: newId(), accountId, list, name, address, keptAt: this.clock.now() });
    });
  }

  /** Removes a view of the actor's own. One that is gone already stays gone. */
  async removeView(actor: Actor, id: Id): Promise<void> {
    const accountId = accountOf(actor);
    if (accountId !== null) await this.unitOfWork.run((tx) => tx.delete(SavedView, { id, accountId }));
  }
}
