import { pathToFileURL } from 'node:url';
import { folderOf, SOURCE_ROOT } from '../../source-root.js';

/** Where a program of a thread lies. @param path from the source root: `platform/pdf/pdf-thread` */
export const threadProgram = (path: string): URL => pathToFileURL(`${folderOf(SOURCE_ROOT, path)}.js`);
