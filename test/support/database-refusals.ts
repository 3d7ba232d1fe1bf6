import { expect } from './runner.js';

/**
 * The database itself refuses a write. Errors of the SQLite driver belong to the first test file of a process: for the
 * files that follow they are no `Error`, and `rejects.toThrow` does not know them.
 */
export async function expectDatabaseToRefuse(write: Promise<unknown>, sentence: RegExp): Promise<void> {
  await expect(write).rejects.toMatchObject({ message: expect.stringMatching(sentence) });
}
