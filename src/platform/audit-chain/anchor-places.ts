import { open, readFile } from 'node:fs/promises';

const TIMEOUT_MILLIS = 10_000;

const isMail = (place: string): boolean => place.startsWith('mailto:');
const isUrl = (place: string): boolean => /^https?:/.test(place);

/** The addresses among the places of AUDIT_ANCHORS that are written to by mail. */
export const mailsAmong = (places: readonly string[]): string[] =>
  places.filter(isMail).map((place) => place.slice('mailto:'.length));
/** The files among them, which can be read again. */
export const filesAmong = (places: readonly string[]): string[] =>
  places.filter((place) => !isMail(place) && !isUrl(place));

/** Appends an anchor to a file. The line is durable when this returns. */
async function append(path: string, line: string): Promise<void> {
  const file = await open(path, 'a+', 0o600);
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    // A power cut may leave an unfinished line. The new one begins on its own.
    await file.write(size > 0 && buffer.toString() !== '\n' ? `\n${line}\n` : `${line}\n`);
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
