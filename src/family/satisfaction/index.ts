export { SATISFACTION_ENTITIES } from './persistence/tables.js';
export { GRADES, QUESTIONS } from './domain/questions.js';
export { SatisfactionFigures } from './satisfaction-figures.js';
export { SatisfactionModule } from './satisfaction.module.js';
