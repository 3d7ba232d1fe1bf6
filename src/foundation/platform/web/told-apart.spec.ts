import { describe, expect, it } from '../../../../test/support/runner.js';
import { toldApart } from './told-apart.js';

describe('links that would be read alike', () => {
  it('are numbered from the second on, by what is read of them', () => {
    expect(
      toldApart([
        { text: 'Blanc', hint: 'dossier A' },
        { text: 'Blanc', hint: 'dossier B' },
        { text: 'Blanc', hint: 'dossier A' },
        { text: 'Blanc', hint: 'dossier A' },
        { text: 'Blanc', hint: 'dossier A', label: 'Blanc et Roux' },
        { text: 'Roux', hint: 'dossier A', label: 'Blanc et Roux' },
      ]).map(({ about, label }: { about?: string; label?: string }) => about ?? label),
    ).toEqual([undefined, undefined, '2', '3', 'Blanc et Roux', 'Blanc et Roux, 2']);
  });
});
