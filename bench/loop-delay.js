/**
 * Loaded before the server (`--import`): for how long its event loop stood still at the longest, since the last
 * SIGCONT, is written to LOOP_DELAY_FILE as the server is told to end. Nobody is answered meanwhile, which the times of
 * one client at a time do not show.
 */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.env.LOOP_DELAY_FILE) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  process.on('SIGCONT', () => delay.reset());
  process.on('SIGTERM', () => writeFileSync(process.env.LOOP_DELAY_FILE, String(Math.round(delay.max / 1e6))));
}
