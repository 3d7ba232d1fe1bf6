import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, mayEver, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  csvOf,
  Download,
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
import { AreaHypotheses } from '../area-hypotheses.js';
import { CommuneFlowsReader } from '../commune-flows.js';
import { ZoneFigures } from '../zone-figures.js';
import { HypothesisForm, hypothesisErrors, hypothesisOf } from './areas.form.js';
import { AreasPresenter } from './areas.presenter.js';

const HOME = '/zones/bassins';

/** Living areas as people draw them: several hypotheses side by side, and the flows that help to draw them. */
@Controller('zones/bassins')
@Allow(Permission.ReadIndicators)
export class AreasController {
  constructor(
    private readonly hypotheses: AreaHypotheses,
    private readonly figures: ZoneFigures,
    private readonly flows: CommuneFlowsReader,
    private readonly presenter: AreasPresenter,
  ) {}

  @Get()
  async compareHypotheses(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page(
      'zones/areas',
      this.presenter.page(
        words,
        await this.hypotheses.listHypotheses(),
        this.hypotheses.areasNow(),
        await this.figures.readPicture(),
        await this.flows.readFlows(),
        mayEver(actor, Permission.DrawZones),
      ),
    );
  }

  /** What leaves the desk holds no small count. */
  @Get('flux.csv')
  async readFlows(@Words() words: Translator): Promise<Download> {
    const lines = this.presenter.flowLines(words, await this.flows.readFlows());
    return new Download(csvOf(lines), 'flux-communes.csv', 'text/csv; charset=utf-8');
  }

  @Get('nouveau')
  @Allow(Permission.DrawZones)
  showNew(@Words() words: Translator): Page {
    return page('zones/area-edit', {
      ...this.presenter.formModel(words, null),
      form: emptyForm(this.presenter.fieldsOf('', null, this.hypotheses.areasNow(), 0)),
    });
  }

  @Post()
  @Allow(Permission.DrawZones)
  async draw(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(HypothesisForm) form: Submitted<HypothesisForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      alsoWrong(form, hypothesisErrors(form)),
      {
        view: 'zones/area-edit',
        model: () => this.presenter.formModel(words, null),
        refused: ({ refusal }) => refusedField('name', refusal),
      },
      async (value) => {
        await this.hypotheses.draw(actor, hypothesisOf(value, form.values));
        return redirect(HOME, 'zones.notice.drawn');
      },
    );
  }

  @Get(':hypothesisId')
  @Allow(Permission.DrawZones)
  async showHypothesis(@Words() words: Translator, @Param('hypothesisId') id: string): Promise<Page> {
    const { name, from, areas, version } = await this.hypotheses.readHypothesis(id);
    return page('zones/area-edit', {
      ...this.presenter.formModel(words, id),
      form: emptyForm(this.presenter.fieldsOf(name, from, areas, version)),
    });
  }

  @Post(':hypothesisId')
  @Allow(Permission.DrawZones)
  async drawAnew(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('hypothesisId') id: string,
    @Form(HypothesisForm) form: Submitted<HypothesisForm>,
  ): Promise<Page | Redirect> {
    await this.hypotheses.readHypothesis(id);
    return submitForm(
      alsoWrong(form, hypothesisErrors(form)),
      {
        view: 'zones/area-edit',
        model: () => this.presenter.formModel(words, id),
        refused: ({ refusal }) => refusedField('name', refusal),
      },
      async (value) => {
        await this.hypotheses.drawAnew(actor, id, Number(value.version ?? -1), hypothesisOf(value, form.values));
        return redirect(HOME, 'zones.notice.drawn');
      },
    );
  }

  @Post(':hypothesisId/jeter')
  @Allow(Permission.DrawZones)
  async throwAway(@CurrentActor() actor: Actor, @Param('hypothesisId') id: string): Promise<Redirect> {
    await this.hypotheses.throwAway(actor, id);
    return redirect(HOME, 'zones.notice.undrawn');
  }
}
