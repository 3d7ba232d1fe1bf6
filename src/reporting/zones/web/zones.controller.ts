import { Controller, Get, Post } from '@nestjs/common';
import { IsString, Length, Matches } from 'class-validator';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, mayEver, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Ticked,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { ChildrenCounts } from '../children-counts.js';
import { DeclaredFigures } from '../declared-figures.js';
import { ZoneFigures } from '../zone-figures.js';
import { ZonesPresenter } from './zones.presenter.js';

class CountedYearForm {
  @Matches(/^20\d\d$/, { message: 'zones.errors.year' })
  year: string;

  @IsString({ message: 'zones.errors.source' })
  @Length(1, 200, { message: 'zones.errors.source' })
  source: string;

  @Ticked('zones.errors.estimated') estimated?: 'yes';

  @IsString({ message: 'zones.errors.lines' })
  lines: string;
}

/** Need and offer by commune, tension and white zones; and the number of children that they are measured with. */
@Controller('zones')
@Allow(Permission.ReadIndicators)
export class ZonesController {
  constructor(
    private readonly figures: ZoneFigures,
    private readonly declared: DeclaredFigures,
    private readonly children: ChildrenCounts,
    private readonly presenter: ZonesPresenter,
  ) {}

  @Get()
  async showZones(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    const picture = await this.figures.readPicture();
    const figures = await this.declared.readNeed(picture);
    return page('zones/zones', this.presenter.page(words, picture, figures, mayEver(actor, Permission.DrawZones)));
  }

  @Get('enfants')
  @Allow(Permission.DrawZones)
  async showCounts(@Words() words: Translator): Promise<Page> {
    return page('zones/children', await this.countsModel(words));
  }

  @Post('enfants')
  @Allow(Permission.DrawZones)
  async keepYear(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(CountedYearForm) form: Submitted<CountedYearForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      {
        view: 'zones/children',
        model: () => this.countsModel(words),
        refused: ({ refusal }) => refusedField('lines', refusal),
      },
      async ({ year, source, estimated, lines }) => {
        await this.children.keepYear(actor, { year, source, estimated: estimated === 'yes', lines });
        return redirect('/zones', 'zones.notice.counted');
      },
    );
  }

  private async countsModel(words: Translator): Promise<Record<string, unknown>> {
    return this.presenter.countsModel(words, await this.children.readLatest());
  }
}
