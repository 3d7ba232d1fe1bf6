import { IsNull } from 'typeorm';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { KnownFiguresRow } from './reporting.entities.js';

/** How many periods wait for their tables. */
export const countUnderWay = (tx: Tx): Promise<number> => tx.count(KnownFiguresRow, { sums: IsNull() });
