import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '../support/runner.js';
import { REQUEST_ACTION_NAMES } from '../../src/dossier/dossier/domain/request-lifecycle.js';
import { REQUEST_STATES } from '../../src/dossier/dossier/domain/request-states.js';

const PLACES = ['src', 'test', 'bench', 'scripts', 'docs', 'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const RULE_BOOK = readFileSync('docs/domain.md', 'utf8');

const filesUnder = (place: string): string[] =>
  /\.\w+$/.test(place)
    ? [place]
    : readdirSync(place, { recursive: true, encoding: 'utf8' })
        .map((file) => join(place, file))
        .filter((file) => /\.(ts|js|md|njk|typ)$/.test(file) && !file.includes('node_modules/'));

/** Sections that a page has, by the number of their title. */
const sectionsOf = (page: string): Set<string> =>
  new Set([...page.matchAll(/^## (\d+)\. /gm)].map(([, number]) => number!));

/** What a comment cites: "domain.md §4 and §10" is two sections. */
const citedIn = (text: string): string[] =>
  [...text.matchAll(/domain\.md`?((?:,? (?:and )?§\d+)+)/g)].flatMap(([, list]) =>
    [...list!.matchAll(/§(\d+)/g)].map(([, number]) => number!),
  );

describe('The rule book', () => {
  const cited = PLACES.flatMap(filesUnder).flatMap((file) =>
    citedIn(readFileSync(file, 'utf8')).map((section) => ({ file, section })),
  );

  // @asvs 2.1.2 8.1.1 8.1.2
  it('has every section that a comment or a document cites', () => {
    expect(cited.length).toBeGreaterThan(60);
    const sections = sectionsOf(RULE_BOOK);
    expect(cited.filter(({ section }) => !sections.has(section))).toEqual([]);
  });

  it('is read right: each section of a citation counts', () => {
    expect(citedIn('a rule (domain.md §4 and §10), domain.md §5, §9')).toEqual(['4', '10', '5', '9']);
    expect(sectionsOf('## 1. Who\n### 2. No\n## 12. Price\n')).toEqual(new Set(['1', '12']));
  });

  it('names every state and every action of the life cycle', () => {
    expect([...REQUEST_ACTION_NAMES, ...REQUEST_STATES].filter((name) => !RULE_BOOK.includes(`\`${name}\``))).toEqual(
      [],
    );
  });
});

describe('A decision', () => {
  const files = filesUnder('docs/decisions').filter((path) => !path.endsWith('README.md'));

  it.each(files)('says its date and whether it is in force: %s', (file) => {
    expect(readFileSync(file, 'utf8')).toMatch(
      /^# \d{4} – .+\n\nDate: \d{1,2} [A-Z][a-z]+ 20\d{2}\. Status: (in force|replaced by \[\d{4}\].*)\.\n\n/,
    );
  });
});
