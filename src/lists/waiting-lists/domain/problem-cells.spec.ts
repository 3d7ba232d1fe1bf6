import { describe, expect, it } from '../../../../test/support/runner.js';
import { recogniseColumns } from './columns.js';
import type { Problem } from './findings.js';
import { explainCells } from './problem-cells.js';

const HEADERS = ['Nom', 'Naissance', 'Tél', 'Tél 2', 'Lu', 'Ma', 'Observations', 'Dossier vu par', 'Vide'];
const columns = recogniseColumns(HEADERS, { vide: 'ignore' });
const cells = {
  Nom: 'ROUX',
  Naissance: 'bientôt',
  Tél: '0611000001',
  'Tél 2': 'voir mairie',
  Lu: 'x',
  Ma: 'peut-être',
  Observations: 'autiste',
  'Dossier vu par': 'Josy',
  Vide: '12',
};
const explain = (...problems: Problem[]): ReturnType<typeof explainCells> => explainCells(columns, { cells }, problems);

describe('the cells of a row, explained', () => {
  it('are in the order of the list, each with its use', () => {
    expect(explain().cells.map(({ header, use }) => [header, use])).toEqual([
      ['Nom', 'childSurname'],
      ['Naissance', 'birthDate'],
      ['Tél', 'phone'],
      ['Tél 2', 'phone2'],
      ['Lu', 'mon'],
      ['Ma', 'tue'],
      ['Observations', 'observations'],
      ['Dossier vu par', 'note'],
      ['Vide', 'ignore'],
    ]);
  });

  it('never repeat what they say of health', () => {
    expect(explain().cells.find(({ header }) => header === 'Observations')?.text).not.toContain('autiste');
  });

  it.each<[string, Problem, string]>([
    ['the only column', { field: 'child.birthDate', value: 'bientôt', reason: 'not_a_date' }, 'Naissance'],
    ['the one that says it', { field: 'adult.phone', value: 'voir mairie', reason: 'not_a_phone' }, 'Tél 2'],
    ['the day that says it', { field: 'need.week', value: 'peut-être', reason: 'not_a_mark' }, 'Ma'],
    [
      'a column nobody knows',
      { field: 'Dossier vu par', value: '', reason: 'health_detail_not_kept' },
      'Dossier vu par',
    ],
  ])('show a problem at %s', (_case, problem, header) => {
    expect(explain(problem).cells.filter(({ reasons }) => reasons.length > 0)).toEqual([
      expect.objectContaining({ header, reasons: [problem.reason] }),
    ]);
  });

  it('leave apart what is about no cell', () => {
    const problem: Problem = { field: 'family', value: '', reason: 'family_above' };
    expect(explain(problem).rest).toEqual([problem]);
  });
});
