export { deskQuestions } from './desk-questions.feature.js';
export { DeskQuestions } from './desk-questions.js';
