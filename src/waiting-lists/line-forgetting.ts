import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Forgetting } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import { listOf, type Tx } from '../platform/database/index.js';
import { ImportRow } from './persistence/import.entities.js';

/** The line of an imported list goes with its family's names, as it was and as it was mended. */
@Injectable()
export class LineForgetting implements OnModuleInit {
  constructor(private readonly forgetting: Forgetting) {}

  onModuleInit(): void {
    this.forgetting.forgotten.join(
      'waiting-lists empties the lines that named the family',
      (tx, _dossierId, requestIds) => this.forget(tx, requestIds),
    );
  }

  private async forget(tx: Tx, requestIds: readonly Id[]): Promise<void> {
    // The fingerprint stays: importing the list again does not bring the family back.
    const rowIds = requestIds.length > 0 ? await this.linesOf(tx, requestIds) : [];
    if (rowIds.length === 0) return;
    await tx.update(ImportRow, { id: In(rowIds) }, { raw: '', problems: [] });
    await this.dropFiles(tx, rowIds);
  }

  /** With the lines that these say better, however often they were written anew. */
  private async linesOf(tx: Tx, requestIds: readonly Id[]): Promise<Id[]> {
    const ids = listOf('request', requestIds);
    const lines = await tx.sql<{ id: Id }>(
      `WITH RECURSIVE line(id, mends_id) AS (
         SELECT id, mends_id FROM import_row WHERE request_id IN (${ids.sql})
         UNION SELECT r.id, r.mends_id FROM import_row r JOIN line l ON r.id = l.mends_id
       ) SELECT id FROM line`,
      ids.parameters,
    );
    return lines.map(({ id }) => id);
  }

  /** The files these lines came in, once nothing more is to be taken from them. */
  private async dropFiles(tx: Tx, rowIds: readonly Id[]): Promise<void> {
    const ids = listOf('row', rowIds);
    await tx.write(
      `DELETE FROM import_content WHERE batch_id IN (SELECT id FROM import_batch WHERE state = 'done') AND batch_id IN (
         SELECT batch_id FROM import_row WHERE id IN (${ids.sql}) UNION SELECT batch_id FROM import_known_line WHERE row_id IN (${ids.sql})
       ) RETURNING batch_id`,
      ids.parameters,
    );
  }
}
