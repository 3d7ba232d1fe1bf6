// This file must not import Nest, because the programs of threads load it.
export { answerQuestions } from './answer-questions.js';
export { inSlices, Slices } from './slices.js';
export { ThreadPool, ThreadStopped } from './thread-pool.js';
export { threadProgram } from './thread-program.js';
