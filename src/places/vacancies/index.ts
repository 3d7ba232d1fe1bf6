export { VACANCIES_ENTITIES } from './persistence/tables.js';
export { VacanciesModule } from './vacancies.module.js';
