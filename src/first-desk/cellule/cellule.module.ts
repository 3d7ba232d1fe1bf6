import { Module } from '@nestjs/common';
import { DossierModule } from '../../dossier/dossier/index.js';
import { CelluleDecisions } from './cellule-decisions.js';
import { FamilyUnmaskings } from './family-unmaskings.js';
import { DeskCelluleController } from './web/desk-cellule.controller.js';

/** Cellule sans solution: what people decide for families without a solution, followed until it is done. */
@Module({
  imports: [DossierModule],
  controllers: [DeskCelluleController],
  providers: [CelluleDecisions, FamilyUnmaskings],
  exports: [CelluleDecisions, FamilyUnmaskings],
})
export class CelluleModule {}
