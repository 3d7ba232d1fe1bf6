import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/time.js';
import { SLOTS, slotsToMask } from '../../kernel/week-schedule.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  redirect,
  refusedField,
  refusedPage,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../platform/web/index.js';
import { Children } from '../children.js';
import { OwnEstablishments } from '../own-establishments.js';
import {
  DatesForm,
  DaysForm,
  DepartureForm,
  ExtensionForm,
  ConfirmMoveForm,
  ConfirmMovesForm,
  NoShowForm,
  PostponeForm,
  SectionForm,
  StayForm,
} from './children.form.js';
import { ChildrenPresenter, movesOf } from './children.presenter.js';
import { neededDay, type NeededDay } from './eaje-words.js';

/** Days in the past are allowed for these fields, but the director has to confirm them. */
const CONFIRMED_WHEN_PAST: readonly NeededDay[] = ['lastDay', 'change'];

interface Target {
  readonly actor: Actor;
  readonly establishmentId: string;
  readonly placementId: string;
}

/**
 * The children who are there, and what the director does with each place: departure, no-show, change of section,
 * renewal.
 */
@Controller('eaje/:establishmentId/accueils')
@Allow(Permission.DeclarePlaces)
export class EajeChildrenController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly children: Children,
    private readonly presenter: ChildrenPresenter,
    private readonly clock: Clock,
  ) {}

  @Get()
  async listChildren(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    return page(
      'eaje/children',
      this.presenter.listModel(words, provider, await this.children.listChildren(actor, provider)),
    );
  }

  @Get(':placementId')
  async showChild(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('placementId') placementId: string,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    return page(
      'eaje/child',
      this.presenter.childModel(words, provider, await this.children.readChild(actor, provider, placementId)),
    );
  }

  /**
   * Confirms the moves expected on one day, or the move of one child. Each is judged alone, and the page names those
   * that were refused.
   */
  @Post('passages')
  async moves(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(ConfirmMovesForm) form: Submitted<ConfirmMovesForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    if (!form.ok) throw new NotFound('placement');
    const asked = movesOf(
      (await this.children.listChildren(actor, provider)).present,
      form.value.on,
      form.value.only,
      this.clock.today(),
    );
    const refused = await this.children.confirmMoves(actor, asked);
    if (refused.length === 0) return redirect(`/eaje/${provider.id}/accueils`, 'eaje.notice.moves');
    const model = this.presenter.listModel(words, provider, await this.children.listChildren(actor, provider));
    return refusedPage(
      'eaje/children',
      { ...model, confirmed: words.t('eaje.children.confirmed', { count: asked.length - refused.length }) },
      { values: {}, errors: this.presenter.refusals(words, refused) },
      422,
    );
  }

  @Post(':placementId/passage')
  async confirmMove(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(ConfirmMoveForm) form: Submitted<ConfirmMoveForm>,
  ): Promise<Page | Redirect> {
    return this.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      null,
      () => this.children.confirmMove(actor, placementId, String(form.values['on'])),
      'eaje.notice.moves',
      'move',
    );
  }

  @Post(':placementId/maintien')
  async keepInSection(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(StayForm) form: Submitted<StayForm>,
  ): Promise<Page | Redirect> {
    return this.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      'stay',
      (day) => this.children.keepInSection(actor, placementId, day),
      'eaje.notice.stay',
    );
  }

  @Post(':placementId/depart')
  async recordDeparture(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(DepartureForm) form: Submitted<DepartureForm>,
  ): Promise<Page | Redirect> {
    return this.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      'lastDay',
      (day) => this.children.recordDeparture(actor, placementId, day),
      'eaje.notice.departure',
    );
  }

  @Post(':placementId/prolongation')
  async extend(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(ExtensionForm) form: Submitted<ExtensionForm>,
  ): Promise<Page | Redirect> {
    return this.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      'newLastDay',
      (day) => this.children.extendPlace(actor, placementId, day),
      'eaje.notice.extension',
    );
  }

  @Post(':placementId/section')
  async changeSection(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(SectionForm) form: Submitted<SectionForm>,
  ): Promise<Page | Redirect> {
    const change = (day: Day): Promise<void> =>
      this.children.changeSection(actor, placementId, String(form.values['sectionId']), day);
    return this.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      'change',
      change,
      'eaje.notice.section',
    );
  }

  /**
   * The first day of the adaptation and the first full day. They are proposed to the family, or already agreed with it.
   */
  @Post(':placementId/dates')
  async dates(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(DatesForm) form: Submitted<DatesForm>,
  ): Promise<Page | Redirect> {
    const errors: FieldError[] = [];
    const startFrom = neededDay(form.values, 'start', errors);
    const agreed = form.values['agreement'] === 'agreed';
    const propose = (adaptationFrom: Day): Promise<void> =>
      this.children.proposeDates(actor, placementId, { adaptationFrom, startFrom }, agreed);
    const read = alsoWrong(form, errors);
    return this.recordAct(
      words,
      { actor, establishmentId, placementId },
      read,
      'adaptation',
      propose,
      agreed ? 'eaje.notice.datesAgreed' : 'eaje.notice.datesProposed',
    );
  }

  @Post(':placementId/absence')
  async noShow(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(NoShowForm) form: Submitted<NoShowForm>,
  ): Promise<Page | Redirect> {
    return this.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      null,
      () => this.children.recordNoShow(actor, placementId),
      'eaje.notice.noShow',
    );
  }

  /** Gives another first day to a part of a place that has not begun. */
  @Post(':placementId/report')
  async postpone(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(PostponeForm) form: Submitted<PostponeForm>,
  ): Promise<Page | Redirect> {
    return this.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      'firstDay',
      (day) => this.children.postponePart(actor, placementId, day),
      'eaje.notice.postponed',
    );
  }

  /** Changes the half-days of a place from a day on. */
  @Post(':placementId/jours')
  async days(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(DaysForm) form: Submitted<DaysForm>,
  ): Promise<Page | Redirect> {
    const slots = slotsToMask(SLOTS.filter((slot) => [form.values['slots'] ?? []].flat().includes(slot)));
    return this.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      'daysFrom',
      (from) => this.children.changeDays(actor, placementId, slots, from),
      'eaje.notice.daysChanged',
      'slots',
    );
  }

  @Post(':placementId/annulation')
  async cancelPart(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(NoShowForm) form: Submitted<NoShowForm>,
  ): Promise<Page | Redirect> {
    return this.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      null,
      () => this.children.cancelPart(actor, placementId),
      'eaje.notice.cancelled',
      'cancel',
    );
  }

  /** Restores a place as it was before a departure, a no-show or a cancellation. */
  @Post(':placementId/retablir')
  async undoEnd(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(NoShowForm) form: Submitted<NoShowForm>,
  ): Promise<Page | Redirect> {
    return this.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      null,
      () => this.children.undoEnd(actor, placementId),
      'eaje.notice.undone',
      'undo',
    );
  }

  /** Reads the day of the form and does the act. When it is refused, the page is shown again with the reason. */
  private async recordAct(
    words: Translator,
    { actor, establishmentId, placementId }: Target,
    form: Submitted<object>,
    dayField: NeededDay | null,
    act: (day: Day) => Promise<void>,
    notice: string,
    button = 'noShow',
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, establishmentId);
    const child = await this.children.readChild(actor, provider, placementId);
    const wrong: FieldError[] = [];
    const day = dayField === null ? '' : neededDay(form.values, dayField, wrong);
    const fieldOf = (code: string): string =>
      (code.startsWith('seats.') || code === 'placement.age') && dayField === 'change'
        ? 'sectionId'
        : code === 'placement.sameSection'
          ? 'sectionId'
          : dayField === 'daysFrom' && code !== 'placement.daysFrom'
            ? 'slots'
            : code === 'placement.startDay'
              ? 'start'
              : (dayField ?? button);
    // A mistyped month or year would end a place for good, so a day in the past has to be sent twice.
    const isUnconfirmed =
      dayField !== null &&
      CONFIRMED_WHEN_PAST.includes(dayField) &&
      form.ok &&
      wrong.length === 0 &&
      day < this.clock.today() &&
      form.values['pastConfirmed'] !== day;
    if (isUnconfirmed) wrong.push({ field: dayField, message: 'eaje.errors.pastDay', args: { day } });
    return submitForm(
      alsoWrong(isUnconfirmed ? { ...form, values: { ...form.values, pastConfirmed: day } } : form, wrong),
      {
        view: 'eaje/child',
        model: () => this.presenter.childModel(words, provider, child),
        refused: ({ refusal }) => refusedField(fieldOf(refusal.code), refusal),
      },
      async () => {
        await act(day);
        return redirect(`/eaje/${provider.id}/accueils`, notice);
      },
    );
  }
}
