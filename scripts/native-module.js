/**
 * Says in one sentence that better-sqlite3 has no binding for this Node, instead of the stack that the first query
 * would end with. It needs nothing that npm installs. Usage: node scripts/native-module.js
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';

try {
  const Database = createRequire(join(process.cwd(), 'package.json'))('better-sqlite3');
  new Database(':memory:').close();
} catch {
  console.error(
    `better-sqlite3 has no binding for Node ${process.version} here: run npm ci where its prebuilt binary can be fetched, ` +
      'or where a C++ compiler, make and python3 can build it (Debian: g++ make python3).',
  );
  process.exitCode = 1;
}
