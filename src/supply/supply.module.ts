import { Global, Module } from '@nestjs/common';
import { Supply } from './supply.js';

@Global()
@Module({ providers: [Supply], exports: [Supply] })
export class SupplyModule {}
