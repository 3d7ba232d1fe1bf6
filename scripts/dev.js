/**
 * Builds and starts the demonstration again whenever a source changes: code, pages, sentences or assets. Its data is
 * kept. Ctrl+C stops it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';

/** Waits this long after a change, because editors write several files at once. */
const SETTLED_MILLIS = 150;

let server = null;
let timer = null;

const build = () => spawnSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' }).status === 0;

function stopServer() {
  const running = server;
  server = null;
  if (!running || running.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    running.once('exit', resolve);
    running.kill('SIGTERM');
  });
}

async function restart() {
  await stopServer();
  // A build that fails prints why, and the next change builds again.
  if (build())
    server = spawn(process.execPath, ['dist/commands/demo.js', ...process.argv.slice(2)], { stdio: 'inherit' });
}

let underWay = restart();
const restartSoon = () => {
  clearTimeout(timer);
  timer = setTimeout(() => (underWay = underWay.then(restart)), SETTLED_MILLIS);
};
for (const folder of ['src', 'data']) watch(folder, { recursive: true }, restartSoon);
process.once('SIGINT', () => void stopServer().then(() => process.exit(0)));
process.once('SIGTERM', () => void stopServer().then(() => process.exit(0)));
