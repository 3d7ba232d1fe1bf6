export { PdfRenderer } from './pdf-renderer.js';
export { receiptDocument, type Receipt } from './receipt-document.js';
