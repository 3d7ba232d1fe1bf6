import { Module } from '@nestjs/common';
import { DossierModule } from '../dossier/index.js';
import { Projection } from './projection.js';
import { Reporting } from './reporting.js';

@Module({ imports: [DossierModule], providers: [Reporting, Projection], exports: [Reporting, Projection] })
export class ReportingModule {}
