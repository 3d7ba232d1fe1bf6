import { Module } from '@nestjs/common';
import { Opening } from '../../foundation/platform/opening/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { CommuneMap } from './commune-map.js';
import { deskLacks, nameLacks } from './domain/desk-lacks.js';
import { OfficialFiles } from './official-files.js';
import { Territory } from './territory.js';
import { TerritoryChanges } from './territory-changes.js';
import { TerritoryUses } from './territory-uses.js';
import { TERRITORY_PAGES } from './staff-pages.js';
import { ChosenCommunesController } from './web/chosen-communes.controller.js';
import { ChosenCommunesPresenter } from './web/chosen-communes.presenter.js';
import { TerritoryController } from './web/territory.controller.js';
import { TerritoryPresenter } from './web/territory.presenter.js';

@Module({
  controllers: [ChosenCommunesController, TerritoryController],
  providers: [
    Territory,
    TerritoryChanges,
    TerritoryUses,
    TerritoryPresenter,
    ChosenCommunesPresenter,
    CommuneMap,
    OfficialFiles,
  ],
  exports: [Territory, TerritoryUses, CommuneMap],
})
export class TerritoryModule {
  constructor(navigation: Navigation, opening: Opening, territory: Territory, settings: Settings) {
    opening.asked.join('territory says which desks cannot be reached, and whether it has a name', async (from) => [
      ...nameLacks(await settings.isTerritoryNamed(from)),
      ...deskLacks(territory.desks(), territory.communes().length),
    ]);
    navigation.add(...TERRITORY_PAGES);
  }
}
