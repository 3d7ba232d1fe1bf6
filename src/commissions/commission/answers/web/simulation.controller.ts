import { Controller, Get, Param, Query } from '@nestjs/common';
import { Grids } from '../../../admission/index.js';
import { DomainError } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import { page, Words, type Page } from '../../../../foundation/platform/web/index.js';
import { GridSimulations } from '../grid-simulations.js';
import { SimulationPresenter } from './simulation.presenter.js';

/** A version of the grid tried on a past session. */
@Controller('grilles/:id/simulation')
@Allow(Permission.ManageGrids)
export class SimulationController {
  constructor(
    private readonly grids: Grids,
    private readonly simulations: GridSimulations,
    private readonly presenter: SimulationPresenter,
  ) {}

  @Get()
  async showSimulation(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('seance') session: unknown,
  ): Promise<Page> {
    const grid = await this.grids.findVersion(id);
    const model = this.presenter.choiceModel(words, grid, await this.simulations.listPast(actor));
    if (typeof session !== 'string' || session === '') return page('commission/answers/simulation', model);
    const form = { values: { seance: session }, errors: [] };
    try {
      return page('commission/answers/simulation', {
        ...model,
        form,
        result: this.presenter.result(words, await this.simulations.playSession(actor, id, session)),
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return page('commission/answers/simulation', {
        ...model,
        form,
        refused: this.presenter.refusalSentence(words, error.refusal),
      });
    }
  }
}
