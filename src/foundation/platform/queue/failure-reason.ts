import { Conflict, DomainError } from '../../kernel/refusal.js';
import { isError } from '../logging/index.js';

interface Coded {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly driverError?: { readonly code?: unknown; readonly constraint?: unknown };
}

const words = (...parts: unknown[]): string =>
  parts
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .join(' ')
    .slice(0, 200);

/**
 * Why a job failed, as a code: `refusal offer.closed`, `sql 23505 seat_held`, `mail EENVELOPE 550`, `ECONNREFUSED`, or
 * the kind of error. The message of the error is neither kept nor logged, because it may quote an address or a name.
 */
export function failureReason(error: unknown): string {
  if (error instanceof DomainError || error instanceof Conflict) return words('refusal', error.refusal.code);
  if (!isError(error)) return 'unknown';
  const { code, responseCode, driverError } = error as Coded;
  if (driverError) return words('sql', driverError.code, driverError.constraint);
  if (typeof responseCode === 'number') return words('mail', code, responseCode);
  return typeof code === 'string' ? words(code) : words(error.name);
}
