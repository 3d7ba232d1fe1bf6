import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  ListsFamilies,
  alsoWrong,
  csvOf,
  Download,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { PlaceReservations, type ReservationTerms } from '../../../offer/supply/index.js';
import { ReservedBook } from '../reserved-book.js';
import {
  EndForm,
  neededDayOf,
  neededTextOf,
  optionalDayOf,
  ReserveForm,
  shownAgain,
  TermsForm,
  tickedSlots,
} from './reserved.forms.js';
import { ReservedPresenter } from './reserved.presenter.js';

const CSV = 'text/csv; charset=utf-8';

/** The places that an establishment reserves: the list, the hours held, and the forms that change them. */
@Controller('offre/:providerId/places-reservees')
@Allow(Permission.ManageProviders)
export class ReservedController {
  constructor(
    private readonly book: ReservedBook,
    private readonly reservations: PlaceReservations,
    private readonly clock: Clock,
    private readonly presenter: ReservedPresenter,
  ) {}

  @Get()
  @ListsFamilies('reserved-places', ['children'], { of: 'providerId' })
  async showReserved(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Query('annee') year?: string,
  ): Promise<Page> {
    const provider = this.book.readEstablishment(actor, id);
    const shown = this.yearOf(year);
    return page('reserved/reserved', {
      ...this.presenter.overviewModel(words, provider, await this.book.readOverview(actor, provider)),
      ...this.presenter.hoursModel(words, provider, shown, await this.book.readHours(provider, shown)),
    });
  }

  @Get('heures.csv')
  async readHours(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Query('annee') year?: string,
  ): Promise<Download> {
    const provider = this.book.readEstablishment(actor, id);
    const shown = this.yearOf(year);
    const lines = this.presenter.csvLines(words, await this.book.readHours(provider, shown));
    return new Download(csvOf(lines), `marelle-heures-reservees-${provider.id}-${shown}.csv`, CSV);
  }

  @Get('reserver')
  newReservation(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('providerId') id: string): Page {
    return page('reserved/reserve', this.presenter.newModel(words, this.book.readEstablishment(actor, id)));
  }

  @Post('reserver')
  reserve(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(ReserveForm) form: Submitted<ReserveForm>,
  ): Promise<Page | Redirect> {
    const provider = this.book.readEstablishment(actor, id);
    const wrong: FieldError[] = [];
    const from = neededDayOf(form.values, 'from', wrong);
    const terms = readTerms(form.values, wrong);
    const sectionId = neededTextOf(form.values, 'section', 'reserved.errors.section', wrong);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'reserved/reserve',
        model: () => this.presenter.newModel(words, provider),
        refused: async (no) => shownAgain(form.values, no, await this.book.currentVersion(id)),
      },
      async ({ version, ownerKind, commune, employer }) => {
        await this.reservations.reservePlaces(actor, id, Number(version), {
          ...terms,
          sectionId,
          from,
          ownerKind,
          communeCode: ownerKind === 'commune' ? (commune ?? null) : null,
          employer: ownerKind === 'employer' ? (employer ?? '').trim() : null,
        });
        return redirect(`/offre/${id}/places-reservees`, 'reserved.notice.reserved');
      },
    );
  }

  @Get(':reservationId')
  async showReservation(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('reservationId') reservationId: string,
  ): Promise<Page> {
    return page('reserved/reservation', await this.changeModel(words, actor, id, reservationId));
  }

  @Post(':reservationId')
  async changeReservation(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('reservationId') reservationId: string,
    @Form(TermsForm) form: Submitted<TermsForm>,
  ): Promise<Page | Redirect> {
    await this.changeModel(words, actor, id, reservationId);
    const wrong: FieldError[] = [];
    const from = neededDayOf(form.values, 'from', wrong);
    const terms = readTerms(form.values, wrong);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'reserved/reservation',
        model: () => this.changeModel(words, actor, id, reservationId),
        refused: async (no) => shownAgain(form.values, no, await this.book.currentVersion(id)),
      },
      async ({ version }) => {
        await this.reservations.changeReservation(actor, id, Number(version), reservationId, from, terms);
        return redirect(`/offre/${id}/places-reservees`, 'reserved.notice.changed');
      },
    );
  }

  @Post(':reservationId/fin')
  async endReservation(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('reservationId') reservationId: string,
    @Form(EndForm) form: Submitted<EndForm>,
  ): Promise<Page | Redirect> {
    await this.changeModel(words, actor, id, reservationId);
    const wrong: FieldError[] = [];
    const end = neededDayOf(form.values, 'end', wrong);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'reserved/reservation',
        model: () => this.changeModel(words, actor, id, reservationId),
        refused: async (no) => shownAgain(form.values, no, await this.book.currentVersion(id), 'end'),
      },
      async ({ version }) => {
        await this.reservations.endReservation(actor, id, Number(version), reservationId, end);
        return redirect(`/offre/${id}/places-reservees`, 'reserved.notice.ended');
      },
    );
  }

  private async changeModel(
    words: Translator,
    actor: Actor,
    id: string,
    reservationId: string,
  ): Promise<Record<string, unknown>> {
    const provider = this.book.readEstablishment(actor, id);
    return this.presenter.changeModel(words, provider, await this.book.findReservation(id, reservationId));
  }

  /** A year that somebody may ask for; this year in place of any other. */
  private yearOf(typed: string | undefined): number {
    const current = Number(this.clock.today().slice(0, 4));
    const year = /^\d{4}$/.test(typed ?? '') ? Number(typed) : current;
    return Math.abs(year - current) <= 10 ? year : current;
  }
}

function readTerms(values: Readonly<Record<string, unknown>>, wrong: FieldError[]): ReservationTerms {
  return {
    to: optionalDayOf(values, 'to', wrong),
    releaseOn: optionalDayOf(values, 'releaseOn', wrong),
    places: Number(neededTextOf(values, 'places', 'reserved.errors.places', wrong)),
    slots: tickedSlots(values['slots']),
  };
}
