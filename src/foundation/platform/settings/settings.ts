import { Global, Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Hooks } from '../../kernel/hooks.js';
import { newId } from '../../kernel/ids.js';
import { Conflict, refuse } from '../../kernel/refusal.js';
import { Audit } from '../audit/index.js';
import { Reader, type Tx } from '../database/index.js';
import { actorRef, type Actor } from '../security/index.js';
import { Demonstration } from './demonstration.js';
import { findKept, keep } from './kept-values.js';
import { SettingChange } from './setting-change.entity.js';
import { SharedMemory } from './shared-memory.js';

/** What every page says at its bottom until the territory is named, by its reference data or by a person. */
const UNNAMED_TERRITORY = 'Marelle';

/** The settings of the territory, with the values that hold until somebody changes them. */
export const SETTING_DEFAULTS = {
  territoryName: UNNAMED_TERRITORY as string,
  /** Weeks before the wanted date from which a family without solution counts as such (domain.md §10). */
  noSolutionHorizonWeeks: 8 as number,
  /** Kilometres between the centres of communes within which a place is near a family (observatory.md). */
  zoneRadiusKm: 10 as number,
  /** A commune without collective places is a white zone below this many confirmed places of childminders nearby. */
  whiteZonePlaces: 4 as number,
  /** A commune is a white zone above this many half-days wanted for each that is free nearby. */
  whiteZoneTension: 5 as number,
  /** Days a family has to answer an offer (domain.md §9). */
  offerDays: 10 as number,
  /** Days by which a desk may extend, once, the time to answer an offer. */
  longerDelayDays: 7 as number,
  /** Days a family has to say whether a place that frees later would suit it. */
  firstDayAnswerDays: 5 as number,
  /** Hours before an appointment until which a family cancels or changes it by itself. */
  appointmentChangeHours: 24 as number,
  /** Days a person outside the desk has to give the opinion that it is asked for. */
  opinionDays: 15 as number,
  /** Days in which the desk calls a family that a service sent to it. */
  referralCallDays: 3 as number,
  /** Months during which a point d'accueil follows in short what it filed. */
  pointFollowMonths: 12 as number,
  /**
   * Months without an answer after which silence counts as a decision; to be validated by the legal service (domain.md
   * §11).
   */
  silenceMonths: 2 as number,
  silenceMeansRefusal: true as boolean,
  silenceValidated: false as boolean,
  /** Who publishes the site and who answers for personal data: as the legal page shows them; empty until they are known. */
  publisher: '' as string,
  dataProtection: '' as string,
  /** The town of the administrative court that hears appeals; empty until it is known. */
  courtTown: '' as string,
  /**
   * What the accessibility statement has to name (article 47 of law n° 2005-102, decree n° 2019-768). Empty: the name of
   * the territory, the address that the program is given, the desks.
   */
  accessibilityEntity: '' as string,
  siteAddress: '' as string,
  accessibilityContact: '' as string,
  /** Addresses of the scheme of several years and of the year's plan of action; empty until they are published. */
  accessibilityScheme: '' as string,
  accessibilityActions: '' as string,
};
export type SettingValues = typeof SETTING_DEFAULTS;
export type SettingName = keyof SettingValues;

const NAMES = Object.keys(SETTING_DEFAULTS) as SettingName[];
const MEMORY = 'settings';

/** Called for each change of a setting, in the transaction of the change. */
type SettingListener = (tx: Tx, name: SettingName) => Promise<void>;

@Injectable()
export class Settings implements OnModuleInit {
  readonly changed = new Hooks<SettingListener>('a choice of the territory changes');
  private name = SETTING_DEFAULTS.territoryName;
  private court = SETTING_DEFAULTS.courtTown;

  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly memory: SharedMemory,
  ) {}

  onModuleInit(): Promise<void> {
    this.memory.keepReloaded(MEMORY, () => this.reload());
    return this.reload();
  }

  async reload(): Promise<void> {
    this.name = await this.get('territoryName');
    this.court = await this.get('courtTown');
  }

  /** The name of the territory, as every page says it. */
  get territoryName(): string {
    return this.name;
  }

  async isTerritoryNamed(from: Reader): Promise<boolean> {
    return (await this.get('territoryName', from)) !== UNNAMED_TERRITORY;
  }

  /** The town of the court that hears appeals, as every decision says it; empty until it is known. */
  get courtTown(): string {
    return this.court;
  }

  /** @param from the open unit, where the unit itself may have changed the setting */
  async get<Name extends SettingName>(name: Name, from: Reader = this.reader): Promise<SettingValues[Name]> {
    const kept = await findKept(from, name);
    return (kept === undefined ? SETTING_DEFAULTS[name] : kept) as SettingValues[Name];
  }

  async set<Name extends SettingName>(tx: Tx, name: Name, value: SettingValues[Name]): Promise<void> {
    await keep(tx, name, value);
    await this.memory.markChanged(tx, MEMORY);
    for (const listener of this.changed.all) await listener(tx, name);
  }

  /**
   * Changes settings for a person. Each that becomes another is kept with its value before, so that it can be taken
   * back.
   * @param seen what the person saw; null where it does not matter
   * @returns how many became others
   * @throws Conflict when one of them is no longer as it was seen
   */
  async changeSettings(
    tx: Tx,
    actor: Actor,
    wanted: Partial<SettingValues>,
    seen: Partial<SettingValues> | null = null,
  ): Promise<number> {
    let changed = 0;
    for (const name of NAMES.filter((one) => wanted[one] !== undefined)) {
      const [before, after] = [await this.get(name, tx), wanted[name]!];
      if (seen !== null && seen[name] !== before) throw new Conflict(refuse('setting.changed'));
      if (before === after) continue;
      await this.set(tx, name, after);
      await tx.insert(SettingChange, {
        id: newId(),
        at: this.clock.now(),
        changedBy: actorRef(actor),
        name,
        before,
        after,
      });
      await this.audit.changed(tx, actor, 'setting.change', { kind: 'setting', id: name });
      changed += 1;
    }
    return changed;
  }
}

@Global()
@Module({ providers: [Demonstration, Settings, SharedMemory], exports: [Demonstration, Settings, SharedMemory] })
export class SettingsModule {}
