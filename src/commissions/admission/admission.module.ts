import { Module, type OnModuleInit } from '@nestjs/common';
import { DossierModule } from '../../dossier/dossier/index.js';
import { Opening } from '../../foundation/platform/opening/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { CriterionRecords } from './criterion-records.js';
import { GridForFamilies } from './criterion-questions.js';
import { GridDrafts } from './grid-drafts.js';
import { Grids } from './grids.js';
import { ProposalThreads } from './proposal-threads.js';
import { Proposals } from './proposals.js';
import { GRID_PAGES } from './staff-pages.js';
import { GridEditPresenter } from './web/grid-edit.presenter.js';
import { GridsController } from './web/grids.controller.js';
import { GridsPresenter } from './web/grids.presenter.js';

const SHARED = [CriterionRecords, GridForFamilies, Grids, Proposals, ProposalThreads];

@Module({
  imports: [DossierModule],
  controllers: [GridsController],
  providers: [...SHARED, GridDrafts, GridEditPresenter, GridsPresenter],
  exports: SHARED,
})
export class AdmissionModule implements OnModuleInit {
  constructor(
    private readonly navigation: Navigation,
    private readonly opening: Opening,
    private readonly grids: Grids,
  ) {}

  onModuleInit(): void {
    this.opening.asked.join('admission says that no grid is in force', async (from) =>
      (await this.grids.findInForce(from))
        ? []
        : [{ kind: 'grid', group: 'commissions', mender: 'coordinator', href: '/grilles' }],
    );
    this.navigation.add(...GRID_PAGES);
  }
}
