import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { SharedMemory } from '../../foundation/platform/settings/index.js';
import { Territory } from '../../territory/territory/index.js';
import { afterOf, undoneFacts, type ChangedFacts, type ProviderAct } from './domain/provider-facts.js';
import { bySection } from './domain/section-code.js';
import { Provider, ProviderChange, Section } from './persistence/supply.entities.js';
import type { ProviderPolicy } from './providers.policy.js';
import { lockSections } from './read-supply.js';

/** A provider that a unit changes, locked, with its sections and the changes that are dated later. */
export interface OpenedProvider {
  readonly provider: Provider;
  readonly sections: readonly Section[];
  readonly toCome: readonly ProviderChange[];
}

/** One change of a provider, as its history keeps it. */
export interface RecordedChange {
  readonly act: ProviderAct;
  readonly from: Day;
  readonly facts: ChangedFacts;
  readonly sectionId?: Id | null;
  readonly reason?: string | null;
  readonly promisesTouched?: number;
}

/** How somebody is called whose name was erased. */
const FORGOTTEN_NAME = '–';
const FORGOTTEN = {
  name: FORGOTTEN_NAME,
  phone: null,
  email: null,
  address: null,
  webPage: null,
  howItWorks: null,
  howItWorksEn: null,
  accessibility: null,
  adaptationExperience: null,
} satisfies Partial<Provider>;

/** The rows of providers: every change of them is authorised, counted and written down here. */
@Injectable()
export class ProviderRecords {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly memory: SharedMemory,
    private readonly territory: Territory,
  ) {}

  /**
   * Locks a provider and its sections until the end of the unit, so that nothing is promised meanwhile and nobody else
   * changes it.
   * @param version the one that the person saw; null where the act itself cannot undo another person's
   * @throws NotFound when it does not exist or the actor may not
   * @throws Conflict when somebody changed it first
   */
  async openProvider(
    tx: Tx,
    actor: Actor,
    providerId: Id,
    may: ProviderPolicy,
    version: number | null = null,
  ): Promise<OpenedProvider> {
    // The sections first, as whoever promises their seats does.
    await lockSections(
      tx,
      (await tx.find(Section, { where: { providerId } })).map(({ id }) => id),
    );
    const provider = await tx.lock(Provider, { id: providerId });
    if (!provider || !may(actor, this.placed(provider))) throw new NotFound('provider');
    if (version !== null && version !== provider.version) throw new Conflict(refuse('provider.changed'));
    return this.settle(tx, provider);
  }

  /** Writes in the rows what was dated later and has come. */
  private async settle(tx: Tx, provider: Provider): Promise<OpenedProvider> {
    const pending = await tx.find(ProviderChange, {
      where: { providerId: provider.id, pending: true },
      order: { from: 'ASC', id: 'ASC' },
    });
    const today = this.clock.today();
    for (const { id, sectionId, facts, from } of pending) {
      if (from > today) break;
      await this.writeFacts(tx, provider.id, sectionId, facts);
      await tx.update(ProviderChange, { id }, { pending: false });
    }
    return {
      provider: (await tx.findOne(Provider, { id: provider.id }))!,
      sections: (await tx.find(Section, { where: { providerId: provider.id } })).sort(bySection),
      toCome: pending.filter(({ from }) => from > today),
    };
  }

  /** Writes facts of the provider, or of one of its sections, from a day on, and keeps the change in the history. */
  async recordFacts(tx: Tx, actor: Actor, { provider }: OpenedProvider, change: RecordedChange): Promise<void> {
    const pending = change.from > this.clock.today();
    if (!pending) await this.writeFacts(tx, provider.id, change.sectionId ?? null, change.facts);
    await this.write(tx, actor, provider, change, pending);
  }

  /** Keeps in the history what was written elsewhere: hours, closings, places. */
  recordAct(
    tx: Tx,
    actor: Actor,
    { provider }: Pick<OpenedProvider, 'provider'>,
    change: RecordedChange,
  ): Promise<void> {
    return this.write(tx, actor, provider, change, false);
  }

  /** Takes back a change to come: it stays in the history, and its day brings nothing. */
  async takeBack(tx: Tx, actor: Actor, opened: OpenedProvider, change: ProviderChange): Promise<void> {
    await tx.update(ProviderChange, { id: change.id }, { pending: false, takenBackAt: this.clock.now() });
    const { from, sectionId } = change;
    await this.recordAct(tx, actor, opened, { act: 'take_back', from, sectionId, facts: undoneFacts(change.facts) });
  }

  /** Closes a provider, or one of its sections, from a day on; null opens it again. */
  async setClosing(tx: Tx, providerId: Id, sectionId: Id | null, closedFrom: Day | null): Promise<void> {
    await (sectionId === null
      ? tx.update(Provider, { id: providerId }, { closedFrom })
      : tx.update(Section, { id: sectionId }, { closedFrom }));
  }

  /**
   * Empties what tells who these people are, and their history. The row stays, because families had agreements with
   * them. @returns those that were not empty already
   */
  async forgetPeople(tx: Tx, providerIds: readonly Id[]): Promise<Id[]> {
    const known = (await tx.find(Provider, { where: { id: In([...providerIds]) } })).filter(
      ({ name }) => name !== FORGOTTEN_NAME,
    );
    for (const { id } of known) {
      await tx.delete(ProviderChange, { providerId: id });
      await tx.update(Provider, { id }, FORGOTTEN);
    }
    if (known.length > 0) await this.memory.markChanged(tx, 'supply');
    return known.map(({ id }) => id);
  }

  private async write(
    tx: Tx,
    actor: Actor,
    provider: Provider,
    { act, from, facts, sectionId = null, reason = null, promisesTouched = 0 }: RecordedChange,
    pending: boolean,
  ): Promise<void> {
    const providerId = provider.id;
    await tx.insert(ProviderChange, {
      id: newId(),
      providerId,
      sectionId,
      act,
      from,
      facts,
      reason,
      promisesTouched,
      pending,
      takenBackAt: null,
      recordedAt: this.clock.now(),
      recordedBy: actorRef(actor),
    });
    provider.version += 1;
    await tx.update(Provider, { id: providerId }, { version: provider.version });
    await this.memory.markChanged(tx, 'supply');
    await this.audit.changed(tx, actor, `provider.${act}`, { kind: 'provider', id: providerId }, { from });
  }

  private async writeFacts(tx: Tx, providerId: Id, sectionId: Id | null, facts: ChangedFacts): Promise<void> {
    const after = afterOf(facts);
    if (Object.keys(after).length === 0) return;
    await (sectionId === null
      ? tx.update(Provider, { id: providerId }, after)
      : tx.update(Section, { id: sectionId }, after));
  }

  private placed({ id, communeCode }: Provider): { id: Id; deskId: string } {
    return { id, deskId: this.territory.deskOf(communeCode).id };
  }
}
