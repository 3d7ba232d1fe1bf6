/**
 * Ends what a process has started, once that process has ended in whatever way, kill -9 included: servers, Chromium,
 * Jest, and databases whose names it was told. A process of its own watches, which knows the descendants of the watched
 * one because it looks at them twice a second (from /proc: on Linux alone).
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOOK_MILLIS = 500;
const HERE = fileURLToPath(import.meta.url);

/**
 * Watches this process from now on.
 * @param {{ databases?: string, folders?: string[] }} also what to remove at the end: databases of TEST_DATABASE_URL by
 *   the beginning of their names, and folders
 */
export function leaveNothingBehind(also = {}) {
  if (!existsSync('/proc/self/stat')) return;
  const watcher = spawn(process.execPath, [HERE, String(process.pid), JSON.stringify(also)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  // The pipe closes when this process ends. Neither it nor the watcher keeps this process running.
  watcher.unref();
  watcher.stdin.unref();
}

/** Every process: its number, that of its parent, and the moment at which it began, since numbers are given again. */
function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The name of a program stands in parentheses and may hold any character.
        const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        // What has ended and that nobody has asked about is no process any more.
        return rest[0] === 'Z' ? [] : [{ pid: Number(name), parent: Number(rest[1]), began: rest[19] }];
      } catch {
        return [];
      }
    });
}

/** A watcher has its own to remove and ends by itself. */
function isWatcher(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(HERE);
  } catch {
    return false;
  }
}

function watch(watched, { databases, folders = [] }) {
  /** When each descendant began, by its number. One that has lost its parent stays one. */
  const known = new Map();
  const look = () => {
    const all = processes();
    const running = new Map(all.map(({ pid, began }) => [pid, began]));
    for (const [pid, began] of known) if (running.get(pid) !== began) known.delete(pid);
    for (let grew = true; grew;) {
      grew = false;
      for (const { pid, parent, began } of all)
        if (pid !== process.pid && !known.has(pid) && (parent === watched || known.has(parent)) && !isWatcher(pid)) {
          known.set(pid, began);
          grew = true;
        }
    }
  };
  look();
  const timer = setInterval(look, LOOK_MILLIS);
  process.stdin.resume();
  process.stdin.once('end', async () => {
    clearInterval(timer);
    // Whoever is ended may have started another meanwhile.
    for (let left = true; left;) {
      look();
      left = known.size > 0;
      for (const pid of known.keys())
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended by itself.
        }
      if (left) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    if (databases && process.env.TEST_DATABASE_URL) await dropDatabases(databases);
    process.exit(0);
  });
}

async function dropDatabases(prefix) {
  const { default: pg } = await import('pg');
  const client = new pg.Client(process.env.TEST_DATABASE_URL);
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [prefix]);
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
    await client.end();
  } catch {
    // The server was this process's own, and has ended with it.
  }
}

if (process.argv[1] === HERE) watch(Number(process.argv[2]), JSON.parse(process.argv[3]));
