import { Controller, Get, Param, Post } from '@nestjs/common';
import { givingUpLines, GivingUpRules, Sentences } from '../../../commissions/commission/index.js';
import { REASONS } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  Form,
  page,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { DeskActs } from '../desk-acts.js';
import { DeskRequests } from '../desk-requests.js';
import { DeskGiveUpForm } from './request.form.js';
import { RequestPages } from './request-pages.js';
import { adultName, ageWords, childName } from './request-words.js';

/** A family gives up an accepted place by telephone. The agent first reads the consequences to it. */
@Controller('rpe/demandes/:requestId/offres/:offerId/renoncer')
@Allow(Permission.TriageRequests)
export class DeskGiveUpController {
  constructor(
    private readonly pages: RequestPages,
    private readonly requests: DeskRequests,
    private readonly rules: GivingUpRules,
    private readonly acts: DeskActs,
    private readonly say: Sentences,
  ) {}

  @Get()
  async askGiveUp(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('offerId') offerId: string,
  ): Promise<Page> {
    return page('triage/give-up', { ...(await this.model(words, actor, id, offerId)), form: emptyForm({}) });
  }

  @Post()
  async giveUp(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('offerId') offerId: string,
    @Form(DeskGiveUpForm) form: Submitted<DeskGiveUpForm>,
  ): Promise<Page | Redirect> {
    const shown = { view: 'triage/give-up', model: () => this.model(words, actor, id, offerId) };
    return this.pages.answerForm(
      words,
      actor,
      id,
      form,
      shown,
      async ({ version, givenUpBy, giveUpReason, giveUpChoice }) => {
        await this.acts.giveUp(actor, { requestId: id, version }, offerId, {
          saidBy: Number(givenUpBy),
          choice: giveUpChoice,
          ...(giveUpReason ? { reason: giveUpReason } : {}),
        });
        return 'triage.notice.givenUp';
      },
      'given-up',
    );
  }

  private async model(
    words: Translator,
    actor: Actor,
    requestId: string,
    offerId: string,
  ): Promise<Record<string, unknown>> {
    const { file, offer } = await this.requests.readOffer(actor, requestId, offerId);
    const { request, adults } = file;
    const around = await this.rules.readAround(offer, request);
    const { places, today, reasonItems } = this.pages.screen(words);
    const { t, period } = words;
    const nameOf = (sectionId: string): string =>
      places.supply.provider(places.supply.section(sectionId)!.providerId)?.name ?? '';
    return {
      title: t('triage.giveUp.title'),
      requestId,
      version: request.version,
      refused: around.refusal && this.say.refusalSentence(words, around.refusal),
      child: t('triage.answer.about', { child: childName(request, words), age: ageWords(request, today, words) }),
      place: t('triage.giveUp.place', { provider: nameOf(offer.sectionId), period: period(offer) }),
      consequences: givingUpLines(words, around, around.kept ? nameOf(around.kept.sectionId) : ''),
      speakers: adults.map(({ rank, details }) => ({ value: String(rank), text: adultName(details, words) })),
      reasons: reasonItems(REASONS.giveUp ?? []),
      choices: ['wait', 'withdraw'].map((value) => ({
        value,
        text: t(`triage.enum.giveUpChoice.${value}`),
        hint: { text: t(`triage.enum.giveUpHint.${value}`, { part: around.partLeft ? 'yes' : 'no' }) },
      })),
    };
  }
}
