import { Controller, Get, Param } from '@nestjs/common';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import { page, Words, type Page } from '../../platform/web/index.js';
import { ImportBatches } from '../import-batches.js';
import { batchesModel, batchModel } from './imports.presenter.js';

/** What the waiting lists held, and what became of each line. */
@Controller('rpe/imports')
@Allow(Permission.ImportLists)
export class ImportsController {
  constructor(private readonly batches: ImportBatches) {}

  @Get()
  async list(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('triage/imports', batchesModel(await this.batches.latest(actor), words));
  }

  @Get(':batchId')
  async batch(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('batchId') id: string): Promise<Page> {
    return page('triage/import', batchModel(await this.batches.batch(actor, id), words));
  }
}
