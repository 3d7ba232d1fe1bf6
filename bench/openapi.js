/**
 * The description of the API, held to the rules of spectral.yaml. A planted weakness has to be found, or nothing was
 * checked. Usage: npm run lint:api
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../dist/foundation/config/index.js';
import { createApp } from '../dist/create-app.js';
import { demoClocks } from '../dist/commands/demo/demo-clock.js';
import { createLog } from '../dist/foundation/platform/logging/index.js';

const folder = mkdtempSync(join(tmpdir(), 'marelle-openapi-'));
const config = readConfig('demo', {
  SQLITE_FILE: join(folder, 'a.sqlite'),
  BASE_URL: 'https://guichet.example.org',
  LOG_LEVEL: 'silent',
  TRUST_PROXY: 'loopback',
});
const app = await createApp(config, createLog(config), demoClocks({ today: false }));
await app.init();
const document = (await app.inject('/api/openapi.json')).json();
await app.close();

function problemsOf(described) {
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(described));
  const given = [
    'lint',
    file,
    '--ruleset',
    'bench/spectral.yaml',
    '--format',
    'json',
    '--quiet',
    '--fail-severity',
    'warn',
  ];
  const { stdout, stderr } = spawnSync('bench/node_modules/.bin/spectral', given, { encoding: 'utf8' });
  if (!stdout.trim()) throw new Error(`Spectral said nothing: ${stderr}`);
  return JSON.parse(stdout).map(({ code, message, path }) => `${code} at ${path.join('.')}: ${message}`);
}

const planted = { ...document, servers: [{ url: 'http://guichet.example.org' }] };
const found = problemsOf(planted).some((problem) => problem.includes('servers'));
const problems = problemsOf(document);
rmSync(folder, { recursive: true, force: true });
for (const problem of problems) console.error(problem);
console.log(
  JSON.stringify({
    name: 'openapi',
    paths: Object.keys(document.paths).length,
    problems: problems.length,
    plantedFound: found,
  }),
);
process.exit(problems.length === 0 && found ? 0 : 1);
