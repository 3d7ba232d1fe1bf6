import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { GRADES, QUESTIONS } from '../domain/questions.js';
import { FEWEST_ANSWERS, type ToldBatch } from '../domain/told-batches.js';
import type { ToldSatisfaction } from '../satisfaction-figures.js';

type Model = Record<string, unknown>;

/** The three questions, and what is told of the answers. */
@Injectable()
export class SatisfactionPresenter {
  constructor(private readonly clock: Clock) {}

  ballotModel({ t }: Translator): Model {
    return {
      title: t('satisfaction.ballot.title'),
      questions: QUESTIONS.map((name) => ({
        name,
        legend: t(`satisfaction.question.${name}`),
        grades: GRADES.map((value) => ({ value, text: t(`satisfaction.grade.${value}`) })),
      })),
    };
  }

  toldModel(words: Translator, { batches, whole }: ToldSatisfaction): Model {
    const { t, percent } = words;
    return {
      title: t('satisfaction.told.title'),
      fewest: FEWEST_ANSWERS,
      whole: whole && {
        lead: t('satisfaction.told.lead', {
          asked: whole.asked,
          answered: whole.answered,
          period: this.periodWords(words, whole),
        }),
        table: {
          caption: t('satisfaction.told.caption', { period: this.periodWords(words, whole) }),
          columns: [
            { text: t('satisfaction.column.question') },
            ...GRADES.map((grade) => ({ text: t(`satisfaction.grade.${grade}`), numeric: true })),
          ],
          rows: QUESTIONS.map((question) => [
            t(`satisfaction.question.${question}`),
            ...GRADES.map((grade) => {
              const count = whole.grades[question][grade];
              return count === 0
                ? t('satisfaction.none')
                : { text: String(count), hint: percent(Math.round((count / whole.answered) * 100) / 100) };
            }),
          ]),
        },
      },
      batches: batches.length > 1 ? this.batchTable(words, batches) : null,
      csvHref: whole ? '/satisfaction.csv' : null,
    };
  }

  private batchTable(words: Translator, batches: readonly ToldBatch[]): Model {
    const { t, percent } = words;
    return {
      caption: t('satisfaction.told.batches'),
      columns: [
        { text: t('satisfaction.column.period') },
        ...['asked', 'answered', ...QUESTIONS].map((name) => ({
          text: t(`satisfaction.column.${name}`),
          numeric: true,
        })),
      ],
      rows: [...batches].reverse().map((batch) => [
        this.periodWords(words, batch),
        batch.asked,
        batch.answered,
        ...QUESTIONS.map((question) => {
          const { yes, rather } = batch.grades[question];
          return percent(Math.round(((yes + rather) / batch.answered) * 100) / 100);
        }),
      ]),
    };
  }

  private periodWords({ t, month }: Translator, { from, to }: Pick<ToldBatch, 'from' | 'to'>): string {
    return from === to ? month(from) : t('satisfaction.period', { from: month(from), to: month(to) });
  }

  csvLines(words: Translator, { batches }: ToldSatisfaction): (string | number)[][] {
    const { t, day } = words;
    return [
      ['period', 'asked', 'answered', 'question', 'grade', 'count'].map((column) => t(`satisfaction.column.${column}`)),
      ...batches.flatMap((batch) =>
        QUESTIONS.flatMap((question) =>
          GRADES.map((grade) => [
            this.periodWords(words, batch),
            batch.asked,
            batch.answered,
            t(`satisfaction.question.${question}`),
            t(`satisfaction.grade.${grade}`),
            batch.grades[question][grade],
          ]),
        ),
      ),
      [],
      [t('satisfaction.told.definition', { fewest: FEWEST_ANSWERS })],
      [t('satisfaction.told.date', { day: day(this.clock.today()) })],
    ];
  }
}
