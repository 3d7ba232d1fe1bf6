import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { FamilyAccess, FamilyCookie, familySecretOf, TRIES_PER_DOSSIER } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { ClientNetwork, Public, readCode } from '../../../foundation/platform/security/index.js';
import { UNSENT_COOKIE, UnsentForms } from '../../../foundation/platform/unsent-forms/index.js';
import {
  Form,
  page,
  readDay,
  redirect,
  RESUME_PAGES,
  refusedPage,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { OFFER_MARK } from '../../../places/placement/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { FamilyOffers } from '../family-offers.js';
import { DirectoryPresenter } from './directory.presenter.js';
import { NothingForm } from './request-acts.form.js';

/** Value of `vers` in the link of a mail that asks whether the family still needs a place. */
const TO_CONFIRM = 'confirmer';
/** Value of `vers` in the link of a mail that asks whether a child is born. */
const TO_BIRTH = 'naissance';
/** Value of `vers` in the link of a mail about a place during a sudden closure. */
const TO_TEMPORARY = 'accueil-temporaire';
/** Value of `vers` in the link of a mail that proposes fewer days. */
const TO_SHORTER_WEEK = 'semaine-plus-courte';
/** Value of `vers` in the link of a mail that asks whether a place that is free later would suit. */
const TO_FIRST_DAY = 'place-plus-tard';
/** Value of `vers` in the link of a mail about an appointment. */
const TO_APPOINTMENTS = 'rendez-vous';
const PAGES: readonly string[] = [TO_CONFIRM, TO_BIRTH, TO_TEMPORARY, TO_SHORTER_WEEK, TO_FIRST_DAY, TO_APPOINTMENTS];
/** In the link of a mail about an offer, `vers` is its mark: the offer is shown once the date is given. */
const isTowards = (towards: string): boolean => PAGES.includes(towards) || OFFER_MARK.test(towards);

class CodeForm {
  @IsOptional()
  @IsString({ message: 'family.access.code' })
  @MaxLength(40, { message: 'family.access.code' })
  code?: string;
}

class AccessDateForm {
  @IsOptional()
  @IsString({ message: 'family.access.date' })
  @MaxLength(4, { message: 'family.access.date' })
  dateDay?: string;
  @IsOptional()
  @IsString({ message: 'family.access.date' })
  @MaxLength(4, { message: 'family.access.date' })
  dateMonth?: string;
  @IsOptional()
  @IsString({ message: 'family.access.date' })
  @MaxLength(4, { message: 'family.access.date' })
  dateYear?: string;
}

/**
 * How a family opens its dossier: with a secret link and the birth or due date of one of its children (domain.md §11).
 * A link that opens nothing says so, and why. It tells nothing of a family: only who holds a link can ask about it.
 */
@Public()
@Controller()
export class AccessController {
  constructor(
    private readonly access: FamilyAccess,
    private readonly cookie: FamilyCookie,
    private readonly territory: Territory,
    private readonly present: DirectoryPresenter,
    private readonly offers: FamilyOffers,
    private readonly unsent: UnsentForms,
  ) {}

  @Get('suivre')
  how(@Words() words: Translator): Page {
    return page('family/follow-how', this.howModel(words));
  }

  /** The code printed on a letter is the secret of a link, so it leads to the page of the link. */
  @Post('suivre')
  code(@Words() words: Translator, @Form(CodeForm) form: Submitted<CodeForm>): Page | Redirect {
    const code = form.ok ? readCode(form.value.code ?? '') : null;
    if (code !== null) return redirect(`/suivre/${code}`);
    return refusedPage('family/follow-how', this.howModel(words), {
      values: form.values,
      errors: form.ok ? [{ field: 'code', message: 'family.access.code' }] : form.errors,
    });
  }

  @Get('suivre/:secret')
  async askDate(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Query('vers') towards?: string,
  ): Promise<Page> {
    const { state } = await this.access.readLink(secret);
    return state === 'live'
      ? page('family/follow-date', this.model(words, secret, towards))
      : page('family/follow-dead', this.deadModel(words, secret, state));
  }

  /** Another link, to the recorded contact. The answer is the same whatever became of it. */
  @Post('suivre/:secret/autre-lien')
  async sendAnother(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Form(NothingForm) _form: Submitted<NothingForm>,
    @ClientNetwork() network: string,
  ): Promise<Page> {
    await this.access.sendAnother(secret, network);
    return page('family/follow-dead', this.deadModel(words, secret, null));
  }

  @Post('suivre/:secret')
  async openDossier(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Query('vers') towards: string | undefined,
    @Form(AccessDateForm) form: Submitted<AccessDateForm>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    const date = form.ok ? readDay(form.values, 'date') : 'invalid';
    const refused = (message: string, args?: Record<string, number>): Page =>
      refusedPage('family/follow-date', this.model(words, secret, towards), {
        values: form.values,
        errors: form.ok ? [{ field: 'date', message, args }] : form.errors,
      });
    // An impossible date does not count as a try.
    if (date === null || date === 'invalid') return refused('family.access.date');
    const opening = await this.access.openDossier(secret, date);
    if (!opening.ok) {
      const now = await this.access.readLink(secret);
      if (now.state === 'live') return refused('family.access.wrong', { left: now.left });
      return refusedPage('family/follow-dead', this.deadModel(words, secret, opening.voided ? 'voided' : now.state), {
        values: {},
        errors: [],
      });
    }
    // The session that this browser had is closed, because its cookie is about to be replaced.
    await this.access.closeSession(familySecretOf(request) ?? '');
    this.cookie.set(reply, opening.secret);
    // What this family sent from here after its session had ended comes first: it is kept for two hours only.
    const owner = `family:${opening.dossierId}`;
    if ((await this.unsent.listOwn(owner, request.cookies[UNSENT_COOKIE])).length > 0)
      return redirect(RESUME_PAGES.family);
    if (towards !== undefined && PAGES.includes(towards)) return redirect(`/mon-dossier/${towards}`);
    const offer = OFFER_MARK.test(towards ?? '') ? await this.offers.findOpen(opening.dossierId, towards!) : null;
    return redirect(offer ? `/mon-dossier/offres/${offer.id}` : '/mon-dossier');
  }

  @Post('mon-dossier/quitter')
  async leaveDossier(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirect> {
    await this.access.closeSession(familySecretOf(request) ?? '');
    this.cookie.clear(reply);
    return redirect('/', 'family.access.left');
  }

  private howModel(words: Translator): Record<string, unknown> {
    return { ...this.present.titled(words, 'family.follow.howTitle'), desks: this.territory.desks() };
  }

  /** @param why what became of the link; null once another was asked for */
  private deadModel(words: Translator, secret: string, why: string | null): Record<string, unknown> {
    return {
      ...this.present.titled(words, why === null ? 'family.access.askedTitle' : 'family.access.deadTitle'),
      why: words.t(why === null ? 'family.access.asked' : `family.access.dead.${why}`, { days: this.access.linkDays }),
      // Nothing is known of an unknown link, so nowhere to send another.
      action: why === null || why === 'unknown' ? null : `/suivre/${encodeURIComponent(secret)}/autre-lien`,
      unknown: why === 'unknown',
      desks: this.territory.desks(),
    };
  }

  private model(words: Translator, secret: string, towards: string | undefined): Record<string, unknown> {
    const action = `/suivre/${encodeURIComponent(secret)}${isTowards(towards ?? '') ? `?vers=${towards}` : ''}`;
    return {
      ...this.present.titled(words, 'family.access.title'),
      action,
      tries: TRIES_PER_DOSSIER,
      desks: this.territory.desks(),
    };
  }
}
