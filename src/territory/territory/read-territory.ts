import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { Commune } from './persistence/territory.entities.js';

/** A commune as it is kept, for the first data, which is loaded before `Territory` has read any. */
export const findCommune = (from: Reader | Tx, code: string): Promise<Commune | null> =>
  from.findOne(Commune, { code });
