import { Module } from '@nestjs/common';
import { WorkbookThreads } from './workbook-threads.js';

/** Workbooks that people send. */
@Module({ providers: [WorkbookThreads], exports: [WorkbookThreads] })
export class WorkbooksModule {}
