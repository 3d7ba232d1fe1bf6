import { Controller, Get, Param, Post } from '@nestjs/common';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  csvOf,
  Download,
  EmptyForm,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { VacancyFiles } from '../vacancy-files.js';
import { VacanciesPresenter, vacancyLines } from './vacancies.presenter.js';

const VIEW = 'vacancies/vacancies';

/** What is told to monenfant.fr, since when, and what changed. */
@Controller('disponibilites')
@Allow(Permission.TellVacancies)
export class VacanciesController {
  constructor(
    private readonly files: VacancyFiles,
    private readonly presenter: VacanciesPresenter,
  ) {}

  @Get()
  async showVacancies(@Words() words: Translator): Promise<Page> {
    return page(VIEW, await this.model(words));
  }

  @Post()
  async makeFile(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    return submitForm(form, { view: VIEW, model: () => this.model(words), refused: () => null }, async () => {
      await this.files.makeFile(actor);
      return redirect('/disponibilites', 'vacancies.made');
    });
  }

  @Get(':fileId.csv')
  async readCsv(@Param('fileId') id: string): Promise<Download> {
    const file = await this.files.readFile(id);
    return new Download(
      csvOf(vacancyLines(file)),
      `marelle-places-libres-${dayOf(file.madeAt)}.csv`,
      'text/csv; charset=utf-8',
    );
  }

  private async model(words: Translator): Promise<Record<string, unknown>> {
    const latest = await this.files.listLatest();
    const [last, before] = await Promise.all(latest.slice(0, 2).map(({ id }) => this.files.readFile(id)));
    return this.presenter.page(words, latest, last ?? null, before ?? null, await this.files.nextDay());
  }
}
