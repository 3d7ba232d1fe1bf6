import solverModule, { type Highs, type Model } from 'highs';
import type { Bounds, CellSystem, HiddenCells } from './domain/cells.js';

/** Its types are written for CommonJS; what is loaded is an ES module, whose default is the function. */
const load = solverModule as unknown as (typeof solverModule)['default'];
type Sense = Solver['constants']['objectiveSense']['minimize'];

/** HiGHS, compiled to WebAssembly. */
export type Solver = Highs;
export const loadSolver = (): Promise<Solver> => load();

/** No territory has more families. It stands for "no bound". */
const NO_BOUND = 1_000_000;

/** Bounds hidden cells by linear programming, as a reader would who subtracts with all tables at hand. */
export class CellBounds implements HiddenCells {
  private readonly model: Model;

  /** @param hidden places of the cells that are not shown */
  constructor(
    private readonly solver: Solver,
    private readonly system: CellSystem,
    hidden: ReadonlySet<number>,
  ) {
    const { cells, relations } = system;
    const entries = relations.map(({ left, right }) => [
      ...left.map((cell) => [cell, 1] as const),
      ...right.map((cell) => [cell, -1] as const),
    ]);
    this.model = solver.createModel({
      numCols: cells.length,
      numRows: relations.length,
      colCost: cells.map(() => 0),
      colLower: cells.map(({ count }, cell) => (hidden.has(cell) ? 0 : count)),
      colUpper: cells.map(({ count }, cell) => (hidden.has(cell) ? NO_BOUND : count)),
      rowLower: relations.map(({ kind }) => (kind === 'equal' ? 0 : -NO_BOUND)),
      rowUpper: relations.map(() => 0),
      matrix: {
        format: 'csr',
        numRows: relations.length,
        numCols: cells.length,
        starts: entries.reduce<number[]>((starts, row) => [...starts, starts.at(-1)! + row.length], [0]),
        indices: entries.flatMap((row) => row.map(([cell]) => cell)),
        values: entries.flatMap((row) => row.map(([, sign]) => sign)),
      },
    });
    this.model.options.set('output_flag', false);
  }

  /** The cell is not shown from now on. */
  hide(cell: number): void {
    this.model.changeColBounds(cell, 0, NO_BOUND);
  }

  show(cell: number): void {
    const { count } = this.system.cells[cell]!;
    this.model.changeColBounds(cell, count, count);
  }

  boundsOf(cell: number): Bounds {
    const { minimize, maximize } = this.solver.constants.objectiveSense;
    this.model.changeColCost(cell, 1);
    const bounds = { least: this.solve(minimize), most: this.solve(maximize) };
    this.model.changeColCost(cell, 0);
    return bounds;
  }

  close(): void {
    this.model.dispose();
  }

  /** @throws Error when there is no answer: the true counts are one, so that the relations contradict the cells */
  private solve(sense: Sense): number {
    this.model.changeObjectiveSense(sense);
    const { modelStatus } = this.model.run();
    if (modelStatus !== this.solver.constants.modelStatus.optimal) throw new Error(`No bounds: status ${modelStatus}`);
    return Math.round(this.model.getObjectiveValue() * 1000) / 1000;
  }
}
