import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule } from '../../territory/accounts/index.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { PlacementModule } from '../placement/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { SYSTEM } from '../../foundation/platform/security/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { VacancyFiles } from './vacancy-files.js';
import { VACANCY_PAGES } from './staff-pages.js';
import { VacanciesController } from './web/vacancies.controller.js';
import { VacanciesPresenter } from './web/vacancies.presenter.js';

const JOB = jobType('vacancies.weekly-file');
const HOUR = '04:10';

/** The free places of the territory, told to monenfant.fr. */
@Module({
  imports: [AccountsModule, TerritoryModule, SupplyModule, PlacementModule],
  controllers: [VacanciesController],
  providers: [VacancyFiles, VacanciesPresenter],
})
export class VacanciesModule implements OnModuleInit {
  constructor(
    private readonly files: VacancyFiles,
    private readonly nightly: Nightly,
    private readonly navigation: Navigation,
  ) {}

  async onModuleInit(): Promise<void> {
    this.navigation.add(...VACANCY_PAGES);
    await this.nightly.every(JOB, HOUR, async (tx) => {
      await this.files.makeIfDue(tx, SYSTEM);
      return false;
    });
  }
}
