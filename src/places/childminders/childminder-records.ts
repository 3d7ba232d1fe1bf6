import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { changedFacts, ProviderCreation, ProviderRecords, Supply, type NewProvider } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { keepsChildminder } from './childminder.policy.js';
import { wrongPlaces } from './domain/agreement.js';
import { linkWay } from './domain/publication.js';
import { Childminder } from './persistence/childminders.entities.js';
import { Introduction } from './persistence/introduction.entity.js';

/** What the desk writes of her. */
export type ChildminderFacts = Pick<
  Childminder,
  'agedPlaces' | 'agreementFrom' | 'agreementTo' | 'birthYear' | 'toldOn' | 'shownContacts' | 'channel'
>;

const NOTHING_SAID: Childminder = {
  providerId: '',
  agedPlaces: [],
  agreementFrom: null,
  agreementTo: null,
  renewalToldFor: null,
  birthYear: null,
  toldOn: null,
  shownContacts: [],
  channel: 'phone',
  free: null,
  freeFrom: null,
  saidAt: null,
  confirmedAt: null,
  askedOn: null,
};

/** The desk writes what is recorded of childminders. Each change counts in the version and the history of the provider. */
@Injectable()
export class ChildminderRecords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly creation: ProviderCreation,
    private readonly providers: ProviderRecords,
    private readonly territory: Territory,
    private readonly supply: Supply,
  ) {}

  /** @throws NotFound when the commune is not one of the actor's */
  async createChildminder(actor: Actor, wanted: NewProvider): Promise<Id> {
    const id = await this.unitOfWork.run((tx) => this.createIn(tx, actor, wanted, {}));
    await this.supply.reload();
    return id;
  }

  /** {@link createChildminder} within a unit that writes more. The caller reloads the supply after it. */
  async createIn(tx: Tx, actor: Actor, wanted: NewProvider, facts: Partial<ChildminderFacts>): Promise<Id> {
    const commune = this.territory.commune(wanted.communeCode);
    if (!commune || !keepsChildminder(actor, commune.firstDeskId)) throw new NotFound('commune');
    const providerId = await this.creation.createProviderIn(tx, actor, wanted);
    const way = wanted.email === null ? 'phone' : 'email';
    await tx.insert(Childminder, { ...NOTHING_SAID, channel: way, ...facts, providerId });
    return providerId;
  }

  /**
   * Takes back a childminder as if she had never been added. The caller reloads the supply after it.
   * @throws NotFound | DomainError when somebody has changed her record since, or a family waits for her
   */
  async takeBackIn(tx: Tx, actor: Actor, providerId: Id): Promise<void> {
    const { provider } = await this.providers.openProvider(tx, actor, providerId, (by, { deskId }) =>
      keepsChildminder(by, deskId),
    );
    if ((await tx.count(Introduction, { providerId })) > 0)
      throw new DomainError(refuse('provider.used', { name: provider.name }));
    await this.creation.takeBackIn(tx, actor, providerId);
    await tx.delete(Childminder, { providerId });
  }

  /**
   * @param version the one that the person saw
   * @throws NotFound | Conflict
   * @throws DomainError when an age has more places than she has, or no address is known for the channel
   */
  async changeFacts(actor: Actor, providerId: Id, version: number, facts: ChildminderFacts): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const opened = await this.providers.openProvider(
        tx,
        actor,
        providerId,
        (by, { deskId }) => keepsChildminder(by, deskId),
        version,
      );
      const { provider } = opened;
      if (provider.kind !== 'childminder') throw new NotFound('childminder');
      const line = wrongPlaces(facts.agedPlaces, provider.authorisedCapacity);
      if (line !== null)
        throw new DomainError(refuse('childminder.places', { line: line + 1, agreed: provider.authorisedCapacity }));
      if (facts.channel !== 'phone' && linkWay(facts.channel, provider) === null)
        throw new DomainError(refuse('childminder.noWay', { channel: facts.channel }));
      const before = (await tx.findOne(Childminder, { providerId })) ?? null;
      if (before === null) await tx.insert(Childminder, { ...NOTHING_SAID, ...facts, providerId });
      else await tx.update(Childminder, { providerId }, facts);
      // Her year of birth serves a count of the territory only, so the history does not tell it.
      const { birthYear: _birthYear, ...told } = facts;
      const changed = changedFacts<Childminder>(before ?? NOTHING_SAID, told);
      await this.providers.recordAct(tx, actor, opened, {
        act: 'childminder',
        from: this.clock.today(),
        facts: changed,
      });
    });
    await this.supply.reload();
  }
}
