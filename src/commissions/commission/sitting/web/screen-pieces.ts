/** A piece of a screen: its text, or `[from, count]`, a run of the pieces of an earlier screen that its reader holds. */
export type ScreenPiece = string | readonly [from: number, count: number];

/** Cuts the text of a screen before each of its parts and each row of its tables, so that it can be sent in pieces. */
export const cutScreen = (text: string): string[] => text.split(/(?=<tr |<div id="live-)/);

/**
 * A screen for a reader who holds an earlier one. A decision changes a few rows of a hundred and fifty thousand
 * characters; only these are sent. `live.js` puts the pieces together.
 */
export function changedPieces(held: readonly string[], now: readonly string[]): ScreenPiece[] {
  const positions = new Map(held.map((piece, index) => [piece, index]));
  const pieces: ScreenPiece[] = [];
  for (const piece of now) {
    const from = positions.get(piece);
    const last = pieces.at(-1);
    if (from === undefined) pieces.push(piece);
    else if (typeof last === 'object' && last[0] + last[1] === from) pieces[pieces.length - 1] = [last[0], last[1] + 1];
    else pieces.push([from, 1]);
  }
  return pieces;
}
