import type { Reader } from '../../../foundation/platform/database/index.js';
import type { FileMade } from './vacancies.entities.js';

/** The last files made, the last one first, without what they tell. */
export async function findLatestFiles(from: Reader, limit: number): Promise<FileMade[]> {
  return from.sql<FileMade>(
    `SELECT id, made_at AS "madeAt", made_by AS "madeBy", first_day AS "firstDay", last_day AS "lastDay"
     FROM vacancy_file ORDER BY made_at DESC, id DESC LIMIT :limit`,
    { limit },
  );
}
