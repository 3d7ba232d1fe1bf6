import { answerQuestions } from '../platform/threads/index.js';
import { CellBounds, loadSolver } from './cell-bounds.js';
import type { CellSystem } from './domain/cells.js';
import { hideCells } from './domain/hidden-cells.js';

const solver = await loadSolver();

/** A thread that decides which counts of a period are not shown. */
answerQuestions<CellSystem, 'hide', number[]>((system) => [
  ...hideCells(system, (cells, hidden) => new CellBounds(solver, cells, hidden)),
]);
