import { Controller, Get, Param, Post } from '@nestjs/common';
import { IsArray, IsIn, IsOptional, IsString } from 'class-validator';
import { Clock } from '../../../foundation/kernel/clock.js';
import { readPhone } from '../../../foundation/kernel/phone-number.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  Phone,
  redirect,
  refusedField,
  submitForm,
  Text,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import {
  Capacities,
  ProviderChanges,
  readMonthDay,
  readSeats,
  seatsField,
  SECTION_MOVES,
  Supply,
  type Provider,
  type Section,
  type SectionMove,
} from '../../../offer/supply/index.js';
import { PlacesChanges } from '../places-changes.js';
import { OwnEstablishments } from '../own-establishments.js';
import { neededDay } from './eaje-words.js';
import { PlacesPresenter } from './places.presenter.js';

class PlacesForm {
  @IsOptional() @IsString() fromDay?: string;
  @IsOptional() @IsString() fromMonth?: string;
  @IsOptional() @IsString() fromYear?: string;

  /** One number for each half-day shown, in the order of the week. */
  @IsArray({ message: 'eaje.errors.seats' })
  @IsString({ each: true, message: 'eaje.errors.seats' })
  'seats[]': string[];
}

class OverbookingForm {
  @IsOptional() @IsIn(['yes'], { message: 'eaje.errors.seats' }) overbooking?: string;
}

class PathsForm {
  @IsIn(SECTION_MOVES, { message: 'eaje.errors.sectionMove' }) sectionMove: SectionMove;
  @IsString({ message: 'eaje.errors.lastDayOfYear' }) lastDay: string;
}

class ContactForm {
  @Text('eaje.errors.address', 200) address?: string;
  @Phone('eaje.errors.phone') phone?: string;
}

/** The places declared for each section, by half-day and period. */
@Controller('eaje/:establishmentId/places')
@Allow(Permission.DeclarePlaces)
export class EajePlacesController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly supply: Supply,
    private readonly capacities: Capacities,
    private readonly changes: PlacesChanges,
    private readonly providers: ProviderChanges,
    private readonly clock: Clock,
    private readonly presenter: PlacesPresenter,
  ) {}

  @Get()
  async showPlaces(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
  ): Promise<Page> {
    return page('eaje/places', await this.model(words, this.own.readOwn(actor, id)));
  }

  @Post('surnombre')
  async overbooking(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(OverbookingForm) form: Submitted<OverbookingForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    return submitForm(
      form,
      {
        view: 'eaje/places',
        model: () => this.model(words, provider),
        refused: ({ refusal }) => refusedField('overbooking', refusal),
      },
      async ({ overbooking }) => {
        await this.changes.allowOverbooking(actor, provider.id, overbooking === 'yes');
        return redirect(`/eaje/${provider.id}/places`, 'eaje.notice.overbooking');
      },
    );
  }

  @Post('parcours')
  async paths(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(PathsForm) form: Submitted<PathsForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    const lastDay = readMonthDay(String(form.values['lastDay'] ?? ''));
    return submitForm(
      alsoWrong(form, lastDay ? [] : [{ field: 'lastDay', message: 'eaje.errors.lastDayOfYear' }]),
      { view: 'eaje/places', model: () => this.model(words, provider), refused: () => null },
      async ({ sectionMove }) => {
        await this.changes.setPaths(actor, provider.id, { sectionMove, lastDay: lastDay! });
        return redirect(`/eaje/${provider.id}/places`, 'eaje.notice.paths');
      },
    );
  }

  @Post('coordonnees')
  async contact(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(ContactForm) form: Submitted<ContactForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    return submitForm(
      form,
      { view: 'eaje/places', model: () => this.model(words, provider), refused: () => null },
      async ({ address = null, phone }) => {
        const contact = { address, phone: phone ? readPhone(phone) : null };
        await this.providers.changeFacts(actor, provider.id, null, 'contact', contact);
        return redirect(`/eaje/${provider.id}/places`, 'eaje.notice.contact');
      },
    );
  }

  @Get(':code')
  async editPlaces(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('code') code: string,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    const section = this.findSection(provider, code);
    return page('eaje/places-edit', await this.editModel(words, provider, section));
  }

  @Post(':code')
  async changePlaces(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('code') code: string,
    @Form(PlacesForm) form: Submitted<PlacesForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    const section = this.findSection(provider, code);
    const wrong: FieldError[] = [];
    const from = neededDay(form.values, 'from', wrong);
    const typed = form.values['seats[]'];
    const seats = readSeats(typed, wrong);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'eaje/places-edit',
        model: () => this.editModel(words, provider, section, typed),
        refused: ({ refusal }) =>
          refusedField(refusal.code === 'capacity.past' ? 'from' : seatsField(refusal.facts ?? {}), refusal),
      },
      async () => {
        await this.changes.changePlaces(actor, section.id, from, seats);
        return redirect(`/eaje/${provider.id}/places`, 'eaje.notice.placesChanged');
      },
    );
  }

  private async editModel(
    words: Translator,
    provider: Provider,
    section: Section,
    typed?: unknown,
  ): Promise<Record<string, unknown>> {
    const today = this.clock.today();
    const capacities = await this.capacities.ofEstablishment(provider.id, today);
    return this.presenter.editModel(words, provider, section, capacities, today, typed);
  }

  private findSection(provider: Provider, code: string): Section {
    const section = this.supply.sectionsOf(provider.id).find((known) => known.code === code);
    if (!section) throw new NotFound('section');
    return section;
  }

  private async model(words: Translator, provider: Provider): Promise<Record<string, unknown>> {
    const current = this.supply.provider(provider.id) ?? provider;
    return this.presenter.placesModel(
      words,
      current,
      await this.capacities.ofEstablishment(provider.id, this.clock.today()),
      this.clock.today(),
    );
  }
}
