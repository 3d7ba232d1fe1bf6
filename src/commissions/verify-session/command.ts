import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { readAudit, Unreadable } from './file.js';
import { verify } from './verify.js';

/**
 * `npm run -s verify-session -- FILE|-`: checks everything that a session told against its audit file. It shares no
 * code with the program that computed and told it.
 * Exit code 0: every statement is true. 1: one is false. 2: the file cannot be read. 3: none is false, but some could
 * not be judged.
 */
const WRONG = 1;
const UNREADABLE = 2;
const NOT_JUDGED = 3;

async function textOf(file: string): Promise<string> {
  try {
    return await (file === '-' ? text(process.stdin) : readFile(file, 'utf8'));
  } catch (error) {
    throw new Unreadable(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

async function main(): Promise<void> {
  const [file, ...more] = process.argv.slice(2);
  if (file === undefined || more.length > 0)
    throw new Unreadable('usage: npm run -s verify-session -- FILE (or - for standard input)');
  const { checked, wrong, notJudged } = verify(readAudit(await textOf(file)));
  for (const { number, statement, told, found } of wrong) {
    process.stdout.write(
      `${number === null ? 'all' : `case ${number}`}: ${statement}: told ${JSON.stringify(told)}, found ${JSON.stringify(found)}\n`,
    );
  }
  const left = notJudged > 0 ? `, ${notJudged} not judged: this file has no record of what the session did` : '';
  process.stdout.write(`${checked} statements, ${wrong.length} false${left}\n`);
  if (wrong.length > 0) process.exitCode = WRONG;
  else if (notJudged > 0) process.exitCode = NOT_JUDGED;
}

main().catch((error: unknown) => {
  if (!(error instanceof Unreadable)) throw error;
  process.stderr.write(`${error.message.replaceAll(/\s+/g, ' ')}\n`);
  process.exitCode = UNREADABLE;
});
