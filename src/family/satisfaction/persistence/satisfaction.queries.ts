import { newId } from '../../../foundation/kernel/ids.js';
import type { Tx } from '../../../foundation/platform/database/index.js';

/** Adds to a count of a month, which begins at zero. @param by negative takes back */
export const addToCount = async (tx: Tx, month: string, counted: string, grade: string, by = 1): Promise<void> =>
  void (await tx.write(
    `INSERT INTO satisfaction_count (id, month, counted, grade, count) VALUES (:id, :month, :counted, :grade, :by)
      ON CONFLICT (month, counted, grade) DO UPDATE SET count = satisfaction_count.count + :by RETURNING id`,
    { id: newId(), month, counted, grade, by },
  ));
