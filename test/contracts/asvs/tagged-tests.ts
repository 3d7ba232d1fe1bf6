import { readdirSync, readFileSync } from 'node:fs';

/** A test that holds requirements: `// @asvs 1.2.3 1.2.4` on the line before it. */
export interface TaggedTest {
  readonly file: string;
  readonly title: string;
  readonly requirements: readonly string[];
}

const TAG = /^\s*\/\/ @asvs ([\d. ]+)$/;
/** Lines of a table of cases, and of its test's title. */
const LONGEST_TABLE = 80;
const FOLDERS = ['src', 'test'];
/** The first text between quotes: the title of a test, or what a drill says of a proof. */
const QUOTED = /(["'`])((?:(?!\1).)+)\1/;

/** @throws Error when a tag has no test on the lines below it */
export function taggedIn(file: string, source: string): TaggedTest[] {
  const lines = source.split('\n');
  return lines.flatMap((line, at) => {
    const tag = TAG.exec(line);
    if (!tag) return [];
    const [first = '', ...below] = lines.slice(at + 1, at + LONGEST_TABLE);
    if (!/^\s*(it|must)\b/.test(first)) throw new Error(`${file}:${at + 1}: no test stands below the tag`);
    const text = [first, ...below].join('\n');
    // A table of cases comes before the title of its test.
    const title = QUOTED.exec(first.includes('.each') ? text.slice(text.search(/\]\)\(\s*["'`]/) + 2) : text)?.[2];
    if (!title) throw new Error(`${file}:${at + 1}: the test has no title`);
    return [{ file, title, requirements: tag[1]!.trim().split(/\s+/) }];
  });
}

export function taggedTests(): TaggedTest[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
    .filter((file) => /\.spec\.ts$|^test\/chaos\/.*\.js$/.test(file))
    .sort()
    .flatMap((file) => taggedIn(file, readFileSync(file, 'utf8')));
}
