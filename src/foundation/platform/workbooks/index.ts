export { workbookKindOf, XLSX } from './kinds.js';
export type { Merge, SheetRow } from './sheet.js';
export type { Sheet, Workbook } from './workbook.js';
export { WorkbookThreads } from './workbook-threads.js';
export { WorkbooksModule } from './workbooks.module.js';
