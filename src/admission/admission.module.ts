import { Global, Module } from '@nestjs/common';
import { CriterionRecords } from './criterion-records.js';
import { GridForFamilies } from './criterion-questions.js';
import { GridDrafts } from './grid-drafts.js';
import { Grids } from './grids.js';
import { Proposals } from './proposals.js';

const SHARED = [CriterionRecords, GridForFamilies, Grids, Proposals];

@Global()
@Module({ providers: [...SHARED, GridDrafts], exports: SHARED })
export class AdmissionModule {}
