import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { Hooks } from '../../kernel/hooks.js';
import type { Lack } from '../../kernel/lack.js';
import { NotOpenYet, refuse } from '../../kernel/refusal.js';
import { Audit } from '../audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../database/index.js';
import type { Actor } from '../security/index.js';
import { findKept, SharedMemory } from '../settings/index.js';
import { Setting } from '../settings/setting.entity.js';
import { openingStanding, type OpeningStanding } from './opening-standing.js';
import { OpeningWaiver } from './opening-waiver.entity.js';

/** Says what a feature lacks before families may come. */
export type OpeningCheck = (from: Reader) => readonly Lack[] | Promise<readonly Lack[]>;

const MEMORY = 'opening';
const OPENED_AT = 'opening.openedAt';

/**
 * The door of the desk. In production no family may deposit until nothing is missing, or each lack was waived by name.
 * The first deposit opens the desk for good: what goes missing later is told, and shuts nobody out.
 */
@Injectable()
export class Opening implements OnModuleInit {
  readonly asked = new Hooks<OpeningCheck>('what is missing before families come is asked');
  private opened = false;
  private reading: Promise<OpeningStanding> | undefined;

  constructor(
    private readonly config: Config,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly memory: SharedMemory,
  ) {}

  onModuleInit(): Promise<void> {
    this.memory.keepReloaded(MEMORY, () => this.reload());
    return this.reload();
  }

  private async reload(): Promise<void> {
    this.opened = (await findKept(this.reader, OPENED_AT)) !== undefined;
  }

  /** Whether a family has deposited through the open door. */
  get hasOpened(): boolean {
    return this.opened;
  }

  /** What is missing and what was waived. Those who ask at the same moment share one answer. */
  readStanding(): Promise<OpeningStanding> {
    this.reading ??= this.askAll().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async askAll(): Promise<OpeningStanding> {
    const waivers = await this.reader.find(OpeningWaiver, { order: { at: 'ASC', lack: 'ASC' } });
    const lacks: Lack[] = [];
    for (const check of this.asked.all) lacks.push(...(await check(this.reader)));
    return openingStanding(lacks, waivers);
  }

  /** Whether families may begin and send a dossier. The demonstration and the tests are always open. */
  async isOpen(): Promise<boolean> {
    if (this.opened || this.config.mode !== 'production') return true;
    return (await this.readStanding()).missing.length === 0;
  }

  /**
   * Lets a deposit in, in its unit of work.
   * @throws NotOpenYet while something is missing
   */
  async letIn(tx: Tx): Promise<void> {
    if (this.opened || this.config.mode !== 'production') return;
    if (!(await this.isOpen())) throw new NotOpenYet(refuse('opening.closed'));
    const at = this.clock.now();
    if (await tx.insertIfAbsent(Setting, { name: OPENED_AT, value: at })) await this.memory.markChanged(tx, MEMORY);
  }

  /** Opens without some of what is missing. A waiver of the same lack takes the place of the one before. */
  async waive(actor: Actor, lacks: readonly string[], name: string, reason: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      for (const lack of lacks) {
        await tx.delete(OpeningWaiver, { lack });
        await tx.insert(OpeningWaiver, { lack, name, reason, at: this.clock.now() });
        await this.audit.changed(tx, actor, 'opening.waive', { kind: 'lack', id: lack });
      }
    });
  }

  /**
   * Takes a waiver back. The door then follows what is missing again, even if families have already come.
   * @returns whether there was one
   */
  async unwaive(actor: Actor, lack: string): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      if ((await tx.delete(OpeningWaiver, { lack })) === 0) return false;
      await tx.delete(Setting, { name: OPENED_AT });
      await this.memory.markChanged(tx, MEMORY);
      await this.audit.changed(tx, actor, 'opening.unwaive', { kind: 'lack', id: lack });
      return true;
    });
  }
}
