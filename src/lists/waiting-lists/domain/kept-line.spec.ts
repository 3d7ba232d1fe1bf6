import { describe, expect, it } from '../../../../test/support/runner.js';
import { readObservation } from './adaptation.js';
import { recogniseColumns } from './columns.js';
import { keptLine } from './kept-line.js';

const HEADERS = ['Nom', 'Handicap (O/N)', 'Observations', 'Suivi'];
const LEFT_OUT = '(détail de santé non conservé)';

describe('a line of a list as it is kept', () => {
  it.each<[what: string, cells: [string, string, string, string], kept: string]>([
    ['is as it was', ['PAI', 'non', 'rappeler le soir', ''], 'PAI;non;rappeler le soir;'],
    ['leaves out a remark', ['Sureau', '', 'AEEH demandée', ''], `Sureau;;besoin d’adaptation ${LEFT_OUT};`],
    ['leaves out a column of its own', ['Sureau', '', '', 'CAMSP'], `Sureau;;;besoin d’adaptation ${LEFT_OUT}`],
    ['keeps the yes', ['Sureau', 'oui - AEEH', '', ''], `Sureau;oui ${LEFT_OUT};;`],
    ['keeps the no', ['Sureau', 'non, épilepsie du père', '', ''], `Sureau;non ${LEFT_OUT};;`],
    ['keeps what denies it', ['Sureau', '', 'pas de handicap', ''], 'Sureau;;pas de handicap;'],
  ])('%s', (_what, cells, kept) => {
    const row = {
      line: 2,
      raw: cells.join(';'),
      blank: false,
      reason: null,
      cells: Object.fromEntries(HEADERS.map((header, index) => [header, cells[index]!])),
    };
    expect(keptLine(recogniseColumns(HEADERS), row)).toBe(kept);
  });

  it('still says, read again, that an adaptation may be needed', () => {
    expect(readObservation(`besoin d’adaptation ${LEFT_OUT}`)).toMatchObject({
      adaptation: true,
      healthLeftOut: false,
    });
  });
});
