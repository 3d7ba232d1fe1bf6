/** An error that an operator can repair. Its message is a sentence, and only that sentence is shown. */
export class BackupError extends Error {}

const SYSTEM_SAYS: Record<string, string> = {
  ENOSPC: 'no space is left',
  EFBIG: 'no space is left',
  SQLITE_FULL: 'no space is left',
  EDQUOT: 'the quota is used up',
  EACCES: 'access is refused',
  EPERM: 'access is refused',
  EROFS: 'it is read-only',
  ENOENT: 'it does not exist',
  EIO: 'the disk does not answer',
  SQLITE_IOERR: 'the disk refuses (is there room?)',
};

/** An error of the file system as a sentence. Any other error is returned as it is. */
export function saying(step: string, error: unknown): unknown {
  const code = ((error as { code?: string }).code ?? '').replace(/^(SQLITE_IOERR).*/, '$1');
  return SYSTEM_SAYS[code] ? new BackupError(`${step}: ${SYSTEM_SAYS[code]} (${code})`) : error;
}
