import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { canonicalJson } from './instance/canonical-json.js';
import { InstanceError, readInstance } from './instance/instance-format.js';
import { printedProposal, propose } from './propose.js';

/**
 * `npm run -s propose -- FILE|-`: reads one portable instance and prints one proposal (docs/engine.md). It does not go
 * through the feature's door, so it needs no database and no settings, and starts at once.
 */
const MALFORMED = 2;

/** An error in the input, which its author can correct. It is shown as one line without a stack. */
class Malformed extends Error {}

async function textOf(file: string): Promise<string> {
  try {
    return await (file === '-' ? text(process.stdin) : readFile(file, 'utf8'));
  } catch (error) {
    throw new Malformed(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function parsed(json: string): unknown {
  if (json.trim() === '') throw new Malformed('instance: is empty');
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Malformed(`instance: is not JSON: ${(error as Error).message}`);
  }
}

/** The instance in the given JSON. The audit file of a session contains one. */
function instanceIn(value: unknown): unknown {
  const isAudit =
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'instance') &&
    Object.hasOwn(value, 'instanceHash');
  return isAudit ? (value as { instance: unknown }).instance : value;
}

async function run(words: readonly string[]): Promise<void> {
  if (words.length !== 1) throw new Malformed('usage: npm run -s propose -- FILE (or - for standard input)');
  const instance = readInstance(instanceIn(parsed(await textOf(words[0]!))));
  process.stdout.write(`${canonicalJson(printedProposal(instance, propose(instance)))}\n`);
}

run(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof Malformed || error instanceof InstanceError)) throw error;
  process.stderr.write(`${error.message.replaceAll(/\s+/g, ' ')}\n`);
  process.exitCode = MALFORMED;
});
