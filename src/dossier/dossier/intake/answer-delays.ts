import { Injectable } from '@nestjs/common';
import { Hooks } from '../../../foundation/kernel/hooks.js';

/** How many days a family has to answer an offer: the fewest and the most, over whoever may make it one. */
export interface AnswerDays {
  readonly least: number;
  readonly most: number;
}

/**
 * How long a family will have to answer an offer, for its receipt (domain.md §9). A downstream feature knows by which
 * rules offers are made, and registers here.
 */
@Injectable()
export class AnswerDelays {
  readonly asked = new Hooks<() => Promise<number[]>>('a receipt says how long a family has to answer an offer');

  /** Null where nothing makes offers. */
  async read(): Promise<AnswerDays | null> {
    const days = (await Promise.all(this.asked.all.map((each) => each()))).flat();
    return days.length > 0 ? { least: Math.min(...days), most: Math.max(...days) } : null;
  }
}
