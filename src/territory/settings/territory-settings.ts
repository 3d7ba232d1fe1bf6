import { Injectable } from '@nestjs/common';
import { accountIdOf, findStaffNames } from '../accounts/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { findChange, listChanges, Settings, type SettingChange } from '../../foundation/platform/settings/index.js';
import { CHOICES, isChoice, type Choices } from './domain/choices.js';

const CHANGES_SHOWN = 20;

export interface MadeChange {
  readonly change: SettingChange;
  /** Who made it; null for a command. */
  readonly by: string | null;
}

/** What the territory has chosen, changed by people, one change at a time, each of which can be taken back. */
@Injectable()
export class TerritorySettings {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: Settings,
  ) {}

  async readChoices(): Promise<Choices> {
    const read = await Promise.all(CHOICES.map(async (name) => [name, await this.settings.get(name)] as const));
    return Object.fromEntries(read) as unknown as Choices;
  }

  async listMade(): Promise<MadeChange[]> {
    const changes = (await listChanges(this.reader, CHANGES_SHOWN)).filter(({ name }) => isChoice(name));
    const names = await findStaffNames(
      this.reader,
      changes.map(({ changedBy }) => changedBy),
    );
    return changes.map((change) => ({ change, by: names.get(accountIdOf(change.changedBy) ?? '') ?? null }));
  }

  /** The choices as they would be with one change taken back. @throws NotFound when there is no such change */
  async choicesWithout(changeId: Id): Promise<Choices> {
    const change = await findChange(this.reader, changeId);
    if (!change || !isChoice(change.name)) throw new NotFound('setting-change');
    return { ...(await this.readChoices()), [change.name]: change.before };
  }

  /** @throws Conflict when one of them is no longer as the person saw it */
  async changeChoices(actor: Actor, wanted: Choices, seen: Choices): Promise<void> {
    await this.unitOfWork.run((tx) => this.settings.changeSettings(tx, actor, wanted, seen));
  }
}
