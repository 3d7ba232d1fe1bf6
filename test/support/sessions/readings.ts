import type { ToldCase } from '../../../src/commissions/verify-session/file.js';
import type { Reading } from './played-session.js';

/** What a case was told, in the terms in which it is written what its family must read. */
export function readingOf(told: ToldCase, { misses = {} }: Reading): Reading {
  return {
    at: told.place?.at ?? null,
    ...(told.reason === null ? {} : { reason: told.reason }),
    misses: Object.fromEntries(
      told.explanation!.misses.map(({ at, code, ...miss }) => [
        at,
        {
          code,
          ...Object.fromEntries(
            Object.entries({ rules: [], ...miss }).filter(([part]) => Object.hasOwn(misses[at] ?? {}, part)),
          ),
        },
      ]),
    ),
    claim: told.explanation!.claim?.cause ?? null,
  };
}

/** What must be read, with what goes without saying. */
export const mustRead = (reading: Reading): Reading => ({ misses: {}, claim: null, ...reading });
