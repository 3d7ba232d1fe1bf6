/**
 * The machine of a stranger: a `PATH` that holds Node and the programs that every Debian has, and no variable but those
 * of the machine itself. And what the README tells a stranger to type.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** What builds better-sqlite3 where its binary cannot be fetched: the README names the packages. */
const COMPILER = ['gcc', 'g++', 'cc', 'c++', 'make', 'python3', 'as', 'ld', 'ar', 'ranlib', 'nm', 'strip'];
const PROGRAM = /^\/(usr\/)?s?bin\/[^/]+$/;
/** Where packages and their certificates come from is the machine's own. */
const OF_THE_MACHINE = ['HOME', 'LANG', 'NODE_EXTRA_CA_CERTS'];

const linesOf = (command, ...words) => execFileSync(command, words, { encoding: 'utf8' }).trim().split('\n');

/** The programs of the packages without which there is no Debian. */
function debianPrograms() {
  const packages = linesOf('dpkg-query', '-W', '-f', '${Essential} ${Priority} ${Package}\n')
    .filter((line) => /^yes |^\S+ required /.test(line))
    .map((line) => line.split(' ')[2]);
  // Links of alternatives, as awk is, belong to no package.
  return [...linesOf('dpkg', '-L', ...packages).filter((path) => PROGRAM.test(path)), '/usr/bin/awk'].filter(
    existsSync,
  );
}

function folderOf(programs) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-stranger-'));
  for (const path of new Map(programs.map((path) => [basename(path), path])).values())
    symlinkSync(path, join(folder, basename(path)));
  return folder;
}

const found = (name) =>
  process.env.PATH.split(':')
    .map((folder) => join(folder, name))
    .find(existsSync);

/** @returns the environment of a stranger, and the same with a compiler, which the installation may need */
export function strangerEnvironment() {
  const node = dirname(realpathSync(process.execPath));
  const programs = folderOf([
    ...debianPrograms(),
    ...['node', 'npm', 'npx'].map((name) => found(name) ?? join(node, name)),
  ]);
  const compiler = folderOf(COMPILER.map(found).filter(Boolean));
  const own = Object.fromEntries(
    OF_THE_MACHINE.filter((name) => process.env[name]).map((name) => [name, process.env[name]]),
  );
  return { bare: { ...own, PATH: programs }, building: { ...own, PATH: `${programs}:${compiler}` } };
}

/** What the README says under "See it" and "Test it": the first block of commands of each. */
export function readmeCommands() {
  const page = readFileSync('README.md', 'utf8');
  const under = (title) => new RegExp(`^## ${title}\\n[^]*?\`\`\`sh\\n([^]*?)\n\`\`\``, 'm').exec(page)[1].trim();
  return { see: under('See it'), test: under('Test it') };
}
