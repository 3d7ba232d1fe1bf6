import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer, ThreadQuestion } from './thread-pool.js';

/**
 * Makes of this program a thread of a pool: each question is answered with what `answer` makes of it. The subject is
 * the same object as long as it is the same subject.
 */
export function answerQuestions<Subject, Question, Answer>(
  answer: (subject: Subject, question: Question) => Answer,
): void {
  const port = parentPort;
  if (!port) throw new Error('This program runs as a thread of a pool');
  let held: Subject;
  port.on('message', ({ id, subject, question }: ThreadQuestion<Subject, Question>) => {
    if (subject !== undefined) held = subject;
    let answered: ThreadAnswer<Answer>;
    try {
      answered = { id, answer: answer(held, question) };
    } catch (error) {
      answered = { id, error };
    }
    port.postMessage(answered);
  });
}
