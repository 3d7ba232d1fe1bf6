import { Controller, Param, Post } from '@nestjs/common';
import type { Day } from '../../../foundation/kernel/time.js';
import { SLOTS, slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  ShowsFamily,
  alsoWrong,
  Form,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Children } from '../children.js';
import { ChildActPages } from './child-act-pages.js';
import {
  ConfirmMoveForm,
  DatesForm,
  DaysForm,
  ExtensionForm,
  PostponeForm,
  SectionForm,
  StayForm,
} from './children.form.js';
import { neededDay } from './eaje-words.js';

/** What a director changes of the place of a child: its days, its section, its first and last day. */
@Controller('eaje/:establishmentId/accueils')
@ShowsFamily('placement', 'placementId')
@Allow(Permission.DeclarePlaces)
export class EajeChildChangesController {
  constructor(
    private readonly children: Children,
    private readonly acts: ChildActPages,
  ) {}

  @Post(':placementId/passage')
  async confirmMove(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(ConfirmMoveForm) form: Submitted<ConfirmMoveForm>,
  ): Promise<Page | Redirect> {
    return this.acts.recordAct(
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
    return this.acts.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      'stay',
      (day) => this.children.keepInSection(actor, placementId, day),
      'eaje.notice.stay',
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
    return this.acts.recordAct(
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
    return this.acts.recordAct(
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
    return this.acts.recordAct(
      words,
      { actor, establishmentId, placementId },
      read,
      'adaptation',
      propose,
      agreed ? 'eaje.notice.datesAgreed' : 'eaje.notice.datesProposed',
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
    return this.acts.recordAct(
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
    return this.acts.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      'daysFrom',
      (from) => this.children.changeDays(actor, placementId, slots, from),
      'eaje.notice.daysChanged',
      'slots',
    );
  }
}
