/**
 * Runs the steps of the gate and of `npm run check`, tells what came of each, and at the end every failure with the
 * command that shows it alone. Needs Node alone: the packages are installed by the first step.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEPT = 'var/gate';
const LONGEST_MINUTES = 20;
/** How often a step may pass at the second try only, until that is a fault to mend. */
const MOST_SECOND_TRIES = 3;

/**
 * @typedef {object} Step
 * @property {string} name what it holds
 * @property {string} command for a shell
 * @property {'code' | 'counted' | 'suites' | 'told'} [by] how it is judged: by its exit code, by a last line `N passed, N
 *   failed`, by what Jest wrote; `told` is said and never fails
 * @property {boolean} [again] whether it is tried once more alone at the end where it failed
 * @property {Record<string, string>} [env] added to the environment
 * @property {number} [minutes] after which it is stopped, and has failed
 * @property {boolean} [bare] whether it gets the environment of a stranger: `env` and nothing else
 * @property {() => { passed: number, failures: Failure[] } | null} [read] what the report of Jest says, for `suites`
 */
/** @typedef {{ what: string, told: string[], alone: string }} Failure what failed, in at most two lines more, and how to run it */

export class Steps {
  #began = performance.now();
  #passed = 0;
  /** @type {Failure[]} */
  #failures = [];
  /** @type {{ step: Step, failures: Failure[] }[]} */
  #again = [];
  #seconds = {};
  #secondTries = [];
  #running = new Set();

  /** @param {string} by the gate or `check` @param {string} commit both are written down with what came of it */
  constructor(by, commit) {
    Object.assign(this, { by, commit });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.once(signal, () => {
        for (const child of this.#running) stop(child);
        process.exit(1);
      });
  }

  /** Runs steps side by side, as many as there are lanes: whoever is through takes the next. */
  async run(steps, lanes = 1) {
    const left = [...steps];
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let step = left.shift(); step; step = left.shift()) {
          const failures = await this.#take(step);
          if (failures.length === 0) continue;
          if (step.again) this.#again.push({ step, failures });
          else this.#failures.push(...failures);
        }
      }),
    );
  }

  /** Runs a step without which nothing else can be known: where it fails, the run ends. */
  async need(step) {
    await this.run([step]);
    if (this.#failures.length > 0) this.finish();
  }

  /** Says what was not done, and why. */
  leaveOut(what) {
    console.log(`LEFT OUT ${what}`);
  }

  /** Tries once more what may be tried again; what it says then counts, and both are told. */
  async tryAgain() {
    for (const { step, failures } of this.#again) {
      const second = await this.#take({ ...step, name: `${step.name}, once more` });
      if (second.length === 0) this.#secondTries.push({ name: step.name, first: failures });
      else this.#failures.push(...second);
    }
    this.#again = [];
  }

  /** Prints every failure and the closing line, writes the run down, and ends the process. */
  finish() {
    this.#failures.push(...this.#again.flatMap(({ failures }) => failures));
    const seconds = Math.round((performance.now() - this.#began) / 1000);
    console.log(`== the whole in ${seconds} s`);
    for (const { name, first } of this.#noteSecondTries())
      console.log(`passed at the second try: ${name}, where the first said: ${first[0].what}`);
    for (const { what, told, alone } of this.#failures)
      console.log(
        [`FAIL ${what}`, ...told.slice(0, 2).map((line) => `     ${line.slice(0, 200)}`), `     alone: ${alone}`].join(
          '\n',
        ),
      );
    const failed = this.#failures.length;
    const { by, commit } = this;
    writeRun({ by, commit, passed: this.#passed, failed, seconds, steps: this.#seconds, failures: this.#failures });
    console.log(`${this.#passed} passed, ${failed} failed`);
    process.exit(failed === 0 && this.#passed > 0 ? 0 : 1);
  }

  /** @returns what failed of a step */
  async #take(step) {
    const began = performance.now();
    const { code, log } = await this.#execute(step);
    const { passed, failures } = judge(step, code, log);
    const seconds = Math.round((performance.now() - began) / 1000);
    this.#seconds[step.name] = seconds;
    this.#passed += passed;
    console.log(
      `${failures.length > 0 ? 'FAIL' : 'ok  '} ${step.name}: ${passed} passed, ${failures.length} failed, ${seconds} s`,
    );
    if (step.by === 'told')
      console.log(
        lastLines(log, 3)
          .map((line) => `     ${line}`)
          .join('\n'),
      );
    if (failures.length > 0)
      console.log(
        lastLines(log, 60)
          .map((line) => `     ${line}`)
          .join('\n'),
      );
    return failures;
  }

  #execute({ command, env, bare, minutes = LONGEST_MINUTES }) {
    const child = spawn('sh', ['-c', command], {
      env: bare ? env : { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that all that it started can be ended.
      detached: true,
    });
    this.#running.add(child);
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (log += text));
    const timer = setTimeout(() => stop(child), minutes * 60_000);
    return new Promise((resolve) =>
      child.once('close', (code) => {
        clearTimeout(timer);
        this.#running.delete(child);
        resolve({ code: code ?? 1, log });
      }),
    );
  }

  /** Keeps what passed at the second try. @returns it, and says what has done so too often */
  #noteSecondTries() {
    if (this.#secondTries.length === 0) return [];
    const file = join(KEPT, 'second-tries.json');
    const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    for (const { name } of this.#secondTries) {
      kept[name] = (kept[name] ?? 0) + 1;
      if (kept[name] >= MOST_SECOND_TRIES)
        console.log(`A FAULT TO MEND: ${name} has passed at the second try ${kept[name]} times`);
    }
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
    return this.#secondTries;
  }
}

function stop(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

const lastLines = (log, count) => log.trimEnd().split('\n').slice(-count);

/** @returns {{ passed: number, failures: Failure[] }} */
function judge(step, code, log) {
  const whole = { what: step.name, told: lastLines(log, 2), alone: step.command };
  if (step.by === 'told') return { passed: 0, failures: [] };
  if (step.by === 'suites') {
    const report = step.read();
    if (!report) return { passed: 0, failures: [whole] };
    // An error outside of tests, a run that was cut short: no test is to blame.
    return code !== 0 && report.failures.length === 0 ? { ...report, failures: [whole] } : report;
  }
  if (step.by === 'counted') {
    const [, passed, failed] = [...log.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? [];
    if (passed === undefined) return { passed: 0, failures: [whole] };
    const told = [...log.matchAll(/^FAILED (.+)\n((?: {2}.+\n)*)/gm)].map(([, where, problems]) => ({
      what: `${step.name}: ${where}`,
      told: problems
        .trim()
        .split('\n')
        .map((line) => line.trim()),
      alone: step.command,
    }));
    const isRed = code !== 0 || Number(failed) > 0;
    return { passed: Number(passed), failures: isRed ? (told.length > 0 ? told : [whole]) : [] };
  }
  return code === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [whole] };
}

/** What the last run said, or null. */
export const lastRun = () =>
  existsSync(join(KEPT, 'last.json')) ? JSON.parse(readFileSync(join(KEPT, 'last.json'), 'utf8')) : null;

function writeRun(run) {
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(join(KEPT, 'last.json'), `${JSON.stringify({ at: new Date().toISOString(), ...run }, null, 2)}\n`);
}
