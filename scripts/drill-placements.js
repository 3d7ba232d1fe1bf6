/**
 * Random sequences of every act on places and offers, with time passing between them. They run on SQLite and, when
 * TEST_DATABASE_URL names a server, on PostgreSQL. After each act, the rows alone tell whether a child has two seats, a
 * seat has two children, or an answer was lost (test/support/placements/oracle.ts). The script prints what was done and
 * what was refused. For a sequence that breaks a rule, it prints the shortest one that still does, and its seed.
 * Usage: npm run drill:placements -- [--sequences 5000] [--seed 1913]
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { sequences: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1913' } },
});
for (const [name, value] of Object.entries(values)) {
  if (!/^\d+$/.test(value)) {
    console.error(`--${name} takes a whole number, not ${value}`);
    process.exit(2);
  }
}
const { status } = spawnSync(process.execPath, ['scripts/run-suites.js', 'test/truth/placement-sequences.spec.ts'], {
  stdio: 'inherit',
  env: { ...process.env, SEQUENCES: values.sequences, SEED: values.seed },
});
process.exit(status ?? 1);
