import { Injectable } from '@nestjs/common';
import {
  countChildren,
  gapWords,
  listGaps,
  PointsPresenter,
  QuestionPages,
  QuestionPresenter,
  stepPath,
  stepsOf,
  withAskedAdult,
  type AskingDesk,
  type DossierForm,
  type PageTarget,
  type RequestFile,
  type Step,
  type TopicPage,
} from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { addMinutes } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { actorRef, type Actor } from '../../../foundation/platform/security/index.js';
import { redirect, type Redirect } from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { DeskAnswers, type AnsweredRequest, type Noted } from '../desk-answers.js';
import { adultName, ageWords, childName } from './request-words.js';

/** For how long the next page supposes that the same person goes on answering. */
const SAME_CALL_MINUTES = 30;

const NOTICE_OF_ALL = { complete: 'triage.notice.answeredAll', whole: 'triage.notice.answeredWhole' } as const;

/** For the pages on which the desk answers for a family. */
@Injectable()
export class DeskAnswerPages {
  constructor(
    private readonly answers: DeskAnswers,
    private readonly pages: QuestionPages,
    private readonly questions: QuestionPresenter,
    private readonly points: PointsPresenter,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly clock: Clock,
  ) {}

  /** Less is required than of a family: what it does not know is left out. */
  desk(): AskingDesk {
    return {
      strict: false,
      today: this.clock.today(),
      communes: this.territory.communes(),
      establishments: this.supply.establishments(),
    };
  }

  target({ file: { request } }: AnsweredRequest, path: string): PageTarget {
    const base = `/rpe/demandes/${request.id}/repondre`;
    // The desk's note often holds what an imported list said, so the page about the need shows it.
    const notes = path === 'besoin' ? { notes: request.deskNote?.split('\n') ?? [] } : {};
    return { base, back: base, version: request.version, counter: true, follow: true, asksWhoTold: true, ...notes };
  }

  pageModel(words: Translator, held: AnsweredRequest, asked: TopicPage): Promise<Record<string, unknown>> {
    return this.pages.pageModel(words, held.form, asked, this.target(held, asked.step.path));
  }

  /** Who told the agent the last answer, when that was a moment ago: most often the same person goes on. */
  lastTold(actor: Actor, { history }: RequestFile): Record<string, unknown> {
    const since = addMinutes(this.clock.now(), -SAME_CALL_MINUTES);
    const last = history.findLast(({ facts }) => facts?.['knownBy'] !== undefined);
    if (!last || last.at < since || last.actor !== actorRef(actor)) return {};
    return { toldBy: last.facts!['toldBy'], knownBy: last.facts!['knownBy'] };
  }

  /** All pages of answers, with what is missing on each. */
  async listModel(words: Translator, { file, form }: AnsweredRequest): Promise<Record<string, unknown>> {
    const { t } = words;
    const { request } = file;
    const steps = this.stepsOf(form, countChildren([request, ...file.siblings]));
    const open = await this.answers.listOpen(form);
    const questions = this.points.questions(words.inVoice('atDesk'), open.questions, form, 0);
    const hintOf = (step: Step): string | undefined => {
      const { gaps, index } = step;
      const without = questions
        .filter((asked) => stepPath(asked.step) === stepPath(step))
        .map(({ question, points }) => t('triage.answer.criterion', { question, count: points }));
      const hints = [
        ...(gaps.length > 0
          ? [
              t('triage.answer.missing', {
                answers: listGaps(
                  words,
                  gaps.map((gap) => gapWords(words.inVoice('atDesk'), gap, form.adults, index ?? 0)),
                ),
              }),
            ]
          : []),
        ...(without.length > 0 ? [t('triage.answer.open', { answers: words.list(without) })] : []),
        ...(step.path === 'accords' && open.agreements ? [t('triage.answer.agreementsOpen')] : []),
      ];
      return hints.length > 0 ? hints.join('. ') : undefined;
    };
    return {
      title: t('triage.answer.title'),
      about: t('triage.answer.about', {
        child: childName(request, words),
        age: ageWords(request, this.clock.today(), words),
      }),
      requestId: request.id,
      tasks: steps.map((step) => {
        const hint = hintOf(step);
        return {
          title: this.questions.titleOf(
            words.inVoice('atDesk'),
            step.path === 'responsable' ? withAskedAdult(form, step.index!) : form,
            step,
          ),
          href: `/rpe/demandes/${request.id}/repondre/${stepPath(step)}`,
          hint,
          status: hint
            ? { text: t('dossier.tasks.started'), tone: 'warning' }
            : step.status === 'todo' && step.path === 'foyer'
              ? { text: t('dossier.tasks.todo'), tone: 'neutral' }
              : { text: t('dossier.tasks.done'), tone: 'success' },
        };
      }),
      removeAdult:
        form.adults.length > 1
          ? {
              href: `/rpe/demandes/${request.id}/repondre/responsable/2/retirer`,
              text: t('triage.answer.removeLink', { name: adultName(form.adults[1]!, words) }),
            }
          : null,
      addChild: `/rpe/demandes/${request.id}/repondre/enfant/ajouter`,
      addAdult:
        form.adults.length < 2 ? `/rpe/demandes/${request.id}/repondre/responsable/${form.adults.length + 1}` : null,
    };
  }

  /** Where the agent goes next: on with what is missing, or to the request where nothing is any more. */
  afterNoting(requestId: Id, noted: Noted): Redirect {
    if (noted === 'moved') return redirect('/rpe', 'triage.notice.movedAway');
    if (noted === 'complete' || noted === 'whole') return redirect(`/rpe/demandes/${requestId}`, NOTICE_OF_ALL[noted]);
    return redirect(
      `/rpe/demandes/${requestId}/repondre`,
      noted === 'needed' ? 'triage.notice.answeredNeeded' : 'triage.notice.answered',
    );
  }

  /** As {@link afterNoting}, where the agent stays on the page: more may be noted on it. */
  afterNotingHere(page: string, noted: Noted): Redirect {
    if (noted === 'moved') return redirect('/rpe', 'triage.notice.movedAway');
    if (noted === 'noted') return redirect(page, 'triage.notice.answered');
    return redirect(page, noted === 'needed' ? 'triage.notice.answeredHere' : NOTICE_OF_ALL[noted]);
  }

  private stepsOf(form: DossierForm, children: number): Step[] {
    const today = this.clock.today();
    return stepsOf(form, { answered: [], knownProviders: this.supply.providerIds(), today, children });
  }
}
