import { Global, Injectable, Module } from '@nestjs/common';
import { Hooks } from '../../kernel/hooks.js';
import { Reader, type Tx } from '../database/index.js';
import { Demonstration } from './demonstration.js';
import { findKept, keep } from './kept-values.js';
import { SharedMemory } from './shared-memory.js';

/** The settings of the territory, with the values that hold until somebody changes them. */
export const SETTING_DEFAULTS = {
  territoryName: 'Bassin sud de la Communauté urbaine Creusot Montceau',
  /** Weeks before the wanted date from which a family without solution counts as such (domain.md §10). */
  noSolutionHorizonWeeks: 8,
  /** Days a family has to answer an offer (domain.md §9). */
  offerDays: 10,
  /**
   * Months without an answer after which silence counts as a decision; to be validated by the legal service (domain.md
   * §11).
   */
  silenceMonths: 2,
  silenceMeansRefusal: true,
  silenceValidated: false,
  /** Who publishes the site and who answers for personal data: as the legal page shows them; empty until they are known. */
  publisher: '',
  dataProtection: '',
  /** The town of the administrative court that hears appeals; empty until it is known. */
  courtTown: '',
};
export type SettingName = keyof typeof SETTING_DEFAULTS;

/** Called for each change of a setting, in the transaction of the change. */
type SettingListener = (tx: Tx, name: SettingName) => Promise<void>;

@Injectable()
export class Settings {
  readonly changed = new Hooks<SettingListener>('a choice of the territory changes');

  constructor(private readonly reader: Reader) {}

  /** @param from the open unit, where the unit itself may have changed the setting */
  async get<Name extends SettingName>(
    name: Name,
    from: Reader = this.reader,
  ): Promise<(typeof SETTING_DEFAULTS)[Name]> {
    const kept = await findKept(from, name);
    return (kept === undefined ? SETTING_DEFAULTS[name] : kept) as (typeof SETTING_DEFAULTS)[Name];
  }

  async set<Name extends SettingName>(tx: Tx, name: Name, value: (typeof SETTING_DEFAULTS)[Name]): Promise<void> {
    await keep(tx, name, value);
    for (const listener of this.changed.all) await listener(tx, name);
  }
}

@Global()
@Module({ providers: [Demonstration, Settings, SharedMemory], exports: [Demonstration, Settings, SharedMemory] })
export class SettingsModule {}
