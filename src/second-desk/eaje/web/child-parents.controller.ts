import { Controller, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  Form,
  ShowsFamily,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Children } from '../children.js';
import { ChildActPages } from './child-act-pages.js';
import { ParentForm, readParent } from './present.form.js';

/** Whom to call about a child whom a director entered, and whose family has no dossier. */
@Controller('eaje/:establishmentId/accueils')
@ShowsFamily('placement', 'placementId')
@Allow(Permission.DeclarePlaces)
export class EajeChildParentsController {
  constructor(
    private readonly children: Children,
    private readonly acts: ChildActPages,
  ) {}

  @Post(':placementId/parents')
  async noteParent(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') establishmentId: string,
    @Param('placementId') placementId: string,
    @Form(ParentForm) form: Submitted<ParentForm>,
  ): Promise<Page | Redirect> {
    return this.acts.recordAct(
      words,
      { actor, establishmentId, placementId },
      form,
      null,
      () => this.children.noteParent(actor, establishmentId, placementId, readParent(form.values)),
      'eaje.notice.parent',
      'parentPhone',
    );
  }
}
