import { Controller, Get, Query } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { csvOf, Download, page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { monthOf, monthsOf, schoolYearAround } from '../domain/working-period.js';
import { TeamMonths } from '../team-months.js';
import { TeamTimePresenter, type ShownTeam } from './team-time.presenter.js';

/** The working time of the team of a desk, beside what came to it. No hour of it is of fewer than three people. */
@Controller()
@Allow(Permission.ReadIndicators)
export class TeamTimeController {
  constructor(
    private readonly teams: TeamMonths,
    private readonly presenter: TeamTimePresenter,
    private readonly clock: Clock,
  ) {}

  @Get('temps-des-equipes')
  async showTeam(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query('guichet') desk?: string,
    @Query('periode') period?: string,
  ): Promise<Page> {
    // Before the first desk is set up there is no team of which anything could be read.
    if (this.teams.listDesks(actor).length === 0)
      return page('working-time/no-team', { title: words.t('pages.teamTime.name') });
    const shown = await this.readShown(actor, desk, period);
    return page('working-time/team', this.presenter.model(words, shown));
  }

  @Get('temps-des-equipes.csv')
  async downloadTeam(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query('guichet') desk?: string,
    @Query('periode') period?: string,
  ): Promise<Download> {
    const shown = await this.readShown(actor, desk, period);
    return new Download(
      csvOf(this.presenter.csvLines(words, shown)),
      `marelle-temps-${shown.desk.id}-${shown.period}.csv`,
      'text/csv; charset=utf-8',
    );
  }

  private async readShown(actor: Actor, deskId: string | undefined, period: string | undefined): Promise<ShownTeam> {
    const desks = this.teams.listDesks(actor);
    const desk = deskId === undefined ? desks[0] : desks.find(({ id }) => id === deskId);
    const chosen = period ?? schoolYearAround(monthOf(this.clock.today()));
    const months = monthsOf(chosen);
    // A month that has not begun is an address that somebody made up.
    if (!desk || months === null || months[0]! > monthOf(this.clock.today())) throw new NotFound('team');
    return {
      desk,
      desks,
      period: chosen,
      first: await this.teams.findFirstMonth(desk.id),
      months: await this.teams.readMonths(actor, desk.id, months),
    };
  }
}
