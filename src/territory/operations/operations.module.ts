import { Module } from '@nestjs/common';
import { Opening } from '../../foundation/platform/opening/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { BackupProofs } from './backup-proofs.js';
import { QueueOperations } from './queue-operations.js';
import { OPERATIONS_PAGES } from './staff-pages.js';
import { DayOfTasks } from './web/day-of-tasks.js';
import { QueueController } from './web/queue.controller.js';

@Module({
  controllers: [QueueController],
  providers: [QueueOperations, BackupProofs, DayOfTasks],
  exports: [BackupProofs],
})
export class OperationsModule {
  constructor(navigation: Navigation, opening: Opening, proofs: BackupProofs) {
    opening.asked.join('operations says whether backups are made, and their key seen to open one', (from) =>
      proofs.list(from),
    );
    navigation.add(...OPERATIONS_PAGES);
  }
}
