import { VacancyFile } from './vacancies.entities.js';

/** The tables of this feature. */
export const VACANCIES_ENTITIES = [VacancyFile];
