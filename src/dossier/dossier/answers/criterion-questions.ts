import { Injectable } from '@nestjs/common';
import { Hooks } from '../../../foundation/kernel/hooks.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { DossierForm } from '../domain/dossier-form.js';
import { openQuestions } from '../domain/open-questions.js';

/** A fact that a family is asked only because it gives points, with the points of the grid in force. */
export interface AskedCriterion {
  /** One of ASKED_FACTS. */
  readonly code: string;
  readonly points: number;
}

/** One line of a child's points, as far as a family reads it. */
export interface CountedLine {
  readonly code: string;
  readonly value: boolean | number | null;
  readonly points: number;
  /** The establishment where the line counts, when it is only one. */
  readonly at?: string;
  /** The day care starts, where the line was judged on that day. */
  readonly careStart?: Day;
}

/** What may still be asked about one child, although nothing waits for it. */
export interface OpenAnswers {
  /** The questions without an answer that could add points. */
  readonly questions: CountedAnswers['open'];
  /** Whether the family has still to say what it agrees to. */
  readonly agreements: boolean;
}

/** A question that gives points, and the most that its answer could add. */
export interface CountedQuestion {
  readonly question: string;
  /** Which adult is asked, from 0; absent where the question is about the family or the child. */
  readonly adult?: number;
  readonly points: number;
}

/** The points that the answers about one child give today. */
export interface CountedAnswers {
  readonly lines: readonly CountedLine[];
  readonly total: number;
  /** The questions without an answer that could add points, and the most that each could add. */
  readonly open: readonly CountedQuestion[];
  /** Every question that gives points, answered or not. */
  readonly asked: readonly CountedQuestion[];
  /** The leaves that cost points because they end after care is wanted. */
  readonly late: readonly CountedLateReturn[];
}

/** A leave that lasts beyond the wanted start of care, and the points that it costs. */
export interface CountedLateReturn {
  /** From 0. */
  readonly adult: number;
  readonly back: Day;
  readonly wantedFrom: Day;
  readonly points: number;
}

/**
 * The questions of the grid in force. The feature that holds the grids is downstream, and registers the answer here.
 */
@Injectable()
export class CriterionQuestions {
  readonly sources = new Hooks<() => Promise<readonly AskedCriterion[]>>('a family is asked what gives points');
  readonly counts = new Hooks<(form: DossierForm) => Promise<readonly CountedAnswers[]>>(
    'a family reads its points before it sends its answers',
  );

  /** The facts to ask. There are none when no grid is in force, because a question that gives no point is not asked. */
  async listAsked(): Promise<readonly AskedCriterion[]> {
    return (await Promise.all(this.sources.all.map((asked) => asked()))).flat();
  }

  /** What a family may still be asked about the only child of a form. */
  async listOpen(form: DossierForm): Promise<OpenAnswers> {
    const [counted] = await this.countPoints(form);
    return { questions: counted?.open ?? [], agreements: openQuestions(form, []).agreements };
  }

  /** Every question that gives points about the only child of a form, answered or not; none while no grid is in force. */
  async listPointed(form: DossierForm): Promise<readonly CountedQuestion[]> {
    return (await this.countPoints(form))[0]?.asked ?? [];
  }

  /** The points of each child of a form; none while no grid is in force. */
  async countPoints(form: DossierForm): Promise<readonly CountedAnswers[]> {
    return (await Promise.all(this.counts.all.map((count) => count(form)))).flat();
  }
}
