import { Controller, Get, Post, Res } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { FamilyCookie, KEPT, type ReasonToKeep } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  refusedPage,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Erasure } from '../erasure.js';
import { DirectoryPresenter } from './directory.presenter.js';

class ErasureForm {
  @IsIn(['yes'], { message: 'family.errors.erasureSure' })
  sure: string;
}

/** A family asks to be forgotten. The page explains it, asks for a confirmation, and says why when it is refused. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/effacement')
export class ErasureController {
  constructor(
    private readonly erasure: Erasure,
    private readonly cookie: FamilyCookie,
    private readonly present: DirectoryPresenter,
  ) {}

  @Get()
  async askErasure(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('family/erasure', this.model(words, await this.erasure.reasonAgainst(actor)));
  }

  @Post()
  async eraseFamily(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(ErasureForm) form: Submitted<ErasureForm>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    if (!form.ok)
      return refusedPage('family/erasure', this.model(words, await this.erasure.reasonAgainst(actor)), form);
    const against = await this.erasure.eraseFamily(actor);
    if (against) return page('family/erasure', this.model(words, against), 409);
    this.cookie.clear(reply);
    return redirect('/', 'family.erasure.done');
  }

  private model(words: Translator, against: ReasonToKeep | null): Record<string, unknown> {
    return { ...this.present.titled(words, 'family.erasure.title'), against, months: KEPT.closedMonths };
  }
}
