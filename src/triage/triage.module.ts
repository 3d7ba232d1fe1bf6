import { Module } from '@nestjs/common';
import { ListImport } from './list-import.js';
import { RowIntake } from './row-intake.js';

@Module({
  providers: [ListImport, RowIntake],
  exports: [ListImport],
})
export class TriageModule {}
