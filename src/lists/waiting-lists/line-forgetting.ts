import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Forgetting } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { SealedFiles } from '../../foundation/platform/sealed-files/index.js';
import { listDoneBatchesHolding } from './persistence/import-files.queries.js';
import { listLinesOf } from './persistence/import-lines.queries.js';
import { ImportRow } from './persistence/import.entities.js';

/**
 * Erases the lines of imported lists together with the names of their family, both the original and the corrected
 * ones.
 */
@Injectable()
export class LineForgetting implements OnModuleInit {
  constructor(
    private readonly forgetting: Forgetting,
    private readonly files: SealedFiles,
  ) {}

  onModuleInit(): void {
    this.forgetting.forgotten.join(
      'waiting-lists empties the lines that named the family',
      (tx, _dossierId, requestIds) => this.forgetLines(tx, requestIds),
    );
  }

  private async forgetLines(tx: Tx, requestIds: readonly Id[]): Promise<void> {
    // The fingerprint stays: importing the list again does not bring the family back.
    const rowIds = requestIds.length > 0 ? await listLinesOf(tx, requestIds) : [];
    if (rowIds.length === 0) return;
    await tx.update(ImportRow, { id: In(rowIds) }, { raw: '', problems: [] });
    await this.files.eraseFiles(tx, 'import', await listDoneBatchesHolding(tx, rowIds));
  }
}
