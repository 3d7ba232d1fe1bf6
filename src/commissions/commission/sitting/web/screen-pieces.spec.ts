import { describe, expect, it } from '../../../../../test/support/runner.js';
import { changedPieces, cutScreen, type ScreenPiece } from './screen-pieces.js';

const joined = (held: readonly string[], pieces: readonly ScreenPiece[]): string =>
  pieces.flatMap((piece) => (typeof piece === 'string' ? [piece] : held.slice(piece[0], piece[0] + piece[1]))).join('');

function screen(state: string, ...ids: string[]): string {
  const rows = ids.map((id) => `<tr id="${id}">${id}</tr>`).join('');
  return `<span></span>\n<div id="live-state">${state}</div><div id="live-cases"><table>${rows}</table></div>`;
}

describe('a screen in pieces', () => {
  it.each<[string, string, string, ScreenPiece[]]>([
    ['the same: one run of what is held', screen('2', 'a', 'b'), screen('2', 'a', 'b'), [[0, 5]]],
    [
      'a decided row leaves and a part changes: only these are sent',
      screen('3', 'a', 'b', 'c'),
      screen('2', 'a', 'c'),
      [[0, 1], '<div id="live-state">2</div>', [2, 2], [5, 1]],
    ],
    [
      'a row comes in between',
      screen('1', 'a', 'c'),
      screen('1', 'a', 'b', 'c'),
      [[0, 4], '<tr id="b">b</tr>', [4, 1]],
    ],
  ])('%s', (_, before, after, expected) => {
    const held = cutScreen(before);
    const pieces = changedPieces(held, cutScreen(after));
    expect(pieces).toEqual(expected);
    expect(joined(held, pieces)).toBe(after);
  });

  it('is sent whole to who holds nothing', () => {
    expect(changedPieces([], cutScreen(screen('1', 'a'))).join('')).toBe(screen('1', 'a'));
  });
});
