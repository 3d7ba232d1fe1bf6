import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { ChangesOfFamily } from '../change-decisions.js';
import type { ExpectedChanges } from '../foresight.js';
import { isOfChild, SENT_REQUEST } from '../../domain/proposed-changes/fields.js';
import type { ChildRequest } from '../../persistence/dossier.entities.js';
import type { ProposedChange } from '../../persistence/proposed-change.entities.js';
import { answerIn } from '../../answers/proposed-changes.js';
import { AnswersPresenter, type AnswerRow } from '../../answers/web/answers.presenter.js';

type Model = Record<string, unknown>;

/** Proposed answers beside the stored ones: both values, the source and time of each, and the possible decisions. */
@Injectable()
export class ChangesPresenter {
  constructor(private readonly answers: AnswersPresenter) {}

  /** @param action address that the page is posted to */
  page(words: Translator, changes: ChangesOfFamily, action: string, isDesk: boolean): Model {
    const { t, instant } = words;
    const {
      held: { dossier },
      open,
      decided,
      arrivals,
    } = changes;
    return {
      title: t('changes.title'),
      number: dossier.number,
      action,
      lead: t(isDesk ? 'changes.deskLead' : 'changes.familyLead'),
      columns: ['answer', 'held', 'proposed', 'from', 'decide'].map((name) => t(`changes.column.${name}`)),
      rows: open.map((change) => this.changeRow(words, changes, change)),
      decided: decided.map((change) => ({
        ...this.changeRow(words, changes, change),
        state: t(`changes.state.${change.state}`),
        at: change.decidedAt && instant(change.decidedAt),
      })),
      arrivals: isDesk
        ? arrivals.map(({ id, number, submittedAt }) => ({
            id,
            text: t('changes.arrival', { number, at: instant(submittedAt) }),
          }))
        : [],
    };
  }

  /** What sending a form would change of a known family: both values, and whether the new one is written at once. */
  expected(words: Translator, { held, differences }: ExpectedChanges): Model[] {
    return differences.map((difference) => {
      const sent = this.answers.fieldRow(words, difference.field, difference.sent);
      const before = this.answers.fieldRow(words, difference.field, difference.held);
      return {
        name: this.nameOf(words, { held }, difference, sent),
        held: difference.held === null ? [] : linesOf(before),
        proposed: linesOf(sent),
        fills: difference.kind === 'blank',
      };
    });
  }

  private changeRow(words: Translator, changes: ChangesOfFamily, change: ProposedChange): Model {
    const { t, shortInstant } = words;
    const from = t(`changes.source.${change.source}`, { at: shortInstant(change.at) });
    if (change.field === SENT_REQUEST) return { id: change.id, from, ...this.sentChild(words, changes, change) };
    const held = change.state === 'open' ? answerIn(changes.held, change.requestId, change.field) : change.before;
    const proposed = this.answers.fieldRow(words, change.field, change.value);
    return {
      id: change.id,
      from,
      name: this.nameOf(words, changes, change, proposed),
      held: linesOf(this.answers.fieldRow(words, change.field, held)),
      proposed: linesOf(proposed),
    };
  }

  private sentChild(words: Translator, { sent }: ChangesOfFamily, { sentRequestId, requestId }: ProposedChange): Model {
    const { t } = words;
    const child = this.childWords(words, sent.get(sentRequestId!) ?? null);
    return requestId === null
      ? { name: t('changes.sentChild', { child }), held: [t('changes.sentHeld')], proposed: [child] }
      : { name: t('changes.sameChild', { child }), held: [t('changes.sameHeld')], proposed: [child] };
  }

  private nameOf(
    { t }: Translator,
    { held }: Pick<ChangesOfFamily, 'held'>,
    { field, requestId }: Pick<ProposedChange, 'field' | 'requestId'>,
    { key }: AnswerRow,
  ): string {
    if (isOfChild(field))
      return t('changes.of', {
        answer: key,
        child: held.requests.find(({ id }) => id === requestId)?.firstName ?? t('dossier.child.only'),
      });
    const rank = /^adult\.(\d)\./.exec(field)?.[1];
    return rank && held.form.adults.length > 1 ? t('changes.ofAdult', { answer: key, rank: Number(rank) }) : key;
  }

  private childWords(
    { t, day }: Translator,
    child: Pick<ChildRequest, 'firstName' | 'surname' | 'birthDate' | 'dueDate'> | null,
  ): string {
    const name = [child?.firstName, child?.surname].filter(Boolean).join(' ') || t('dossier.child.only');
    const date = child?.birthDate ?? child?.dueDate;
    return date ? `${name}, ${day(date)}` : name;
  }
}

const linesOf = ({ value, lines }: AnswerRow): string[] => (lines ? [...lines] : value ? [value] : []);
