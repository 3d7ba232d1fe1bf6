/**
 * The demonstration, built and started anew whenever a source changes: code, pages, sentences, assets. What was typed
 * into it is kept. Stop with Ctrl+C.
 */
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';

/** Editors write several files at once. */
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
  // What does not build says why, and the next change tries again.
  if (build()) server = spawn(process.execPath, ['dist/demo.js', ...process.argv.slice(2)], { stdio: 'inherit' });
}

let underWay = restart();
const restartSoon = () => {
  clearTimeout(timer);
  timer = setTimeout(() => (underWay = underWay.then(restart)), SETTLED_MILLIS);
};
for (const folder of ['src', 'data']) watch(folder, { recursive: true }, restartSoon);
process.once('SIGINT', () => void stopServer().then(() => process.exit(0)));
process.once('SIGTERM', () => void stopServer().then(() => process.exit(0)));
