import { setImmediate } from 'node:timers/promises';

/** What others wait for at most, beside what one step of the work takes. */
const SLICE_MILLIS = 10;

/** Work that stays on the event loop and is long: it is cut into slices, and others are answered between them. */
export class Slices {
  private began = performance.now();

  /** Called between two steps of the work. Lets others go first once this slice has lasted. */
  async giveWay(): Promise<void> {
    if (performance.now() - this.began < SLICE_MILLIS) return;
    await setImmediate();
    this.began = performance.now();
  }
}

/** Does work that is written in short steps. */
export async function inSlices<T>(steps: Generator<void, T>): Promise<T> {
  const slices = new Slices();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await slices.giveWay();
  }
}
