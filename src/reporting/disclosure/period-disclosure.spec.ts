import { describe, expect, it } from '../../../test/support/runner.js';
import { FIGURE_TABLES, type FigureRow, type Reporting } from '../reporting/index.js';
import type { Territory } from '../../territory/territory/index.js';
import { CellBounds, loadSolver } from './cell-bounds.js';
import type { CellSystem } from './domain/cells.js';
import { hideCells } from './domain/hidden-cells.js';
import type { PublishedTable } from './domain/period-tables.js';
import type { HidingThreads } from './hiding-threads.js';
import { PeriodDisclosure, type CountedPeriod } from './period-disclosure.js';

const solver = await loadSolver();
const COMMUNES = ['71040', '71306'];

function disclosure(): { disclosure: PeriodDisclosure; asked: () => number } {
  let asked = 0;
  const threads = {
    hideCells: async (system: CellSystem) => {
      asked += 1;
      return hideCells(system, (cells, hidden) => new CellBounds(solver, cells, hidden));
    },
  } as unknown as HidingThreads;
  const territory = { communes: () => COMMUNES.map((code) => ({ code })) } as unknown as Territory;
  return { disclosure: new PeriodDisclosure(null as unknown as Reporting, territory, threads), asked: () => asked };
}

const row = (counts: FigureRow['counts'], member = ''): FigureRow => ({ member, counts, delays: {} });

/** A quarter at whose end twelve families have no solution: three before, sixteen who came, seven who left. */
const quarter: CountedPeriod = {
  tables: {
    ...Object.fromEntries(FIGURE_TABLES.map(({ id }) => [id, []])),
    status: [row({ without: 12 })],
    'status-by-commune': [row({ without: 6 }, '71040'), row({ without: 6 }, '71306')],
    because: [row({ desk: 12 })],
    entered: [row({ time: 16 })],
    left: [row({ accept: 7 })],
  },
  evening: [row({ without: 3 }, '71040')],
};
/** The quarter before, as it was published: nine families in one commune, where three are known today. */
const published: PublishedTable[] = [
  { id: 'status', counts: 'status', dimension: 'all', members: [''], categories: ['without'], cells: [['secondary']] },
  {
    id: 'status-by-commune',
    counts: 'status',
    dimension: 'commune',
    members: [...COMMUNES, ''],
    categories: ['without'],
    cells: [[9], ['secondary'], ['small']],
  },
];

describe('what is told of a period', () => {
  it('is the same for whoever asks twice, and reckoned once', async () => {
    const { disclosure: told, asked } = disclosure();
    const first = await told.tellCounts(quarter);
    expect(await told.tellCounts({ ...quarter, tables: { ...quarter.tables } })).toBe(first);
    expect(asked()).toBe(1);
    expect(first.find(({ id }) => id === 'status')!.cells[0]![2]).toBe(12);
  });

  it('is told without the quarters before where an entry that came late contradicts what they said', async () => {
    const { disclosure: told } = disclosure();
    expect(await told.tellCounts(quarter, [published])).toEqual(await told.tellCounts(quarter));
  });
});
