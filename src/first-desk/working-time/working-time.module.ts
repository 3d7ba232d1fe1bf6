import { Module } from '@nestjs/common';
import { DossierModule } from '../../dossier/dossier/index.js';
import { ChoiceLists } from '../../foundation/platform/choices/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { appointments } from '../appointments/index.js';
import { TriageModule } from '../triage/index.js';
import { MISSION_LIST, MISSIONS } from './domain/missions.js';
import { MonthClosing } from './month-closing.js';
import { OwnActs } from './own-acts.js';
import { OwnWeeks } from './own-weeks.js';
import { TeamMonths } from './team-months.js';
import { WORKING_TIME_PAGES } from './staff-pages.js';
import { OwnTimeController } from './web/own-time.controller.js';
import { OwnTimePresenter } from './web/own-time.presenter.js';
import { TeamTimeController } from './web/team-time.controller.js';
import { TeamTimePresenter } from './web/team-time.presenter.js';

/** The working time of the desks: each agent's own hours, and the sums of teams. */
@Module({
  imports: [TerritoryModule, DossierModule, TriageModule, appointments.module],
  controllers: [OwnTimeController, TeamTimeController],
  providers: [OwnActs, OwnWeeks, TeamMonths, MonthClosing, OwnTimePresenter, TeamTimePresenter],
  exports: [TeamMonths],
})
export class WorkingTimeModule {
  constructor(navigation: Navigation, choices: ChoiceLists) {
    choices.register({
      name: MISSION_LIST,
      prefix: 'workingTime.mission.',
      entries: new Map(MISSIONS.map((code) => [code, code === 'other' ? 'kept' : 'free'])),
    });
    navigation.add(...WORKING_TIME_PAGES);
  }
}
