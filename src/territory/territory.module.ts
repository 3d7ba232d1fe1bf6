import { Module } from '@nestjs/common';
import { Territory } from './territory.js';

@Module({ providers: [Territory], exports: [Territory] })
export class TerritoryModule {}
