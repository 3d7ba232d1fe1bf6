import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Authenticators } from './authenticators.js';
import { Doorkeeper } from './doorkeeper.js';
import { FreshProofs } from './fresh-proof.js';
import { RouteAudit } from './route-audit.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [FreshProofs, Authenticators, Doorkeeper, RouteAudit, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [Authenticators, Doorkeeper, RouteAudit],
})
export class SecurityModule {}
