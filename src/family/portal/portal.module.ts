import { Module } from '@nestjs/common';
import { DossierModule } from '../../dossier/dossier/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { OpenApi } from './open-api.js';
import { PortalDeposits } from './portal-deposits.js';
import { OpenApiController } from './web/openapi.controller.js';
import { PortalController } from './web/portal.controller.js';

@Module({
  imports: [TerritoryModule, SupplyModule, DossierModule],
  controllers: [PortalController, OpenApiController],
  providers: [PortalDeposits, OpenApi],
  exports: [OpenApi],
})
export class PortalModule {}
