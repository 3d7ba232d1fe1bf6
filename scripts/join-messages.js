/**
 * Joins the sentences of all features into one file of the build. Stops the build when a sentence is missing in a
 * language, is used nowhere, or has other arguments in one of the languages.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { catalogueProblems } from '../dist/foundation/platform/i18n/catalogue-checks.js';
import { Catalogue } from '../dist/foundation/platform/i18n/index.js';
import { JOINED_MESSAGES, listFiles } from '../dist/foundation/platform/i18n/message-files.js';

const root = resolve(import.meta.dirname, '../src');
const sources = listFiles(root)
  .filter((path) => /\.(njk|ts)$/.test(path) && !path.endsWith('.spec.ts'))
  .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));

const catalogue = Catalogue.load(root);
const problems = catalogueProblems(catalogue, sources);
if (problems.length > 0) {
  process.stderr.write(`Messages:\n${problems.map((one) => `  ${one}\n`).join('')}`);
  process.exit(1);
}

const messagesOf = (lang) => Object.fromEntries(catalogue.keys(lang).map((key) => [key, catalogue.message(lang, key)]));
const joined = catalogue.languages.map((lang) => ({ path: JOINED_MESSAGES, lang, tree: messagesOf(lang) }));
writeFileSync(join(root, '../dist', JOINED_MESSAGES), JSON.stringify(joined));
