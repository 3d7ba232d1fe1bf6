import { Body, Controller, Param, Post } from '@nestjs/common';
import {
  everyAnswerInPlace,
  isSameAnswer,
  LateReturnsPresenter,
  namesInPlace,
  readInPlace,
  stepPath,
} from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  checkForm,
  redirect,
  Words,
  type FieldError,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { DeskAnswers } from '../desk-answers.js';
import { DeskAnswerPages } from './desk-answer-pages.js';
import { RequestPages } from './request-pages.js';
import { ToldForm, toldErrors, toldIn } from './told.js';

type Sent = Readonly<Record<string, unknown>>;

/** Answers that were missing, noted together on the screen of a request, as one person said them. */
@Controller('rpe/demandes/:requestId/reponses')
@Allow(Permission.TriageRequests)
export class AnswersInPlaceController {
  constructor(
    private readonly answers: DeskAnswers,
    private readonly answerPages: DeskAnswerPages,
    private readonly requests: RequestPages,
    private readonly late: LateReturnsPresenter,
  ) {}

  @Post()
  async noteAnswers(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Body() body: Sent | undefined,
  ): Promise<Page | Redirect> {
    const held = await this.answers.readAnswers(actor, id);
    const sent = body ?? {};
    const places = everyAnswerInPlace(held.form);
    const names = new Set(places.flatMap(namesInPlace));
    const read = readInPlace(places, sent, this.answerPages.desk(), held.form);
    const told = checkForm(ToldForm, Object.fromEntries(Object.entries(sent).filter(([name]) => !names.has(name))));
    const isEmpty = read.errors.length === 0 && isSameAnswer(read.change(held.form), held.form);
    const nothing: FieldError[] = isEmpty ? [{ field: 'in-place', message: 'triage.errors.noAnswer' }] : [];
    const form = alsoWrong({ ...told, values: { ...sent, inPlace: 'yes' } }, [
      ...read.errors,
      ...nothing,
      ...toldErrors(told),
    ]);
    return this.requests.answerRequestForm(
      words,
      actor,
      id,
      form,
      async (value) => {
        const seen = { requestId: id, version: Number(value.version) };
        const noted = await this.answers.writeAnswers(actor, seen, toldIn(value), read.change);
        const after = read.change(held.form);
        for (const page of noted === 'moved' ? [] : read.pages)
          if (await this.late.isNewOn(page, held.form, after))
            return redirect(`/rpe/demandes/${id}/repondre/${stepPath(page)}`, 'dossier.late.saved');
        return this.answerPages.afterNotingHere(`/rpe/demandes/${id}`, noted);
      },
      'in-place',
    );
  }
}
