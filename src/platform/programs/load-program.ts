import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { SOURCE_ROOT } from '../../kernel/source-root.js';

type Require = (id: string) => unknown;
type Chunk = (exports: unknown, require: Require, module: { exports: unknown }, file: string, folder: string) => void;

/** Where `scripts/bundle.js` puts the code of all programs. The name of a chunk holds a digest of its text. */
const CHUNKS = join(SOURCE_ROOT, 'chunks');

const scripts = new Map<string, Script>();
const modules = new Map<string, { exports: unknown }>();

/**
 * Runs a program of the build from what V8 had compiled when the build ended (docs/decisions/0145). V8 compiles the text
 * itself where nothing was kept for this version of Node, its flags and this processor, or where it refuses what it finds.
 *
 * @param chunk name of the program's own file among the chunks
 */
export function loadProgram(chunk: string, chunks = CHUNKS): void {
  loadChunk(join(chunks, chunk));
}

/**
 * Keeps the code of each chunk as V8 has compiled it until now: with the functions that were called since the start, or
 * with none if the chunk was not loaded.
 */
export function keepCompiledCode(chunks = CHUNKS): void {
  mkdirSync(compiledFolder(chunks), { recursive: true });
  for (const name of readdirSync(chunks)) {
    const file = join(chunks, name);
    if (name.endsWith('.cjs'))
      writeFileSync(compiledFile(file), (scripts.get(file) ?? readScript(file)).createCachedData());
  }
}

/** V8 takes back only what the same version of it kept, with the same flags, on a processor that can do the same. */
const compiledFolder = (chunks: string): string => join(chunks, `compiled-${cachedDataVersionTag()}`);
const compiledFile = (file: string): string => join(compiledFolder(dirname(file)), basename(file));

function loadChunk(file: string): unknown {
  const loaded = modules.get(file);
  if (loaded) return loaded.exports;
  const script = readScript(file);
  const module = { exports: {} };
  scripts.set(file, script);
  modules.set(file, module);
  const requireInstalled = createRequire(file);
  const requireChunk: Require = (id) =>
    id.startsWith('./') && id.endsWith('.cjs') ? loadChunk(resolve(dirname(file), id)) : requireInstalled(id);
  const run = script.runInThisContext() as Chunk;
  try {
    run(module.exports, Object.assign(requireChunk, requireInstalled), module, file, dirname(file));
  } catch (error) {
    // Whoever asks again is told the same, and is not given half a chunk.
    modules.delete(file);
    throw error;
  }
  return module.exports;
}

/** A chunk is written in Latin-1. Read so, its text lies outside V8's heap, one byte a letter. */
function readScript(file: string): Script {
  const cachedData = readCompiled(file);
  return new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData ? { cachedData } : {}) });
}

/** What was kept of a chunk. A program starts without it: it may be missing, or belong to somebody else. */
function readCompiled(file: string): Buffer | null {
  try {
    return readFileSync(compiledFile(file));
  } catch {
    return null;
  }
}
