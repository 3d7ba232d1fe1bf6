import { Injectable } from '@nestjs/common';
import { factsChanged, factsOf, type ChangedFact } from '../../foundation/kernel/changed-facts.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type EntityClass, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { SharedMemory } from '../../foundation/platform/settings/index.js';
import type { TerritoryKind } from './domain/territory-kind.js';
import { TerritoryChange } from './persistence/territory-change.entity.js';
import { Commune, FirstDesk, LivingArea } from './persistence/territory.entities.js';
import { Territory } from './territory.js';

export type DeskInput = Pick<FirstDesk, 'name' | 'address' | 'phone' | 'email'>;
export type AreaInput = Pick<LivingArea, 'name'>;
/** `livingAreaId` null when the commune is in none. */
export type CommuneInput = Pick<
  Commune,
  'name' | 'postalCodes' | 'latitude' | 'longitude' | 'population' | 'insideRpe' | 'firstDeskId' | 'livingAreaId'
>;

/** The communes, first desks and living areas, which an administrator sets up and changes. */
@Injectable()
export class TerritoryChanges {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly memory: SharedMemory,
    private readonly territory: Territory,
  ) {}

  /** @throws DomainError when a desk has that name already, as when the button was pressed twice */
  async addDesk(actor: Actor, desk: DeskInput): Promise<void> {
    await this.change(actor, 'desk', 'create', newId(), async (tx, id) => {
      await judgeName(tx, FirstDesk, desk.name);
      await tx.insert(FirstDesk, { id, ...desk, version: 0 });
      return factsChanged({}, desk);
    });
  }

  /**
   * @param version the version that the form showed
   * @throws Conflict when somebody else changed the desk first; DomainError when another desk has that name
   */
  async changeDesk(actor: Actor, id: Id, version: number, desk: DeskInput): Promise<void> {
    await this.change(actor, 'desk', 'change', id, async (tx) => {
      const changed = await update(tx, FirstDesk, { id }, version, desk);
      await judgeName(tx, FirstDesk, desk.name, id);
      return changed;
    });
  }

  /** @throws DomainError when an area has that name already */
  async addArea(actor: Actor, area: AreaInput): Promise<void> {
    await this.change(actor, 'area', 'create', newId(), async (tx, id) => {
      await judgeName(tx, LivingArea, area.name);
      await tx.insert(LivingArea, { id, ...area, version: 0 });
      return factsChanged({}, area);
    });
  }

  /** @throws Conflict when somebody else changed the area first; DomainError when another area has that name */
  async changeArea(actor: Actor, id: Id, version: number, area: AreaInput): Promise<void> {
    await this.change(actor, 'area', 'change', id, async (tx) => {
      const changed = await update(tx, LivingArea, { id }, version, area);
      await judgeName(tx, LivingArea, area.name, id);
      return changed;
    });
  }

  /** @param code INSEE code. @throws DomainError when the commune is known already, or its desk or area is not */
  async addCommune(actor: Actor, code: string, commune: CommuneInput): Promise<void> {
    await this.change(actor, 'commune', 'create', code, async (tx) => {
      await judgeLinks(tx, commune);
      const isNew = await tx.insertIfAbsent(Commune, { code, ...commune, version: 0 });
      if (!isNew) throw new DomainError(refuse('territory.communeKnown'));
      return factsChanged({}, commune);
    });
  }

  /**
   * Adds several communes at once, or none. Those that are known already stay as they are, as when the button was
   * pressed twice.
   * @returns how many were added. @throws DomainError when their desk or area does not exist
   */
  async addCommunes(actor: Actor, communes: readonly (CommuneInput & { readonly code: string })[]): Promise<number> {
    const added = await this.unitOfWork.run(async (tx) => {
      let count = 0;
      for (const { code, ...commune } of communes) {
        await judgeLinks(tx, commune);
        if (!(await tx.insertIfAbsent(Commune, { code, ...commune, version: 0 }))) continue;
        await this.record(tx, actor, 'commune', 'create', code, factsChanged({}, commune));
        count += 1;
      }
      return count;
    });
    await this.territory.reload();
    return added;
  }

  /**
   * Requests that were already deposited stay at their desk.
   * @throws Conflict when somebody else changed the commune first
   */
  async changeCommune(actor: Actor, code: string, version: number, commune: CommuneInput): Promise<void> {
    await this.change(actor, 'commune', 'change', code, async (tx) => {
      await judgeLinks(tx, commune);
      return update(tx, Commune, { code }, version, commune);
    });
  }

  /** The last changes, the latest first. */
  listChanges(most: number): Promise<TerritoryChange[]> {
    return this.reader.find(TerritoryChange, { order: { at: 'DESC', id: 'DESC' }, take: most });
  }

  /** A change of something that was there. What was added is not taken away again. @throws NotFound */
  async findChange(changeId: Id): Promise<TerritoryChange & { readonly before: Readonly<Record<string, unknown>> }> {
    const change = await this.reader.findOne(TerritoryChange, { id: changeId });
    if (!change?.before) throw new NotFound('territory-change');
    return { ...change, before: change.before };
  }

  private async change(
    actor: Actor,
    kind: TerritoryKind,
    how: 'create' | 'change',
    id: string,
    write: (tx: Tx, id: string) => Promise<readonly ChangedFact[]>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const facts = await write(tx, id);
      if (facts.length > 0) await this.record(tx, actor, kind, how, id, facts);
    });
    // Every page reads the territory from memory, so it is read again.
    await this.territory.reload();
  }

  private async record(
    tx: Tx,
    actor: Actor,
    kind: TerritoryKind,
    how: 'create' | 'change',
    id: string,
    facts: readonly ChangedFact[],
  ): Promise<void> {
    await tx.insert(TerritoryChange, {
      ...{ id: newId(), at: this.clock.now(), changedBy: actorRef(actor) },
      ...{ kind, subject: id, after: factsOf(facts, 'after') },
      before: how === 'create' ? null : factsOf(facts, 'before'),
    });
    await this.memory.markChanged(tx, 'territory');
    await this.audit.changed(tx, actor, `${kind}.${how}`, { kind, id });
  }
}

/** @returns what changed. @throws NotFound when there is no such row. @throws Conflict when its version is another */
async function update<Row extends { version: number }>(
  tx: Tx,
  entity: EntityClass & (new () => Row),
  where: Partial<Row>,
  version: number,
  values: Partial<Row>,
): Promise<ChangedFact[]> {
  const row = await tx.lock(entity, where as never);
  if (!row) throw new NotFound('territory');
  if (row.version !== version) throw new Conflict(refuse('territory.changed'));
  const changed = factsChanged(row, values);
  if (changed.length > 0) await tx.update(entity, where as never, { ...values, version: version + 1 } as never);
  return changed;
}

/** @throws DomainError when another one has that name */
async function judgeName(
  tx: Tx,
  entity: typeof FirstDesk | typeof LivingArea,
  name: string,
  own: Id | null = null,
): Promise<void> {
  const named = await tx.find<FirstDesk | LivingArea>(entity, { where: { name } });
  if (named.some(({ id }) => id !== own)) throw new DomainError(refuse('territory.nameKnown'));
}

/** @throws DomainError when the desk or the living area does not exist */
async function judgeLinks(tx: Tx, { firstDeskId, livingAreaId }: CommuneInput): Promise<void> {
  if (!(await tx.findOne(FirstDesk, { id: firstDeskId }))) throw new DomainError(refuse('territory.noDesk'));
  if (livingAreaId !== null && !(await tx.findOne(LivingArea, { id: livingAreaId })))
    throw new DomainError(refuse('territory.noArea'));
}
