import { answerQuestions } from '../threads/index.js';
import { WorkbookProblem } from './problem.js';
import { readWorkbook } from './workbook.js';
import type { WorkbookAnswer } from './workbook-threads.js';

/** A thread that reads workbooks. What a stranger's file costs is spent here, and never on the event loop. */
answerQuestions<object, Uint8Array, WorkbookAnswer>(async (_, bytes) => {
  try {
    return { ok: true, workbook: await readWorkbook(Buffer.from(bytes)) };
  } catch (error) {
    if (error instanceof WorkbookProblem) return { ok: false, code: error.code, facts: error.facts };
    throw error;
  }
});
