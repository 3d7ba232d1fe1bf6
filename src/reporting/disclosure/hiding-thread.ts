import { answerQuestions } from '../../foundation/platform/threads/index.js';
import { CellBounds, loadSolver } from './cell-bounds.js';
import type { CellSystem } from './domain/cells.js';
import { hideCells } from './domain/hidden-cells.js';

/** A thread that decides which counts of a period are not shown. */
const loaded = loadSolver();
answerQuestions<CellSystem, 'hide', number[]>(async (system) => {
  const solver = await loaded;
  return [...hideCells(system, (cells, hidden) => new CellBounds(solver, cells, hidden))];
});
