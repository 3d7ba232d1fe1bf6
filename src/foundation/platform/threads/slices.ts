import { setImmediate } from 'node:timers/promises';

/** The longest that others wait for a slice, apart from one step of the work. */
const SLICE_MILLIS = 10;

/** Cuts long work on the event loop into slices. Other requests are answered between them. */
export class Slices {
  private began = performance.now();

  /** Called between two steps of the work. Lets other work run when the slice has lasted long enough. */
  async giveWay(): Promise<void> {
    if (performance.now() - this.began < SLICE_MILLIS) return;
    await setImmediate();
    this.began = performance.now();
  }
}

/** Does work that is written as short steps, in slices. */
export async function inSlices<T>(steps: Generator<void, T>): Promise<T> {
  const slices = new Slices();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await slices.giveWay();
  }
}
