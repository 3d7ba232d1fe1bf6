import { Injectable } from '@nestjs/common';

/** A fact asked of a family only because it gives points, with what it gives in the grid in force. */
export interface AskedCriterion {
  /** One of ASKED_FACTS. */
  readonly code: string;
  readonly points: number;
}

/** The questions of the grid in force. Declared here, answered downstream by who holds the grids. */
@Injectable()
export class CriterionQuestions {
  private source: () => Promise<readonly AskedCriterion[]> = () => Promise.resolve([]);

  register(source: () => Promise<readonly AskedCriterion[]>): void {
    this.source = source;
  }

  /** Nothing when no grid is in force: a question that gives no point is not asked. */
  asked(): Promise<readonly AskedCriterion[]> {
    return this.source();
  }
}
