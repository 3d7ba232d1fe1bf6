export { PdfRenderer } from './pdf-renderer.js';
export { receiptDocument, type Office, type Receipt, type Silence } from './receipt-document.js';
