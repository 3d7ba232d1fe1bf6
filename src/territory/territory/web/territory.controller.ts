import { Controller, Get, Param, Post } from '@nestjs/common';
import { Conflict, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Refused } from '../../../foundation/kernel/refused-by.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  previewPage,
  redirect,
  refusedField,
  submitForm,
  Words,
  type FormPage,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Territory } from '../territory.js';
import { TerritoryChanges } from '../territory-changes.js';
import { TerritoryPresenter } from './territory.presenter.js';
import {
  AreaForm,
  areaIn,
  areaValues,
  CommuneForm,
  communeIn,
  communeValues,
  DeskForm,
  deskIn,
  deskValues,
  wrongCommune,
  wrongDesk,
} from './territory.forms.js';

const HOME = '/administration/territoire';
const FIELD_OF: Record<string, string> = {
  'territory.communeKnown': 'code',
  'territory.noDesk': 'firstDeskId',
  'territory.noArea': 'livingAreaId',
};
type Kind = 'desk' | 'area' | 'commune';
type Form = Submitted<{ version?: string }>;

/** The administrator sets up the territory: first desks, living areas, communes. `nouveau` names none of them. */
@Allow(Permission.ManageTerritory)
@Controller('administration/territoire')
export class TerritoryController {
  constructor(
    private readonly territory: Territory,
    private readonly changes: TerritoryChanges,
    private readonly presenter: TerritoryPresenter,
  ) {}

  @Get()
  async showTerritory(@Words() words: Translator): Promise<Page> {
    const { t, number } = words;
    return page('territory/territory', {
      title: t('territory.title'),
      history: await this.presenter.historyModel(words),
      desks: this.territory.desks(),
      areas: this.territory.livingAreas(),
      communes: this.territory
        .communes()
        .map((commune) => ({
          ...commune,
          population: number(commune.population),
          desk: this.territory.desk(commune.firstDeskId).name,
          area: this.territory.livingAreas().find(({ id }) => id === commune.livingAreaId)?.name ?? null,
        })),
    });
  }

  @Get('guichets/:id')
  showDesk(@Words() words: Translator, @Param('id') id: string): Page {
    const desk = this.deskNamed(id);
    return page('territory/desk', this.model(words, 'desk', id, desk?.name, desk && deskValues(desk)));
  }

  @Post('guichets/:id')
  saveDesk(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(DeskForm) form: Submitted<DeskForm>,
  ): Promise<Page | Redirect> {
    const known = this.deskNamed(id);
    return submitForm(
      alsoWrong(form, wrongDesk(form.values)),
      this.formPage(words, 'desk', id, form, () => this.deskNamed(id)),
      async (value) => {
        const preview = known && !value.confirmed && (await this.previewOf(words, 'desk', id, deskIn(value), value));
        if (preview) return preview;
        if (known) await this.changes.changeDesk(actor, id, versionIn(value), deskIn(value));
        else await this.changes.addDesk(actor, deskIn(value));
        return redirect(HOME, 'territory.saved');
      },
    );
  }

  @Get('bassins/:id')
  showArea(@Words() words: Translator, @Param('id') id: string): Page {
    const area = this.areaNamed(id);
    return page('territory/area', this.model(words, 'area', id, area?.name, area && areaValues(area)));
  }

  @Post('bassins/:id')
  saveArea(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(AreaForm) form: Submitted<AreaForm>,
  ): Promise<Page | Redirect> {
    const known = this.areaNamed(id);
    return submitForm(
      form,
      this.formPage(words, 'area', id, form, () => this.areaNamed(id)),
      async (value) => {
        const preview = known && !value.confirmed && (await this.previewOf(words, 'area', id, areaIn(value), value));
        if (preview) return preview;
        if (known) await this.changes.changeArea(actor, id, versionIn(value), areaIn(value));
        else await this.changes.addArea(actor, areaIn(value));
        return redirect(HOME, 'territory.saved');
      },
    );
  }

