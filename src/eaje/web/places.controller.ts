import { Controller, Get, Param, Post } from '@nestjs/common';
import { IsArray, IsIn, IsOptional, IsString } from 'class-validator';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/refusal.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import {
  Form,
  page,
  redirect,
  refusedPage,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../platform/web/index.js';
import {
  Capacities,
  readMonthDay,
  SECTION_MOVES,
  Supply,
  type Provider,
  type Section,
  type SectionMove,
} from '../../supply/index.js';
import { PlacesChanges } from '../places-changes.js';
import { OwnEstablishments } from '../own-establishments.js';
import { attempt } from './attempt.js';
import { neededDay } from './eaje-words.js';
import { PlacesPresenter } from './places.presenter.js';
import { readSeats, seatsField } from './seats-input.js';

class PlacesForm {
  @IsOptional() @IsString() fromDay?: string;
  @IsOptional() @IsString() fromMonth?: string;
  @IsOptional() @IsString() fromYear?: string;

  /** One number per half-day shown, in the order of the week. */
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

/** Places declared by section, per half-day, with their dates. */
@Controller('eaje/:establishmentId/places')
@Allow(Permission.DeclarePlaces)
export class EajePlacesController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly supply: Supply,
    private readonly capacities: Capacities,
    private readonly changes: PlacesChanges,
    private readonly clock: Clock,
    private readonly presenter: PlacesPresenter,
  ) {}

  @Get()
  async places(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
  ): Promise<Page> {
    return page('eaje/places', await this.model(words, this.own.one(actor, id)));
  }

  @Post('surnombre')
  async overbooking(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(OverbookingForm) form: Submitted<OverbookingForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.one(actor, id);
    const refused = form.ok
      ? await attempt(
          () => this.changes.allowOverbooking(actor, provider.id, form.value.overbooking === 'yes'),
          () => 'overbooking',
        )
      : { errors: form.errors, status: 422 as const };
    if (refused)
      return refusedPage(
        'eaje/places',
        await this.model(words, provider),
        { values: form.values, errors: refused.errors },
        refused.status,
      );
    return redirect(`/eaje/${provider.id}/places`, 'eaje.notice.overbooking');
  }

  @Post('parcours')
  async paths(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(PathsForm) form: Submitted<PathsForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.one(actor, id);
    const lastDay = readMonthDay(String(form.values['lastDay'] ?? ''));
    const errors: FieldError[] = [
      ...(form.ok ? [] : form.errors),
      ...(lastDay ? [] : [{ field: 'lastDay', message: 'eaje.errors.lastDayOfYear' }]),
    ];
    if (!form.ok || !lastDay)
      return refusedPage('eaje/places', await this.model(words, provider), { values: { ...form.values }, errors }, 422);
    await this.changes.setPaths(actor, provider.id, { sectionMove: form.value.sectionMove, lastDay });
    return redirect(`/eaje/${provider.id}/places`, 'eaje.notice.paths');
  }

  @Get(':code')
  async edit(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('code') code: string,
  ): Promise<Page> {
    const provider = this.own.one(actor, id);
    const section = this.section(provider, code);
    return page(
      'eaje/places-edit',
      this.presenter.edit(
        words,
        provider,
        section,
        await this.capacities.ofEstablishment(provider.id, this.clock.today()),
        this.clock.today(),
      ),
    );
  }

  @Post(':code')
  async change(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('code') code: string,
    @Form(PlacesForm) form: Submitted<PlacesForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.one(actor, id);
    const section = this.section(provider, code);
    const errors: FieldError[] = form.ok ? [] : [...form.errors];
    const from = neededDay(form.values, 'from', errors);
    const seats = readSeats(form.values['seats[]'], errors);
    const refused =
      errors.length > 0
        ? { errors, status: 422 as const }
        : await attempt(
            () => this.changes.changePlaces(actor, section.id, from, seats),
            (code, facts) => (code === 'capacity.past' ? 'from' : seatsField(facts)),
          );
    if (!refused) return redirect(`/eaje/${provider.id}/places`, 'eaje.notice.placesChanged');
    const model = this.presenter.edit(
      words,
      provider,
      section,
      await this.capacities.ofEstablishment(provider.id, this.clock.today()),
      this.clock.today(),
      form.values['seats[]'],
    );
    return refusedPage('eaje/places-edit', model, { values: form.values, errors: refused.errors }, refused.status);
  }

  private section(provider: Provider, code: string): Section {
    const section = this.supply.sectionsOf(provider.id).find((one) => one.code === code);
    if (!section) throw new NotFound('section');
    return section;
  }

  private async model(words: Translator, provider: Provider): Promise<Record<string, unknown>> {
    const current = this.supply.provider(provider.id) ?? provider;
    return this.presenter.places(
      words,
      current,
      await this.capacities.ofEstablishment(provider.id, this.clock.today()),
      this.clock.today(),
    );
  }
}
