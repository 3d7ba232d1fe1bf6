import { Injectable } from '@nestjs/common';
import { Hooks } from '../../kernel/hooks.js';

/** A fact that a family is asked only because it gives points, with the points of the grid in force. */
export interface AskedCriterion {
  /** One of ASKED_FACTS. */
  readonly code: string;
  readonly points: number;
}

/**
 * The questions of the grid in force. The feature that holds the grids is downstream, and registers the answer here.
 */
@Injectable()
export class CriterionQuestions {
  readonly sources = new Hooks<() => Promise<readonly AskedCriterion[]>>('a family is asked what gives points');

  /** The facts to ask. There are none when no grid is in force, because a question that gives no point is not asked. */
  async listAsked(): Promise<readonly AskedCriterion[]> {
    return (await Promise.all(this.sources.all.map((asked) => asked()))).flat();
  }
}
