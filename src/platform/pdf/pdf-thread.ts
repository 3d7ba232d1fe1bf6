import { answerQuestions } from '../threads/index.js';
import { PdfCompiler } from './pdf-compiler.js';
import type { PdfQuestion, PdfSubject } from './pdf-renderer.js';

let compiler: PdfCompiler | undefined;

/** A thread that makes PDF documents: fonts and templates that it has read serve for the next one. */
answerQuestions<PdfSubject, PdfQuestion, Uint8Array>(({ root }, { template, data }) => {
  compiler ??= new PdfCompiler(root);
  return compiler.compile(template, data);
});
