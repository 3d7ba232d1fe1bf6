import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { headerSignature, type ColumnUses } from './domain/columns.js';
import { hash } from './list-plans.js';
import { ColumnMemory } from './persistence/import.entities.js';

/** Remembers what a desk has said about columns whose headers are not known, so that it is asked only once. */
@Injectable()
export class RememberedColumns {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async readUses(deskId: string, headers: readonly string[]): Promise<ColumnUses> {
    return (await this.reader.findOne(ColumnMemory, { signature: signatureOf(deskId, headers) }))?.uses ?? {};
  }

  async rememberUses(
    tx: Tx,
    actor: Actor,
    deskId: string,
    headers: readonly string[],
    uses: ColumnUses,
  ): Promise<void> {
    const signature = signatureOf(deskId, headers);
    const said = { uses, saidBy: actorRef(actor), at: this.clock.now() };
    if (!(await tx.insertIfAbsent(ColumnMemory, { signature, deskId, ...said })))
      await tx.update(ColumnMemory, { signature }, said);
  }
}

const signatureOf = (deskId: string, headers: readonly string[]): string =>
  hash(`${deskId}|${headerSignature(headers)}`);
