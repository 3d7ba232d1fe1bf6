/**
 * Another process that writes to the same SQLite file: one short transaction a row, as an import beside the server
 * does.
 */
import Database from 'better-sqlite3';

const [file, count] = process.argv.slice(2);
const database = new Database(file, { timeout: 10_000 });
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
const insert = database.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
let written = 0;
for (let index = 0; index < Number(count); index += 1) {
  database.exec('BEGIN IMMEDIATE');
  insert.run(`theirs-${index}`, '0');
  database.exec('COMMIT');
  written += 1;
  await new Promise((resolve) => {
    setTimeout(resolve, 2);
  });
}
database.close();
process.stdout.write(String(written));
