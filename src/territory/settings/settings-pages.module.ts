import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { TerritorySettings } from './territory-settings.js';
import { SETTINGS_PAGES } from './staff-pages.js';
import { SettingsController } from './web/settings.controller.js';
import { SettingsPresenter } from './web/settings.presenter.js';

/** The page on which people change what the territory has chosen. */
@Module({
  imports: [AccountsModule],
  controllers: [SettingsController],
  providers: [TerritorySettings, SettingsPresenter],
})
export class SettingsPagesModule implements OnModuleInit {
  constructor(private readonly navigation: Navigation) {}

  onModuleInit(): void {
    this.navigation.add(...SETTINGS_PAGES);
  }
}
