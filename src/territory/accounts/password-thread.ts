import { answerQuestions } from '../../foundation/platform/threads/index.js';
import { countGuesses, type PasswordQuestion } from './password-guesses.js';

/** A thread that says how soon a password is guessed: the lists of words take a fifth of a second and 40 MB to read. */
answerQuestions<object, PasswordQuestion, number>((_, question) => countGuesses(question));
