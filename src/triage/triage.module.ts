import { Module } from '@nestjs/common';
import { ImportCommand } from './import-command.js';
import { ListImport } from './list-import.js';
import { RowIntake } from './row-intake.js';

@Module({
  providers: [ImportCommand, ListImport, RowIntake],
  exports: [ImportCommand, ListImport],
})
export class TriageModule {}