  @Get('communes/:id')
  showCommune(@Words() words: Translator, @Param('id') id: string): Page {
    const commune = this.communeNamed(id);
    return page(
      'territory/commune',
      this.model(words, 'commune', id, commune?.name, commune && communeValues(commune)),
    );
  }

  @Post('communes/:id')
  saveCommune(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(CommuneForm) form: Submitted<CommuneForm>,
  ): Promise<Page | Redirect> {
    const known = this.communeNamed(id);
    return submitForm(
      alsoWrong(form, wrongCommune(form.values, known === null)),
      this.formPage(words, 'commune', id, form, () => this.communeNamed(id)),
      async (value) => {
        const preview =
          known && !value.confirmed && (await this.previewOf(words, 'commune', id, communeIn(value), value));
        if (preview) return preview;
        if (known) await this.changes.changeCommune(actor, id, versionIn(value), communeIn(value));
        else await this.changes.addCommune(actor, value.code!, communeIn(value));
        return redirect(HOME, 'territory.saved');
      },
    );
  }

  /** Shows what would change if a change were taken back. Nothing is written. */
  @Get('retour/:changeId')
  async previewReturn(@Words() words: Translator, @Param('changeId') changeId: string): Promise<Page | Redirect> {
    const { kind, subject, before } = await this.changes.findChange(changeId);
    const model = await this.presenter.previewModel(words, kind, subject, before);
    return model ? previewPage(model) : redirect(HOME, 'web.changes.already');
  }

  /** What would change, and for whom; null where nothing would. A form that shows older values is refused at once. */
  private async previewOf(
    words: Translator,
    kind: Kind,
    id: string,
    wanted: object,
    form: { version?: string },
  ): Promise<Page | null> {
    const now = kind === 'desk' ? this.deskNamed(id) : kind === 'area' ? this.areaNamed(id) : this.communeNamed(id);
    if (now?.version !== versionIn(form)) throw new Conflict(refuse('territory.changed'));
    const model = await this.presenter.previewModel(words, kind, id, wanted);
    return model && previewPage(model);
  }

  private deskNamed(id: string) {
    return named(id, (one) => this.territory.desks().find((desk) => desk.id === one));
  }
  private areaNamed(id: string) {
    return named(id, (one) => this.territory.livingAreas().find((area) => area.id === one));
  }
  private communeNamed(id: string) {
    return named(id, (one) => this.territory.commune(one) ?? undefined);
  }

  private model(
    { t }: Translator,
    kind: Kind,
    id: string,
    name: string | undefined,
    values?: Record<string, unknown> | null,
  ): Record<string, unknown> {
    return {
      title: name ?? t(`territory.new.${kind}`),
      isNew: id === NEW,
      desks: this.territory.desks().map((desk) => ({ value: desk.id, text: desk.name })),
      areas: this.territory.livingAreas().map((area) => ({ value: area.id, text: area.name })),
      ...(values ? { form: { values, errors: [] } } : {}),
    };
  }

  private formPage(
    words: Translator,
    kind: Kind,
    id: string,
    form: Form,
    find: () => { name: string; version: number } | null,
  ): FormPage {
    return {
      view: `territory/${kind}`,
      model: () => this.model(words, kind, id, find()?.name),
      refused: ({ refusal, status }: Refused) => ({
        errors: [refusedField(FIELD_OF[refusal.code] ?? 'name', refusal)],
        // What was typed stays. Sending it again is then meant for the thing as it is now.
        values: status === 409 ? { ...form.values, version: String(find()?.version) } : form.values,
      }),
    };
  }
}

const NEW = 'nouveau';
const versionIn = ({ version }: { version?: string }): number => Number(version ?? '-1');

/** @returns null for a new one. @throws NotFound */
function named<Row>(id: string, find: (id: string) => Row | undefined): Row | null {
  if (id === NEW) return null;
  const row = find(id);
  if (!row) throw new NotFound('territory');
  return row;
}
