/** serialization_failure and deadlock_detected: the same work, tried again, may succeed. */
const TRANSIENT = new Set(['40001', '40P01']);

/** Whether an error only says that two units of work met: the whole unit is to be run again. */
export function isTransient(error: unknown): boolean {
  const code = (error as { driverError?: { code?: string } }).driverError?.code;
  return code !== undefined && TRANSIENT.has(code);
}
