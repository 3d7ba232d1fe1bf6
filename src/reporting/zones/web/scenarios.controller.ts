import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, mayEver, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Scenarios } from '../scenarios.js';
import { FIRST_VALUES, offerErrors, offerOf, ScenarioForm } from './scenario.form.js';
import { ScenariosPresenter } from './scenarios.presenter.js';

const HOME = '/zones/scenarios';

/** Offers that a territory thinks about, side by side: what each would change for the families that wait. */
@Controller('zones/scenarios')
@Allow(Permission.ReadIndicators)
export class ScenariosController {
  constructor(
    private readonly scenarios: Scenarios,
    private readonly presenter: ScenariosPresenter,
  ) {}

  @Get()
  async listScenarios(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    const scenarios = await this.scenarios.listScenarios();
    return page('zones/scenarios', this.presenter.listModel(words, scenarios, mayEver(actor, Permission.DrawZones)));
  }

  @Get('nouveau')
  @Allow(Permission.DrawZones)
  async showForm(@Words() words: Translator): Promise<Page> {
    const radius = await this.presenter.readRadius();
    return page('zones/scenario-new', {
      ...this.presenter.formModel(words),
      form: emptyForm({ ...FIRST_VALUES, radius: String(radius) }),
    });
  }

  @Post()
  @Allow(Permission.DrawZones)
  async tryOffer(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(ScenarioForm) form: Submitted<ScenarioForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      alsoWrong(form, offerErrors(form, this.presenter.known())),
      {
        view: 'zones/scenario-new',
        model: () => this.presenter.formModel(words),
        refused: ({ refusal }) => refusedField('name', refusal),
      },
      async (value) => {
        const { id } = await this.scenarios.tryOffer(actor, value.name, offerOf(value));
        return redirect(`${HOME}/${id}`, 'zones.notice.tried');
      },
    );
  }

  @Get(':scenarioId')
  async showScenario(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('scenarioId') id: string,
  ): Promise<Page> {
    const scenario = await this.scenarios.readScenario(id);
    return page('zones/scenario', this.presenter.model(words, scenario, mayEver(actor, Permission.DrawZones)));
  }

  @Post(':scenarioId/recalculer')
  @Allow(Permission.DrawZones)
  async playAgain(@CurrentActor() actor: Actor, @Param('scenarioId') id: string): Promise<Redirect> {
    await this.scenarios.playAgain(actor, id);
    return redirect(`${HOME}/${id}`, 'zones.notice.playing');
  }

  @Post(':scenarioId/jeter')
  @Allow(Permission.DrawZones)
  async throwAway(@CurrentActor() actor: Actor, @Param('scenarioId') id: string): Promise<Redirect> {
    await this.scenarios.throwAway(actor, id);
    return redirect(HOME, 'zones.notice.thrown');
  }
}
