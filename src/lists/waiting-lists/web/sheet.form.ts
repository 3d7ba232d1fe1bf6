import { Text } from '../../../foundation/platform/web/index.js';

/** The name of the sheet to read. That the workbook has it is checked with the file. */
export class SheetForm {
  @Text('refusal.workbook.whichSheet') sheet?: string;
}
