import { Global, Module } from '@nestjs/common';
import { Capacities } from './capacities.js';
import { Closings } from './closings.js';
import { Supply } from './supply.js';

const SERVICES = [Supply, Capacities, Closings];

@Global()
@Module({ providers: SERVICES, exports: SERVICES })
export class SupplyModule {}
