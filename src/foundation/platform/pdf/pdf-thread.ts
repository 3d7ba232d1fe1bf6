import { answerQuestions } from '../threads/index.js';
import { PdfCompiler } from './pdf-compiler.js';
import type { PdfQuestion, PdfSubject } from './pdf-renderer.js';

let compiler: PdfCompiler | undefined;

/** The thread that makes PDF documents. Fonts and templates that it has read are kept for the next one. */
answerQuestions<PdfSubject, PdfQuestion, Uint8Array>(({ root }, question) => {
  compiler ??= new PdfCompiler(root);
  return question ? compiler.compile(question.template, question.data) : new Uint8Array();
});
