import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { ProviderRecords, Supply, type OpenedProvider } from '../../offer/supply/index.js';
import { isChildminder, keepsChildminder } from './childminder.policy.js';
import type { FreePlaces } from './domain/availability.js';
import { Childminder } from './persistence/childminders.entities.js';

export interface WantedAvailability {
  readonly free: FreePlaces;
  readonly freeFrom: Day;
}

/** Her free places: said anew by half-day from a day on, or confirmed as they are. By herself, or by the desk that rang her. */
@Injectable()
export class Availabilities {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly providers: ProviderRecords,
    private readonly supply: Supply,
  ) {}

  /**
   * What is recorded still holds. Pressed twice, it is confirmed once more and nothing else changes.
   * @param seen the moment of what the person saw said, so that nobody confirms what was said anew meanwhile
   * @throws NotFound | Conflict
   * @throws DomainError when she has said nothing yet
   */
  async confirm(actor: Actor, providerId: Id, seen: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { record } = await this.lock(tx, actor, providerId);
      if (record.saidAt === null) throw new DomainError(refuse('childminder.nothingSaid'));
      if (record.saidAt !== seen) throw new Conflict(refuse('childminder.saidAnew'));
      await tx.update(Childminder, { providerId }, { confirmedAt: this.clock.now() });
      await this.audit.changed(tx, actor, 'childminder.confirm', { kind: 'provider', id: providerId });
    });
  }

  /**
   * @param seen as for {@link confirm}; empty when nothing was said
   * @throws NotFound | Conflict
   * @throws DomainError when the day is past, or more places are free than she has
   */
  async say(actor: Actor, providerId: Id, { free, freeFrom }: WantedAvailability, seen: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { opened, record } = await this.lock(tx, actor, providerId);
      if ((record.saidAt ?? '') !== seen) throw new Conflict(refuse('childminder.saidAnew'));
      const { authorisedCapacity } = opened.provider;
      if (freeFrom < this.clock.today()) throw new DomainError(refuse('childminder.pastDay'));
      if (Object.values(free).some((places) => places > authorisedCapacity))
        throw new DomainError(refuse('childminder.tooMany', { agreed: authorisedCapacity }));
      const now = this.clock.now();
      await tx.update(Childminder, { providerId }, { free, freeFrom, saidAt: now, confirmedAt: now });
      await this.providers.recordAct(tx, actor, opened, {
        act: 'availability',
        from: freeFrom,
        facts: { free: { before: record.free, after: free } },
      });
    });
    await this.supply.reload();
  }

  private async lock(
    tx: Tx,
    actor: Actor,
    providerId: Id,
  ): Promise<{ readonly opened: OpenedProvider; readonly record: Childminder }> {
    const opened = await this.providers.openProvider(
      tx,
      actor,
      providerId,
      (by, { deskId }) => keepsChildminder(by, deskId) || isChildminder(by, providerId),
    );
    const record = await tx.lock(Childminder, { providerId });
    if (!record || opened.provider.kind !== 'childminder') throw new NotFound('childminder');
    return { opened, record };
  }
}
