/**
 * The server of the bench of doors: the built application in a process of its own, which says over IPC which routes it has and for how long its
 * event loop stood still since it was last asked. Started by bench/doors.js with the flags of `npm start`.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readConfig } from '../dist/config/index.js';
import { createApp } from '../dist/create-app.js';
import { RouteAudit } from '../dist/platform/security/index.js';

const config = readConfig('production');
const app = await createApp(config);
await app.listen(config.PORT, config.HOST);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

process.on('message', (asked) => {
  if (asked === 'routes') process.send(app.get(RouteAudit).all());
  // A delay is written down when the loop turns again: it is asked for a little later.
  else setTimeout(() => {
    const millis = delay.max / 1e6;
    delay.reset();
    process.send(millis);
  }, 3);
});
process.send('ready');
