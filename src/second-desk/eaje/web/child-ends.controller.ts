import { Controller, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  ShowsFamily,
  Form,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Children } from '../children.js';
import { ChildActPages } from './child-act-pages.js';
import { DepartureForm, NoShowForm } from './children.form.js';

/** How the place of a child ends, or its change is cancelled, and how that is undone. */
@Controller('eaje/:establishmentId/accueils')
@ShowsFamily('placement', 'placementId')
@Allow(Permission.DeclarePlaces)
export class EajeChildEndsController {
  constructor(
    private readonly children: Children,
    private readonly acts: ChildActPages,
  ) {}

  @Post(':placementId/depart')
  async recordDeparture(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(DepartureForm) form: Submitted<DepartureForm>,
  ): Promise<Page | Redirect> {
    return this.acts.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      'lastDay',
      (day) => this.children.recordDeparture(actor, placementId, day),
      'eaje.notice.departure',
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
    return this.acts.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      null,
      () => this.children.recordNoShow(actor, placementId),
      'eaje.notice.noShow',
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
    return this.acts.recordAct(
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
    return this.acts.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      null,
      () => this.children.undoEnd(actor, placementId),
      'eaje.notice.undone',
      'undo',
    );
  }
}
