import { Controller, Get, Param, Query } from '@nestjs/common';
import { IsISO8601, IsOptional, Matches } from 'class-validator';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  checkForm,
  ListsFamilies,
  page,
  refusedPage,
  Words,
  type Page,
} from '../../../foundation/platform/web/index.js';
import { Children } from '../children.js';
import { nextSeptember } from '../domain/movements.js';
import { OwnEstablishments } from '../own-establishments.js';
import { MovementsPresenter } from './movements.presenter.js';

const VIEW = 'eaje/movements';

class DayQuery {
  /** The day of the groups that are shown; the next first of September when absent. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'eaje.movements.errors.day' })
  @IsISO8601({ strict: true }, { message: 'eaje.movements.errors.day' })
  le?: string;
}

/** Who leaves an establishment and who comes, side by side, and who is in which section on a day. */
@Controller('eaje/:establishmentId/mouvements')
@Allow(Permission.DeclarePlaces)
export class EajeMovementsController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly children: Children,
    private readonly presenter: MovementsPresenter,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ListsFamilies('movements', ['months.leaves', 'months.enters', 'groups.list'], {
    of: 'establishmentId',
    filter: ['le'],
  })
  async showMovements(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() raw: Record<string, unknown>,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    const query = checkForm(DayQuery, raw);
    const day = (query.ok && query.value.le) || nextSeptember(this.clock.today());
    const { present } = await this.children.listChildren(actor, provider);
    const model = this.presenter.model(words, provider, present, day);
    return query.ok
      ? page(VIEW, { ...model, form: { values: { le: day }, errors: [] } })
      : refusedPage(VIEW, model, query);
  }
}
