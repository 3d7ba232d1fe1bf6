import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Reader, type Tx } from '../database/index.js';
import { findKept } from './kept-values.js';
import { Setting } from './setting.entity.js';
import { SharedMemory } from './shared-memory.js';

const NAME = 'demonstration';

/**
 * Whether this database holds data that were invented for the demonstration. Every page and every document then says
 * so, whatever the mode of the process that shows it.
 */
@Injectable()
export class Demonstration implements OnModuleInit {
  private invented = false;

  constructor(
    private readonly reader: Reader,
    private readonly memory: SharedMemory,
  ) {}

  onModuleInit(): Promise<void> {
    this.memory.keepReloaded(NAME, () => this.reload());
    return this.reload();
  }

  async reload(): Promise<void> {
    this.invented = await Demonstration.isMarked(this.reader);
  }

  /** {@link isInvented} of a database of which no module has started yet. */
  static async isMarked(reader: Reader): Promise<boolean> {
    return (await findKept(reader, NAME)) !== undefined;
  }

  get isInvented(): boolean {
    return this.invented;
  }

  /** Marks the database, in the unit of work that loads invented data. The mark is never taken away. */
  async markInvented(tx: Tx): Promise<void> {
    await tx.insertIfAbsent(Setting, { name: NAME, value: true });
    await this.memory.markChanged(tx, NAME);
  }
}
