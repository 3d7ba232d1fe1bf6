import { Module } from '@nestjs/common';
import { Permission } from '../platform/security/index.js';
import { Navigation } from '../platform/web/index.js';
import { QueueOperations } from './queue-operations.js';
import { QueueController } from './web/queue.controller.js';

@Module({ controllers: [QueueController], providers: [QueueOperations] })
export class OperationsModule {
  constructor(navigation: Navigation) {
    navigation.add({
      permission: Permission.OperateQueue,
      href: '/administration/taches',
      text: 'operations.nav',
      order: 96,
    });
  }
}
