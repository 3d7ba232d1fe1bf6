import { Global, Module } from '@nestjs/common';
import { Territory } from './territory.js';

@Global()
@Module({ providers: [Territory], exports: [Territory] })
export class TerritoryModule {}
