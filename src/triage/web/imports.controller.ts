import { Controller, Get, Param } from '@nestjs/common';
import { Catalogue } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import { page, type Page } from '../../platform/web/index.js';
import { ImportBatches } from '../import-batches.js';
import { batchesModel, batchModel } from './imports.presenter.js';

/** What the waiting lists held, and what became of each line. */
@Controller('rpe/imports')
@Allow(Permission.ImportLists)
export class ImportsController {
  constructor(
    private readonly batches: ImportBatches,
    private readonly catalogue: Catalogue,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor): Promise<Page> {
    return page('triage/imports', batchesModel(await this.batches.latest(actor), this.catalogue.translator('fr')));
  }

  @Get(':batchId')
  async batch(@CurrentActor() actor: Actor, @Param('batchId') id: string): Promise<Page> {
    return page('triage/import', batchModel(await this.batches.batch(actor, id), this.catalogue.translator('fr')));
  }
}
