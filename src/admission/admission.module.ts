import { Global, Module } from '@nestjs/common';
import { GridForFamilies } from './criterion-questions.js';
import { Grids } from './grids.js';
import { Proposals } from './proposals.js';

@Global()
@Module({ providers: [GridForFamilies, Grids, Proposals], exports: [GridForFamilies, Grids, Proposals] })
export class AdmissionModule {}
