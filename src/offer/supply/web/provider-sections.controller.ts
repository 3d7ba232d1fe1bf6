import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type FieldError,
  type FormPage,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Capacities } from '../capacities.js';
import { seatsWhileOpen } from '../domain/authorised-capacity.js';
import type { AgeGroup } from '../domain/kinds.js';
import type { Provider, Section } from '../persistence/supply.entities.js';
import { ProviderBook } from '../provider-book.js';
import { Sections, type SectionFacts } from '../sections.js';
import { Supply } from '../supply.js';
import {
  neededFrom,
  neededText,
  NewSectionForm,
  SectionForm,
  SectionPlacesForm,
  shownAgain,
} from './provider-forms.js';
import { ProviderEditor } from './provider-editor.presenter.js';
import { readSeats, seatsField } from './seats-input.js';

/** The sections of an establishment: added, their names and ages, their places. */
@Controller('offre/:providerId/sections')
@Allow(Permission.ManageProviders)
export class ProviderSectionsController {
  constructor(
    private readonly book: ProviderBook,
    private readonly sections: Sections,
    private readonly capacities: Capacities,
    private readonly supply: Supply,
    private readonly clock: Clock,
    private readonly editor: ProviderEditor,
  ) {}

  @Get()
  newSection(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('providerId') id: string): Page {
    return page('supply/section-new', this.editor.newSectionModel(words, this.establishment(actor, id)));
  }

  @Post()
  addSection(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(NewSectionForm) form: Submitted<NewSectionForm>,
  ): Promise<Page | Redirect> {
    const provider = this.establishment(actor, id);
    const wrong: FieldError[] = [];
    const from = neededFrom(form.values, wrong);
    const facts = readFacts(form.values, wrong);
    const places = Number(neededText(form.values, 'places', 'provider.errors.places', wrong));
    return submitForm(
      alsoWrong(form, wrong),
      this.formPage('supply/section-new', id, form.values, () => this.editor.newSectionModel(words, provider)),
      async ({ group, version }) => {
        const seats = seatsWhileOpen(this.supply.openingOf(id, from), places);
        await this.sections.addSection(actor, id, Number(version), {
          ageGroup: group as AgeGroup,
          from,
          seats,
          ...facts,
        });
        return redirect(`/offre/${id}`, 'provider.notice.saved');
      },
    );
  }

  @Get(':code')
  showSection(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('code') code: string,
  ): Page {
    const provider = this.establishment(actor, id);
    return page('supply/section', this.editor.sectionModel(words, provider, this.section(id, code)));
  }

  @Post(':code')
  changeSection(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('code') code: string,
    @Form(SectionForm) form: Submitted<SectionForm>,
  ): Promise<Page | Redirect> {
    const provider = this.establishment(actor, id);
    const section = this.section(id, code);
    const wrong: FieldError[] = [];
    const from = neededFrom(form.values, wrong);
    const facts = readFacts(form.values, wrong);
    return submitForm(
      alsoWrong(form, wrong),
      this.formPage('supply/section', id, form.values, () => this.editor.sectionModel(words, provider, section)),
      async ({ version }) => {
        await this.sections.changeSection(actor, section.id, Number(version), from, facts);
        return redirect(`/offre/${id}`, 'provider.notice.saved');
      },
    );
  }

  @Get(':code/places')
  async editPlaces(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('code') code: string,
  ): Promise<Page> {
    const provider = this.establishment(actor, id);
    return page('supply/section-places', await this.placesModel(words, provider, this.section(id, code)));
  }

  @Post(':code/places')
  changePlaces(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('code') code: string,
    @Form(SectionPlacesForm) form: Submitted<SectionPlacesForm>,
  ): Promise<Page | Redirect> {
    const provider = this.establishment(actor, id);
    const section = this.section(id, code);
    const wrong: FieldError[] = [];
    const from = neededFrom(form.values, wrong);
    const typed = form.values['seats[]'];
    const seats = readSeats(typed, wrong);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'supply/section-places',
        model: () => this.placesModel(words, provider, section, typed),
        refused: async (no) =>
          shownAgain(form.values, no, await this.book.currentVersion(id), [
            ['capacity.past', 'from'],
            ['capacity.', seatsField(no.refusal.facts ?? {})],
          ]),
      },
      async ({ version }) => {
        await this.sections.changePlaces(actor, section.id, Number(version), from, seats);
        return redirect(`/offre/${id}`, 'provider.notice.saved');
      },
    );
  }

  private formPage(
    view: string,
    id: string,
    values: Record<string, unknown>,
    model: () => Record<string, unknown>,
  ): FormPage {
    return {
      view,
      model,
      refused: async (no) =>
        shownAgain(values, no, await this.book.currentVersion(id), [['section.nameTaken', 'name']]),
    };
  }

  private async placesModel(
    words: Translator,
    provider: Provider,
    section: Section,
    typed?: unknown,
  ): Promise<Record<string, unknown>> {
    const rows = await this.capacities.ofEstablishment(provider.id, this.clock.today());
    return this.editor.placesModel(words, provider, section, rows, typed);
  }

  /** @throws NotFound for a provider that has no section */
  private establishment(actor: Actor, id: string): Provider {
    const provider = this.book.read(actor, id);
    if (provider.kind !== 'establishment') throw new NotFound('provider');
    return provider;
  }

  private section(providerId: string, code: string): Section {
    const section = this.supply.section(`${providerId}:${code}`);
    if (!section) throw new NotFound('section');
    return section;
  }
}

const readFacts = (values: Record<string, unknown>, wrong: FieldError[]): SectionFacts => ({
  // Whatever a form may send stands here: it is judged after it is read.
  name: typeof values['name'] === 'string' ? values['name'].trim() || null : null,
  ageFromMonths: Number(neededText(values, 'ageFrom', 'provider.errors.ageFrom', wrong)),
  ageToMonths: Number(neededText(values, 'ageTo', 'provider.errors.ageTo', wrong)),
});
