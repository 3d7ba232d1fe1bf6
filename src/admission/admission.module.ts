import { Global, Module } from '@nestjs/common';
import { Grids } from './grids.js';
import { Proposals } from './proposals.js';

@Global()
@Module({ providers: [Grids, Proposals], exports: [Grids, Proposals] })
export class AdmissionModule {}
