import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from '../../../test/support/runner.js';

const told: unknown[] = [];
(globalThis as { told?: unknown[] }).told = told;

/** A chunk as scripts/bundle.js writes it: one function, in Latin-1. */
const chunk = (body: string): string => `(function (exports, require, module, __filename, __dirname) {${body}\n})`;
const PROGRAM = chunk(`
  const { greet } = require('./greeting-a1.cjs');
  told.push(greet('Léa'), require('node:path').basename(__dirname), require('./greeting-a1.cjs').greet === greet);
  told.push(new Error('here').stack.split('\\n')[1]);
`);
const GREETING = chunk(`exports.greet = (name) => 'Bonjour ' + name;`);
const NEVER_LOADED = chunk(`told.push('never');`);

describe('programs of the build', () => {
  let chunks: string;
  let compiled: string;
  let processes = 0;

  beforeEach(() => {
    told.length = 0;
    chunks = mkdtempSync(join(tmpdir(), 'marelle-chunks-'));
    compiled = join(chunks, `compiled-${cachedDataVersionTag()}`);
    for (const [name, text] of Object.entries({
      'main-b2': PROGRAM,
      'greeting-a1': GREETING,
      'thread-c3': NEVER_LOADED,
    }))
      writeFileSync(join(chunks, `${name}.cjs`), text, 'latin1');
  });
  afterEach(() => rmSync(chunks, { recursive: true, force: true }));

  /** What a process of its own would load. */
  async function aProcess() {
    processes += 1;
    return (await import(`./load-program.js?process=${processes}`)) as typeof import('./load-program.js');
  }

  it('run with the chunks they ask for, each loaded once, and say in which file an error is', async () => {
    (await aProcess()).loadProgram('main-b2.cjs', chunks);
    expect(told.slice(0, 3)).toEqual(['Bonjour Léa', chunks.split('/').at(-1), true]);
    expect(told[3]).toContain(join(chunks, 'main-b2.cjs'));
    expect(readdirSync(chunks)).toHaveLength(3);
  });

  it('keep what V8 compiled of every chunk, which V8 takes back', async () => {
    const first = await aProcess();
    first.loadProgram('main-b2.cjs', chunks);
    first.keepCompiledCode(chunks);
    expect(readdirSync(compiled).sort()).toEqual(['greeting-a1.cjs', 'main-b2.cjs', 'thread-c3.cjs']);
    const cachedData = readFileSync(join(compiled, 'main-b2.cjs'));
    expect(new Script(PROGRAM, { cachedData }).cachedDataRejected).toBe(false);
    told.length = 0;
    (await aProcess()).loadProgram('main-b2.cjs', chunks);
    expect(told[0]).toBe('Bonjour Léa');
  });

  it('run from their text where what was kept is not what V8 kept', async () => {
    const first = await aProcess();
    first.loadProgram('main-b2.cjs', chunks);
    first.keepCompiledCode(chunks);
    writeFileSync(join(compiled, 'main-b2.cjs'), 'no code');
    told.length = 0;
    const second = await aProcess();
    second.loadProgram('main-b2.cjs', chunks);
    expect(told[0]).toBe('Bonjour Léa');
  });

  it('fail each time that they are asked for, where one of their chunks fails', async () => {
    writeFileSync(join(chunks, 'greeting-a1.cjs'), chunk(`throw new Error('no greeting');`), 'latin1');
    const { loadProgram } = await aProcess();
    for (let time = 0; time < 2; time += 1) expect(() => loadProgram('main-b2.cjs', chunks)).toThrow('no greeting');
  });
});
