import { open, readFile, type FileHandle } from 'node:fs/promises';

const TIMEOUT_MILLIS = 10_000;

const isMail = (place: string): boolean => place.startsWith('mailto:');
const isUrl = (place: string): boolean => /^https?:/.test(place);

/** The addresses among the places of AUDIT_ANCHORS that are written to by mail. */
export const mailsAmong = (places: readonly string[]): string[] =>
  places.filter(isMail).map((place) => place.slice('mailto:'.length));
/** The files among them, which can be read again. */
export const filesAmong = (places: readonly string[]): string[] =>
  places.filter((place) => !isMail(place) && !isUrl(place));

/** Where an anchor is looked for that was left before, and not recorded. */
const TAIL_BYTES = 65_536;

async function readTail(file: FileHandle): Promise<{ text: string; isWhole: boolean }> {
  const { size } = await file.stat();
  const length = Math.min(size, TAIL_BYTES);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
  return { text: buffer.toString(), isWhole: length === size };
}

/** Appends an anchor to a file that does not end with it. The line is durable when this returns. */
async function append(path: string, line: string): Promise<void> {
  const file = await open(path, 'a+', 0o600);
  try {
    const { text } = await readTail(file);
    if (text.split('\n').includes(line)) return;
    // A power cut may leave an unfinished line. The new one begins on its own.
    await file.write(text !== '' && !text.endsWith('\n') ? `\n${line}\n` : `${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** @throws Error when the server behind the address does not take it */
async function post(address: string, line: string): Promise<void> {
  const answer = await fetch(address, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    body: line,
    headers: { 'content-type': 'application/json' },
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The place of anchors answers ${answer.status}`);
}

/** Leaves an anchor in every file and at every address. @returns the errors; one place that fails keeps no other from it */
export async function leaveAnchor(places: readonly string[], line: string): Promise<unknown[]> {
  const outcomes = await Promise.allSettled([
    ...filesAmong(places).map((path) => append(path, line)),
    ...places.filter(isUrl).map((address) => post(address, line)),
  ]);
  return outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
}

/** The lines of the anchors in a file. @throws Error when it cannot be read */
export const readAnchorLines = async (path: string): Promise<string[]> =>
  (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');

/**
 * The last lines of a file of anchors: those that hold `known`, and what follows; all of them when none does.
 * @returns nothing when there is no such file
 */
export async function readLastAnchorLines(path: string, known: (line: string) => boolean): Promise<string[]> {
  try {
    const file = await open(path, 'r');
    try {
      const { text, isWhole } = await readTail(file);
      const lines = text.split('\n').filter((line) => line !== '');
      if (isWhole || lines.some(known)) return lines;
    } finally {
      await file.close();
    }
    return await readAnchorLines(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The anchors in a text that somebody kept, such as mails: what is between them is passed over, and so are broken lines. */
export const readKeptLines = async (path: string): Promise<string[]> =>
  [...(await readFile(path, 'utf8')).matchAll(/\{"kind":[^{}]*\}/g)].map(([line]) =>
    line.replaceAll(/[\r\n]+[> ]*/g, ''),
  );
