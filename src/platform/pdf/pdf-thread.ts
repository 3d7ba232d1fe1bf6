import { answerQuestions } from '../threads/index.js';
import { PdfCompiler } from './pdf-compiler.js';
import type { PdfQuestion, PdfSubject } from './pdf-renderer.js';

let compiler: PdfCompiler | undefined;

/** The thread that makes PDF documents. Fonts and templates that it has read are kept for the next one. */
answerQuestions<PdfSubject, PdfQuestion, Uint8Array>(({ root }, { template, data }) => {
  compiler ??= new PdfCompiler(root);
  return compiler.compile(template, data);
});
