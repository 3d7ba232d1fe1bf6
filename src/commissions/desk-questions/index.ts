export { DESK_QUESTION_ENTITIES } from './persistence/tables.js';
export { DeskQuestionsModule } from './desk-questions.module.js';
export { DeskQuestions } from './desk-questions.js';
