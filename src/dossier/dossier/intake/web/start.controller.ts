import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { NotFound, NotOpenYet, refuse } from '../../../../foundation/kernel/refusal.js';
import { Opening } from '../../../../foundation/platform/opening/index.js';
import { CurrentActor, Public, type Actor } from '../../../../foundation/platform/security/index.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import {
  DatePart,
  Form,
  readDay,
  redirect,
  Ticked,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { DraftLinks } from '../draft-links.js';
import { mayEnterAtCounter } from '../draft.policy.js';
import { Drafts } from '../drafts.js';
import { FamilyAccess } from '../../messages/family-access.js';
import { FamilyCookie } from '../../messages/web/family-cookie.js';
import { ResumeLinks } from './resume-links.js';

class OpenForm {
  @Ticked('dossier.errors.box') alone?: string;
  @DatePart('dossier.resume.date') dateDay?: string;
  @DatePart('dossier.resume.date') dateMonth?: string;
  @DatePart('dossier.resume.date') dateYear?: string;
}

/** Anybody may start a dossier. The holder of a draft's link may go on with it. */
@Public()
@Controller('dossier')
export class StartController {
  constructor(
    private readonly drafts: Drafts,
    private readonly access: FamilyAccess,
    private readonly cookie: FamilyCookie,
    private readonly links: DraftLinks,
    private readonly resume: ResumeLinks,
    private readonly opening: Opening,
  ) {}

  @Public({ withoutToken: true })
  @Post('commencer')
  async startDraft(
    @CurrentActor() actor: Actor | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirect> {
    // Signed-in staff who do not work at the counter have no dossier to enter.
    if (actor?.kind === 'staff' && !mayEnterAtCounter(actor)) throw new NotFound('page');
    if (actor?.kind === 'staff') return redirect(`/dossier/${(await this.drafts.startDraft(actor)).id}`);
    // Pressing the button twice, or in two windows, before any answer leads to the same draft.
    if (actor?.kind === 'family' && actor.unwritten) return redirect(`/dossier/${actor.draftId}`);
    if (!(await this.opening.isOpen())) throw new NotOpenYet(refuse('opening.closed'));
    const { draftId, secret } = this.access.newDraft();
    this.cookie.set(reply, secret);
    return redirect(`/dossier/${draftId}`);
  }

  /**
   * Reading this page opens nothing. Programs that fetch links before the person does would otherwise use up the link.
   */
  @Get('reprendre/:secret')
  async showLink(
    @Words() words: Translator,
    @CurrentActor() actor: Actor | null,
    @Param('secret') secret: string,
  ): Promise<Page | Redirect> {
    const seen = await this.links.readLink(secret);
    if (seen === null) throw new NotFound('link');
    if (seen.state === 'sent') return redirect('/suivre', 'dossier.resume.alreadySent');
    if (actor?.kind === 'family' && actor.draftId === seen.draftId) return redirect(`/dossier/${seen.draftId}`);
    return this.resume.linkModel(words, secret, seen);
  }

  @Post('reprendre/:secret')
  async openDraft(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Form(OpenForm) form: Submitted<OpenForm>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    const here = redirect(`/dossier/reprendre/${encodeURIComponent(secret)}`);
    const seen = await this.links.readLink(secret);
    // The page then says what has become of the link.
    if (seen?.state !== 'open') return here;
    const date = form.ok ? readDay(form.values, 'date') : 'invalid';
    const refused = (message: string, args?: Record<string, number>): Page =>
      this.resume.refusedLink(words, secret, seen, {
        values: form.values,
        errors: form.ok ? [{ field: 'date', message, args }] : form.errors,
      });
    // An impossible date does not count as a try.
    if (date === 'invalid' || (seen.asksDate && date === null)) return refused('dossier.resume.date');
    const opened = await this.links.openDraft(secret, date, form.ok && form.value.alone === 'yes');
    if (!opened.ok) return opened.why === 'wrong' ? refused('dossier.resume.wrong', { left: opened.left }) : here;
    this.cookie.set(reply, opened.secret);
    return redirect(`/dossier/${opened.draftId}`);
  }

  @Post('reprendre/:secret/nouveau')
  async renewLink(@Words() words: Translator, @Param('secret') secret: string): Promise<Page | Redirect> {
    const given = await this.links.renewLink(words, secret);
    const seen = given && (await this.links.readLink(secret));
    return seen
      ? this.resume.linkModel(words, secret, seen, given)
      : redirect(`/dossier/reprendre/${encodeURIComponent(secret)}`);
  }
}
