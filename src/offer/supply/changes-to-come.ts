import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Capacities } from './capacities.js';
import { factsOn } from './domain/provider-facts.js';
import { ProviderChange } from './persistence/supply.entities.js';
import { Promises } from './promises.js';
import { ProviderBook } from './provider-book.js';
import { ProviderRecords, type OpenedProvider } from './provider-records.js';
import { mayRunProvider, mayTakeBackChange } from './providers.policy.js';
import { Supply } from './supply.js';

/** What was dated later and whose day has not come: read before it is taken back, and taken back. */
@Injectable()
export class ChangesToCome {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly records: ProviderRecords,
    private readonly book: ProviderBook,
    private readonly capacities: Capacities,
    private readonly promises: Promises,
    private readonly supply: Supply,
  ) {}

  /** @throws NotFound when the actor may not take it back @throws DomainError when its day has come */
  async readChange(actor: Actor, providerId: Id, changeId: Id): Promise<ProviderChange> {
    const provider = this.book.read(actor, providerId);
    const change = await this.reader.findOne(ProviderChange, { id: changeId, providerId });
    if (!change || !mayTakeBackChange(actor, this.book.placed(provider), change.act)) throw new NotFound('change');
    if (!change.pending) throw new DomainError(refuse('provider.noLongerToCome'));
    return change;
  }

  /**
   * What stood before the change goes on. Later changes keep their days and what they say.
   * @param version the one that the person saw
   * @throws NotFound | Conflict
   * @throws DomainError when its day has come, or places or promises count on it
   */
  async takeBack(actor: Actor, providerId: Id, changeId: Id, version: number): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const opened = await this.records.openProvider(tx, actor, providerId, mayRunProvider, version);
      const change = opened.toCome.find(({ id }) => id === changeId);
      if (!change) throw new DomainError(refuse('provider.noLongerToCome'));
      if (!mayTakeBackChange(actor, this.book.placed(opened.provider), change.act)) throw new NotFound('change');
      await this.judge(tx, { ...opened, toCome: opened.toCome.filter(({ id }) => id !== changeId) }, change);
      await this.records.takeBack(tx, actor, opened, change);
    });
    await this.supply.reload();
  }

  /** @param opened the provider with the other changes to come. @throws DomainError */
  private async judge(tx: Tx, opened: OpenedProvider, { sectionId, from }: ProviderChange): Promise<void> {
    if (sectionId === null) return this.capacities.assertAuthorised(tx, opened, from);
    const section = opened.sections.find(({ id }) => id === sectionId)!;
    const ofSection = opened.toCome.filter((other) => other.sectionId === sectionId);
    const { ageFromMonths: fromMonths, ageToMonths: toMonths } = factsOn(section, ofSection, from);
    const ages = { what: 'ages', sectionId, fromMonths, toMonths } as const;
    await this.promises.assertNone(tx, opened.provider.id, { from, to: null }, ages);
  }
}
