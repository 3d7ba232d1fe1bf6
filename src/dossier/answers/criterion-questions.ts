import { Injectable } from '@nestjs/common';
import { Hooks } from '../../kernel/hooks.js';

/** A fact asked of a family only because it gives points, with what it gives in the grid in force. */
export interface AskedCriterion {
  /** One of ASKED_FACTS. */
  readonly code: string;
  readonly points: number;
}

/** The questions of the grid in force. Declared here, answered downstream by who holds the grids. */
@Injectable()
export class CriterionQuestions {
  readonly sources = new Hooks<() => Promise<readonly AskedCriterion[]>>('a family is asked what gives points');

  /** Nothing when no grid is in force: a question that gives no point is not asked. */
  async asked(): Promise<readonly AskedCriterion[]> {
    return (await Promise.all(this.sources.all.map((asked) => asked()))).flat();
  }
}
