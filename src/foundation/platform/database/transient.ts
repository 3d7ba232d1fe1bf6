/** serialization_failure and deadlock_detected: the same work may succeed when it is tried again. */
const TRANSIENT = new Set(['40001', '40P01']);

/** Whether an error only means that two units of work collided. The whole unit must then run again. */
export function isTransient(error: unknown): boolean {
  const code = (error as { driverError?: { code?: string } }).driverError?.code;
  return code !== undefined && TRANSIENT.has(code);
}
