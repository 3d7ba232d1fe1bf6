import { Module } from '@nestjs/common';
import { Permission } from '../platform/security/index.js';
import { Navigation } from '../platform/web/index.js';
import { Territory } from './territory.js';
import { TerritoryChanges } from './territory-changes.js';
import { TerritoryController } from './web/territory.controller.js';

@Module({ controllers: [TerritoryController], providers: [Territory, TerritoryChanges], exports: [Territory] })
export class TerritoryModule {
  constructor(navigation: Navigation) {
    navigation.add({
      permission: Permission.ManageTerritory,
      href: '/administration/territoire',
      text: 'territory.nav',
      order: 96,
    });
  }
}
