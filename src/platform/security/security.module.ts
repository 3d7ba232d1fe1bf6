import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Attempts } from './attempts.js';
import { Authenticators } from './authenticators.js';
import { RouteAudit } from './route-audit.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [Attempts, Authenticators, RouteAudit, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [Attempts, Authenticators, RouteAudit],
})
export class SecurityModule {}
