/**
 * The server of the bench of doors: the built application in a process of its own, which says over IPC which routes it
 * has and for how long its event loop stood still since it was last asked. Started by bench/doors.js with the flags of
 * `npm start`.
 */
import { readConfig } from '../dist/foundation/config/index.js';
import { createApp } from '../dist/create-app.js';
import { RouteAudit } from '../dist/foundation/platform/security/index.js';

const config = readConfig('production');
const app = await createApp(config);
await app.listen(config.PORT, config.HOST);

// By a timer of its own: monitorEventLoopDelay forgets the turn it was reset in, and with it a stall that begins there.
let [last, longest] = [performance.now(), 0];
const turned = () => {
  const now = performance.now();
  longest = Math.max(longest, now - last);
  last = now;
};
setInterval(turned, 1);

process.on('message', (asked) => {
  turned();
  process.send(asked === 'routes' ? app.get(RouteAudit).listRoutes() : longest);
  longest = 0;
});
// The bench was stopped: nothing is left behind.
process.on('disconnect', () => process.exit());
process.send('ready');
