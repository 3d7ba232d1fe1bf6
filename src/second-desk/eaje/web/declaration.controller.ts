import { Controller, Get, Param, Post } from '@nestjs/common';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import {
  DECLARED_ANSWERS,
  type DeclaredAnswer,
  type DeclaredAnswerCode,
} from '../../../commissions/commission/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  Form,
  ListsFamilies,
  page,
  redirect,
  refusedField,
  submitForm,
  TakesFields,
  Words,
  type Page,
  type Redirect,
  type Submitted,
  type FormPage,
} from '../../../foundation/platform/web/index.js';
import { Declarations } from '../declarations.js';
import { OwnEstablishments } from '../own-establishments.js';
import { answerField, DeclarationPresenter } from './declaration.presenter.js';

/** Two fields for each child, and no establishment has so many children. */
const MOST_FIELDS = 1000;

/** The two lists have the same order: the nth answer is about the nth place. */
class AnswersForm {
  @IsOptional()
  @IsUUID('all', { each: true, message: 'eaje.errors.answer' })
  'place[]'?: string | string[];

  @IsOptional()
  @IsIn(DECLARED_ANSWERS, { each: true, message: 'eaje.errors.answer' })
  'answer[]'?: DeclaredAnswerCode | DeclaredAnswerCode[];
}

class DeclareForm {}

/** What a director answers before a session about its children, and then its places. */
@Controller('eaje/:establishmentId/seances/:sessionId')
@ListsFamilies('declaration', ['lines'], { of: 'establishmentId' })
@Allow(Permission.DeclarePlaces)
export class EajeDeclarationController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly declarations: Declarations,
    private readonly presenter: DeclarationPresenter,
  ) {}

  @Get()
  async showDeclaration(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('sessionId') sessionId: string,
  ): Promise<Page> {
    return page('eaje/declaration', await this.model(words, actor, id, sessionId));
  }

  @TakesFields(MOST_FIELDS)
  @Post('enfants')
  async confirmAnswers(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('sessionId') sessionId: string,
    @Form(AnswersForm) form: Submitted<AnswersForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    const answers = form.ok ? answersOf(form.value) : [];
    const unreadable = [{ field: 'lines', message: 'eaje.errors.answer' }];
    return submitForm(
      form.ok ? form : { ...form, values: {}, errors: unreadable },
      this.formPage(words, actor, id, sessionId, answers),
      async () => {
        await this.declarations.confirmAnswers(actor, provider, sessionId, answers);
        return redirect(`/eaje/${provider.id}/seances/${sessionId}`, 'eaje.notice.answered');
      },
    );
  }

  @Post('declarer')
  async declarePlaces(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('sessionId') sessionId: string,
    @Form(DeclareForm) form: Submitted<DeclareForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    // The form has one button and no field, so content that does not fit was not sent by our page.
    if (!form.ok) throw new NotFound('session');
    return submitForm(form, this.formPage(words, actor, id, sessionId), async () => {
      await this.declarations.declarePlaces(actor, provider, sessionId);
      return redirect(`/eaje/${provider.id}/seances/${sessionId}`, 'eaje.notice.declared');
    });
  }

  private formPage(
    words: Translator,
    actor: Actor,
    id: string,
    sessionId: string,
    answers: readonly DeclaredAnswer[] = [],
  ): FormPage {
    return {
      view: 'eaje/declaration',
      model: () => this.model(words, actor, id, sessionId, answers),
      refused: ({ refusal }) => {
        const placement = refusal.facts?.['placement'];
        return { values: {}, errors: [refusedField(placement ? answerField(String(placement)) : 'lines', refusal)] };
      },
    };
  }

  private async model(
    words: Translator,
    actor: Actor,
    id: string,
    sessionId: string,
    answers: readonly DeclaredAnswer[] = [],
  ): Promise<Record<string, unknown>> {
    const provider = this.own.readOwn(actor, id);
    return this.presenter.model(words, provider, await this.declarations.readFile(actor, provider, sessionId), answers);
  }
}

function answersOf(value: AnswersForm): DeclaredAnswer[] {
  const [places, answers] = [[value['place[]'] ?? []].flat(), [value['answer[]'] ?? []].flat()];
  return places.flatMap((placementId, index) => (answers[index] ? [{ placementId, answer: answers[index] }] : []));
}
