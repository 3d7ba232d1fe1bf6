import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SOURCE_ROOT } from '../../kernel/source-root.js';

/** Where a program of a thread lies. @param path from the source root: `platform/pdf/pdf-thread` */
export const threadProgram = (path: string): URL => pathToFileURL(join(SOURCE_ROOT, `${path}.js`));
