import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer, ThreadQuestion } from './thread-pool.js';

/**
 * Turns this program into a thread of a pool, which answers each question with `answer`. As long as the subject does
 * not change, `answer` is given the same object for it.
 */
export function answerQuestions<Subject, Question, Answer>(
  answer: (subject: Subject, question: Question) => Answer | Promise<Answer>,
): void {
  const port = parentPort;
  if (!port) throw new Error('This program runs as a thread of a pool');
  let held: Subject;
  const answerOne = async ({ id, subject, question }: ThreadQuestion<Subject, Question>): Promise<void> => {
    if (subject !== undefined) held = subject;
    let answered: ThreadAnswer<Answer>;
    try {
      answered = { id, answer: await answer(held, question) };
    } catch (error) {
      answered = { id, error };
    }
    port.postMessage(answered);
  };
  port.on('message', (asked: ThreadQuestion<Subject, Question>) => void answerOne(asked));
}
