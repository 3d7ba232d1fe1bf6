import { Module } from '@nestjs/common';
import { OpenApi } from './open-api.js';
import { PortalDeposits } from './portal-deposits.js';
import { OpenApiController } from './web/openapi.controller.js';
import { PortalController } from './web/portal.controller.js';

@Module({
  controllers: [PortalController, OpenApiController],
  providers: [PortalDeposits, OpenApi],
  exports: [OpenApi],
})
export class PortalModule {}
