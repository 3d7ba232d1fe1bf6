/**
 * How many places a change touches, counted on the sources and held: no figure may rise above `house-figures.json`, and
 * one that has fallen is written there (docs/architecture.md, "What a change costs"). Usage: node scripts/house-figures.js
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MIGRATIONS = 'src/foundation/platform/database/migrations';
/** A feature of middling size, and a question about the child: what they cost, the next ones will. */
const FEATURE = { folder: 'src/places/other-days', named: /other-days|[oO]therDays/ };
const QUESTION = /adaptationNeed|adaptation_need/;

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name));
const texts = new Map(
  files.filter((path) => /\.(ts|njk|typ|json)$/.test(path)).map((path) => [path, readFileSync(path, 'utf8')]),
);
const naming = (pattern) => [...texts].filter(([, text]) => pattern.test(text)).map(([path]) => path);
const isSpec = (path) => path.endsWith('.spec.ts');

/** How many services the constructor of a class takes. */
const taken = [...texts].flatMap(([path, text]) =>
  isSpec(path)
    ? []
    : [...text.matchAll(/^ {2}constructor\(([^)]*)\)/gms)].map(([, parameters]) => ({
        path,
        count: [...parameters.matchAll(/\b(?:private|protected|public)\b/g)].length,
      })),
);
const widest = taken.reduce((most, one) => (one.count > most.count ? one : most));
const handlers = [...texts.values()].flatMap((text) => [
  ...text.matchAll(/^ {2}@(?:Get|Post|Put|Delete|Show|Press)\(/gm),
]).length;
const lines = [...texts]
  .filter(([path]) => path.endsWith('.ts') && !isSpec(path) && !path.startsWith(MIGRATIONS))
  .reduce((sum, [, text]) => sum + text.split('\n').length, 0);

const figures = {
  'folders of src': readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory()).length,
  'files of a middling feature (other-days)': files.filter((path) => path.startsWith(FEATURE.folder)).length,
  'files outside of it that name it': naming(FEATURE.named).filter((path) => !path.startsWith(FEATURE.folder)).length,
  'services of the widest class': widest.count,
  'files that name a question about the child (adaptationNeed)': naming(QUESTION).filter(
    (path) => !isSpec(path) && !path.startsWith(MIGRATIONS),
  ).length,
};
const held = JSON.parse(readFileSync(join(import.meta.dirname, 'house-figures.json'), 'utf8'));

const wrong = Object.entries(figures).filter(([name, count]) => count !== held[name]);
for (const [name, count] of Object.entries(figures)) console.log(`${String(count).padStart(5)}  ${name}`);
console.log(`${String(Math.round(lines / handlers)).padStart(5)}  lines per handler (${handlers}), told and not held`);
console.log(`       the widest class is in ${widest.path}`);
for (const [name, count] of wrong)
  console.log(
    count > held[name]
      ? `FAIL   ${name}: ${count}, where ${held[name]} were enough`
      : `FAIL   ${name}: fell from ${held[name]} to ${count}; write that down in scripts/house-figures.json`,
  );
process.exit(wrong.length > 0 ? 1 : 0);
