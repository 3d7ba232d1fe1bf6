/**
 * Ends a process of the tests that one test holds, since a loop without an end leaves it no turn to stop the test itself.
 * A thread of its own waits for a sign of life every second. The runner then tells of the file, and goes on with the others.
 */
import { writeSync } from 'node:fs';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';

/** The longest that a process may be held, in milliseconds: proofs of the engine compute for half a minute in one go. */
const LONGEST = Number(process.env.TEST_HELD_MS ?? 180_000);

if (isMainThread && !globalThis.marelleGuard) {
  globalThis.marelleGuard = new Worker(new URL(import.meta.url));
  globalThis.marelleGuard.unref();
  setInterval(() => globalThis.marelleGuard.postMessage(null), 1000).unref();
  // The runner lets go of a process that is through, which then ends by itself. Where the runner was killed, a test is still
  // running for nobody.
  process.once('disconnect', () => setTimeout(() => process.exit(), 5000).unref());
}

/** Says which test begins. */
export const tellOf = (title) => globalThis.marelleGuard?.postMessage(title);

if (!isMainThread && parentPort) {
  let [last, timer] = ['what stands outside of tests'];
  const end = () => {
    // The words of a thread go through its process, which has no turn for them.
    writeSync(2, `"${last}" held its process for ${LONGEST / 1000} s: the process is ended.\n`);
    process.kill(process.pid, 'SIGKILL');
  };
  parentPort.on('message', (title) => {
    last = title ?? last;
    clearTimeout(timer);
    timer = setTimeout(end, LONGEST);
  });
}
