/**
 * SQLSTATE of a PostgreSQL that is away, ends, starts, or has no room: classes 08, 53 and 58, and 57P01 to 57P03; of rows
 * that somebody held for too long (55P03), and of work that collided at each of its tries (40001, 40P01).
 */
const SQLSTATE = /^(08|53|58)[0-9A-Z]{3}$|^57P0[123]$|^55P03$|^40(001|P01)$/;
/** SQLite: no room, a broken disk, a file that cannot be opened or that somebody holds for too long. */
const SQLITE = /^SQLITE_(FULL|IOERR|CANTOPEN|BUSY)/;
const NETWORK = /^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NOSPC|IO)$/;
/** What `pg` says without a code. */
const WITHOUT_CODE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;
/** TypeORM, in a unit whose connection broke: it has given that connection back. */
const GIVEN_BACK = /^QueryRunner(Provider)?AlreadyReleasedError$/;

/** Whether the database, or the disk under it, is away for a moment: the same request may succeed later as it is. */
export function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause, driverError } = error as { code?: unknown; driverError?: unknown } & Error;
  const isKnown =
    typeof code === 'string'
      ? SQLSTATE.test(code) || SQLITE.test(code) || NETWORK.test(code)
      : WITHOUT_CODE.test(error.message) || GIVEN_BACK.test(error.name);
  return isKnown || isOutOfReach(driverError) || isOutOfReach(cause);
}
