import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  factsOf,
  Grids,
  lateReturns,
  openQuestions,
  pointedQuestions,
  pointsOf,
  publishedItems,
  type AnsweredFacts,
  type GridInForce,
  type LateReturn,
  type OpenQuestion,
  type Points,
} from '../../admission/index.js';
import {
  CriterionQuestions,
  type DossierForm,
  type RequestFile,
  type WishForm,
} from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { CaseFacts } from './case-facts.js';

/** The points of a child today, under the grid in force. */
export interface CountedPoints {
  readonly grid: GridInForce;
  readonly points: Points;
  readonly open: readonly OpenQuestion[];
  /** Every question that gives points, answered or not. */
  readonly asked: readonly OpenQuestion[];
  readonly late: readonly LateReturn[];
}

/**
 * Counts the points of a child before any session judges it, in the same way for its family, its desk and a form that
 * is not sent yet.
 */
@Injectable()
export class PointsToday implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly grids: Grids,
    private readonly facts: CaseFacts,
    private readonly questions: CriterionQuestions,
  ) {}

  onModuleInit(): void {
    this.questions.counts.join('commission counts the points of each child', async (form) =>
      (await this.countForm(form)).map(({ points, open, asked, late }) => ({ ...points, open, asked, late })),
    );
  }

  /** Null while no grid is in force. */
  async countRequest(file: RequestFile): Promise<CountedPoints | null> {
    const grid = await this.grids.findInForce();
    if (grid === null) return null;
    const [answered] = await this.facts.readAnswered(this.reader, [file], this.clock.today());
    return this.counted(grid, answered!, file.wishes);
  }

  /** The points of each child of a form that is not sent yet; none while no grid is in force. */
  async countForm(form: DossierForm): Promise<CountedPoints[]> {
    const grid = await this.grids.findInForce();
    if (grid === null) return [];
    return form.children.map(({ wishes }, index) =>
      this.counted(grid, this.facts.answeredIn(form, index, this.clock.today()), wishes),
    );
  }

  private counted(
    grid: GridInForce,
    answered: AnsweredFacts,
    wishes: readonly Pick<WishForm, 'providerId'>[],
  ): CountedPoints {
    const places = this.facts.placesOf(wishes.flatMap(({ providerId }) => providerId ?? []));
    const facts = publishedItems(grid.grid).flatMap(({ item, source }) => (source === 'question' ? [item.code] : []));
    return {
      grid,
      points: pointsOf(grid.grid, factsOf(answered), places),
      open: openQuestions(grid.grid, answered, places, facts),
      asked: pointedQuestions(grid.grid, answered, places, facts),
      late: lateReturns(grid.grid, answered, places),
    };
  }
}
