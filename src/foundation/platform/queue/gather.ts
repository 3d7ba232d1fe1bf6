import { setImmediate } from 'node:timers/promises';

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers items into common calls. Items that are given in the same turn, or while all calls are under way, go
 * together in the next call.
 */
export class Gather<Item, Answer> {
  private readonly waiting: Waiting<Item, Answer>[] = [];
  private underWay = 0;

  /**
   * @param call answers for its items, in their order
   * @param lanes how many calls may be under way at once. With more than one, a slow item does not delay all others
   */
  constructor(
    private readonly call: (items: readonly Item[]) => Promise<readonly Answer[]>,
    private readonly limits: { readonly largest: number; readonly lanes: number },
  ) {}

  ask(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.underWay < this.limits.lanes) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.underWay += 1;
    await setImmediate();
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.limits.largest);
      try {
        const answers = await this.call(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => resolve(answers[index]!));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.underWay -= 1;
  }
}
