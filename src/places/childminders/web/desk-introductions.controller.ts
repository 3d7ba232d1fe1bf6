import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { isDay, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  EmptyForm,
  Form,
  page,
  readDay,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { IntroductionCandidates } from '../introduction-candidates.js';
import { Introductions } from '../introductions.js';
import { DeclineForm, MeetingForm, ProposeForm, RefuseForm } from './introduction.form.js';
import { IntroductionPresenter } from './introduction.presenter.js';

type Answered = Promise<Page | Redirect>;

/** The desk puts a family in touch with childminders, and notes what either of them says on the telephone. */
@Controller('rpe/demandes/:requestId/mises-en-relation')
@Allow(Permission.RecordAgreement)
export class DeskIntroductionsController {
  constructor(
    private readonly screens: IntroductionCandidates,
    private readonly introductions: Introductions,
    private readonly present: IntroductionPresenter,
  ) {}

  @Get()
  async showIntroductions(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('childminders/introductions', await this.deskModel(words, actor, id));
  }

  @Post()
  async propose(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(ProposeForm) form: Submitted<ProposeForm>,
  ): Answered {
    const { candidates } = await this.screens.readScreen(actor, id);
    const chosen = [form.values['chosen'] ?? []].flat().map(String);
    const known = chosen.every((one) => candidates.some(({ provider }) => provider.id === one));
    const wrong = chosen.length === 0 || !known ? [{ field: 'chosen', message: 'introduction.errors.chosen' }] : [];
    return submitForm(alsoWrong(form, wrong), this.again(words, actor, id, 'chosen'), async () => {
      await this.introductions.propose(actor, id, chosen);
      return redirect(here(id), 'introduction.notice.proposed');
    });
  }

  @Post(':introductionId/interessee')
  noteInterest(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('introductionId') introductionId: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    return this.act(words, actor, id, introductionId, form, () =>
      this.introductions.sayInterested(actor, introductionId),
    );
  }

  @Post(':introductionId/oui')
  noteAcceptance(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('introductionId') introductionId: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Answered {
    return this.act(words, actor, id, introductionId, form, () => this.introductions.accept(actor, introductionId));
  }

  @Get(':introductionId/rencontre')
  async askMeeting(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('introductionId') introductionId: string,
  ): Promise<Page> {
    const name = await this.nameOf(actor, id, introductionId);
    return page('childminders/introduction-met', this.present.meetingModel(words, name, here(id)));
  }

  @Post(':introductionId/rencontre')
  async noteMeeting(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('introductionId') introductionId: string,
    @Form(MeetingForm) form: Submitted<MeetingForm>,
  ): Answered {
    const name = await this.nameOf(actor, id, introductionId);
    const day = readDay(form.values, 'met');
    return submitForm(
      alsoWrong(form, isDay(day) ? [] : [{ field: 'met', message: 'introduction.errors.met' }]),
      {
        view: 'childminders/introduction-met',
        model: () => this.present.meetingModel(words, name, here(id)),
        refused: ({ refusal }) => refusedField('met', refusal),
      },
      async () => {
        await this.introductions.recordMeeting(actor, introductionId, day as Day);
        return redirect(here(id), 'introduction.notice.noted');
      },
    );
  }

  @Get(':introductionId/refus')
  async askRefusal(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('introductionId') introductionId: string,
  ): Promise<Page> {
    const name = await this.nameOf(actor, id, introductionId);
    return page('childminders/introduction-reason', this.present.reasonModel(words, 'refuse', name, here(id)));
  }

  @Post(':introductionId/refus')
  noteRefusal(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('introductionId') introductionId: string,
    @Form(RefuseForm) form: Submitted<RefuseForm>,
  ): Answered {
    return this.end(words, actor, id, introductionId, 'refuse', form);
  }

  @Get(':introductionId/non')
  async askDecline(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('introductionId') introductionId: string,
  ): Promise<Page> {
    const name = await this.nameOf(actor, id, introductionId);
    return page('childminders/introduction-reason', this.present.reasonModel(words, 'decline', name, here(id)));
  }

  @Post(':introductionId/non')
  noteDecline(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('introductionId') introductionId: string,
    @Form(DeclineForm) form: Submitted<DeclineForm>,
  ): Answered {
    return this.end(words, actor, id, introductionId, 'decline', form);
  }

  private async end(
    words: Translator,
    actor: Actor,
    id: string,
    introductionId: string,
    action: 'refuse' | 'decline',
    form: Submitted<RefuseForm> | Submitted<DeclineForm>,
  ): Answered {
    const name = await this.nameOf(actor, id, introductionId);
    return submitForm<RefuseForm | DeclineForm>(
      form,
      {
        view: 'childminders/introduction-reason',
        model: () => this.present.reasonModel(words, action, name, here(id)),
        refused: ({ refusal }) => refusedField('reason', refusal),
      },
      async ({ reason }) => {
        await this.introductions.end(actor, introductionId, action, reason);
        return redirect(here(id), 'introduction.notice.noted');
      },
    );
  }

  private async act(
    words: Translator,
    actor: Actor,
    id: string,
    introductionId: string,
    form: Submitted<EmptyForm>,
    work: () => Promise<void>,
  ): Answered {
    await this.nameOf(actor, id, introductionId);
    return submitForm(form, this.again(words, actor, id, 'introductions'), async () => {
      await work();
      return redirect(here(id), 'introduction.notice.noted');
    });
  }

  private again(words: Translator, actor: Actor, id: string, field: string) {
    return {
      view: 'childminders/introductions',
      model: () => this.deskModel(words, actor, id),
      refused: ({ refusal }: Parameters<Parameters<typeof submitForm>[1]['refused']>[0]) =>
        refusedField(field, refusal),
    };
  }

  private async deskModel(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    return this.present.deskModel(words, await this.screens.readScreen(actor, id));
  }

  /** @throws NotFound when the request is not the actor's, or the introduction another request's */
  private async nameOf(actor: Actor, id: string, introductionId: string): Promise<string> {
    const { introductions } = await this.screens.readScreen(actor, id);
    const found = introductions.find((one) => one.id === introductionId);
    if (!found) throw new NotFound('introduction');
    return found.childminder;
  }
}

const here = (requestId: string): string => `/rpe/demandes/${requestId}/mises-en-relation`;
