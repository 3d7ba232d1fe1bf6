// Nothing of Nest here: the program of a thread loads this.
export { answerQuestions } from './answer-questions.js';
export { inSlices, Slices } from './slices.js';
export { ThreadPool } from './thread-pool.js';
