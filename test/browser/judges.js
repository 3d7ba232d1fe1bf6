/**
 * Two judges that the gate is too short for: IBM's engine in the page, and the checker of the W3C, a Java program that
 * answers on a port of this machine. Both come with `npm ci --prefix bench`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { freePort } from '../chaos/server.js';

const ofBench = createRequire(new URL('../../bench/package.json', import.meta.url));
const ENGINE = readFileSync(ofBench.resolve('accessibility-checker-engine/ace.js'), 'utf8');
const CHECKER = ofBench.resolve('vnu-jar/build/dist/vnu.jar');

/**
 * Run in the page, with every fold open: the engine judges a field and not the label that is folded with it.
 * @returns what the engine is sure of; what it would have a person look at is left to the grid
 */
async function engineViolations(guidelines = 'WCAG_2_2') {
  const folds = [...document.querySelectorAll('details:not([open])')];
  for (const fold of folds) fold.open = true;
  const { results } = await new window.ace.Checker().check(document, [guidelines]);
  for (const fold of folds) fold.open = false;
  return results
    .filter(({ value: [level, outcome] }) => level === 'VIOLATION' && outcome === 'FAIL')
    .map(({ ruleId, message, snippet }) => `${ruleId}: ${message} ${snippet.slice(0, 160)}`);
}

/** @param {import('playwright-core').Page} page */
export async function engineProblems(page, guidelines) {
  // Loading the engine again in one page would lose what it knows of it.
  if (await page.evaluate(() => !window.ace)) await page.evaluate(`${ENGINE}\n;window.ace = ace;`);
  return page.evaluate(engineViolations, guidelines);
}

/** The checker of the W3C as a process of its own. */
export class Checker {
  /** Without Java nothing can be checked: said so, and a failure. */
  static async start() {
    if (spawnSync('java', ['-version']).status !== 0) {
      console.log('NOT MEASURED: the checker of the W3C needs Java (openjdk-17-jre-headless or later)');
      process.exit(1);
    }
    const port = await freePort();
    const settings = ['-Xmx1g', '-Dnu.validator.servlet.bind-address=127.0.0.1', '-cp', CHECKER];
    const child = spawn('java', [...settings, 'nu.validator.servlet.Main', String(port)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await new Promise((resolve, reject) => {
      const read = (chunk) => chunk.toString().includes('Checker service started') && resolve();
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.on('exit', (code) => reject(new Error(`The checker of the W3C stopped with ${code}`)));
    });
    return new Checker(child, `http://127.0.0.1:${port}/?out=json`);
  }

  constructor(child, address) {
    this.child = child;
    this.address = address;
  }

  /** @returns the errors of a page as it was sent; warnings are no errors */
  async problemsOf(html) {
    const response = await fetch(this.address, {
      method: 'POST',
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: html,
    });
    if (!response.ok) throw new Error(`The checker of the W3C answered ${response.status}`);
    const { messages } = await response.json();
    return messages
      .filter(({ type }) => type !== 'info')
      .map(
        ({ message, lastLine, extract }) => `${message} at ${lastLine}: ${extract?.replace(/\s+/g, ' ').slice(0, 160)}`,
      );
  }

  async stop() {
    this.child.removeAllListeners('exit');
    this.child.kill();
    await once(this.child, 'exit');
  }
}

export const callJudges = async () => ({ engineProblems, checker: await Checker.start() });
