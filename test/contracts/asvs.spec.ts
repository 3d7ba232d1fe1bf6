import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '../support/runner.js';
import { taggedIn, taggedTests } from './asvs/tagged-tests.js';

interface Requirement {
  readonly id: string;
  readonly level: string;
  readonly title: string;
  /** Why no test holds it: it does not apply here (n/a), or is not met (unmet). With the day of that judgement. */
  readonly reason: { readonly kind: 'n/a' | 'unmet'; readonly day: string; readonly why: string } | null;
}

const PAGE = 'docs/security/asvs.md';
const CHAPTERS: Record<string, string> = {
  1: 'Encoding and sanitization',
  2: 'Validation and business logic',
  3: 'Web frontend',
  4: 'API and web service',
  5: 'File handling',
  6: 'Authentication',
  7: 'Session management',
  8: 'Authorization',
  9: 'Self-contained tokens',
  10: 'OAuth and OIDC',
  11: 'Cryptography',
  12: 'Secure communication',
  13: 'Configuration',
  14: 'Data protection',
  15: 'Secure coding and architecture',
  16: 'Security logging and error handling',
  17: 'WebRTC',
};

/** The identifiers of ASVS 5.0, levels 1 and 2, with titles of our own. */
function requirements(): Requirement[] {
  const blocks = readFileSync('test/contracts/asvs/requirements.txt', 'utf8').split(/\n(?=\d)/);
  return blocks.map((block) => {
    const [head = '', reason] = block.trimEnd().split('\n');
    const [, id = '', level = '', title = ''] = /^(\d+\.[\d.*]+) L([12]) (.+)$/.exec(head) ?? [];
    if (reason === undefined) return { id, level, title, reason: null };
    const [, kind, day, why] = /^ {2}(n\/a|unmet) (2\d{3}-\d\d-\d\d): (.+)$/.exec(reason) ?? [];
    return { id, level, title, reason: { kind: kind as 'n/a' | 'unmet', day: day ?? '', why: why ?? '' } };
  });
}

describe('OWASP ASVS 5.0, levels 1 and 2', () => {
  const all = requirements();
  const tests = taggedTests();
  const heldBy = (id: string): string[] => [
    ...new Set(
      tests.filter((test) => test.requirements.includes(id)).map(({ file, title }) => `${title} (\`${file}\`)`),
    ),
  ];

  it('is written down whole: each requirement with its level and its title, each reason with its day', () => {
    expect(all.filter(({ id, level, title }) => !id || !level || !title)).toEqual([]);
    expect(all.filter(({ reason }) => reason && !(reason.kind && reason.day && reason.why))).toEqual([]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    // 253, of which a chapter of 7 and four sections of 20 that do not apply have a line each.
    expect(all.length).toBe(253 - 27 + 5);
  });

  it('is tagged by its own identifiers, below each of which stands a test', () => {
    const known = new Set(all.map(({ id }) => id));
    expect(tests.flatMap((test) => test.requirements).filter((id) => !known.has(id))).toEqual([]);
    expect(taggedIn('a', `// @asvs 1.2.3 1.2.4\nit('holds', () => 1);`)).toEqual([
      { file: 'a', title: 'holds', requirements: ['1.2.3', '1.2.4'] },
    ]);
    expect(() => taggedIn('a', '// @asvs 1.2.3\nconst a = 1;')).toThrow('no test');
  });

  it('is met by a test, or has a reason, and never both', () => {
    expect(all.filter(({ id, reason }) => (heldBy(id).length === 0) === (reason === null)).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it('docs/security/asvs.md says which (WRITE_DOCS=1)', () => {
    const chapterOf = ({ id }: Requirement): string => id.split('.')[0]!;
    const counted = (level: string) => {
      const own = all.filter((one) => one.level === level && !one.id.endsWith('*'));
      const met = own.filter(({ reason }) => reason === null).length;
      const unmet = own.filter(({ reason }) => reason?.kind === 'unmet').length;
      return `level ${level}: ${met} met, ${unmet} not met, ${own.length - met - unmet} that do not apply`;
    };
    const parts = Object.entries(CHAPTERS).map(([chapter, name]) => {
      const rows = all
        .filter((one) => chapterOf(one) === chapter)
        .map(({ id, level, title, reason }) => {
          const how = reason
            ? `${reason.kind === 'unmet' ? '**Not met**' : 'Does not apply'} (${reason.day}): ${reason.why}`
            : heldBy(id).join('; ');
          return `| ${id} | ${level} | ${title} | ${how.replaceAll('|', '\\|')} |`;
        });
      return [`## ${chapter} ${name}`, '', '| | L | what | held by |', '|---|---|---|---|', ...rows, ''].join('\n');
    });
    const text = [
      '# OWASP ASVS 5.0, levels 1 and 2',
      '',
      'Written from `@asvs` beside the tests and from `test/contracts/asvs/requirements.txt`. ' +
        `${counted('1')}; ${counted('2')}; besides, chapters 10 and 17 (36 requirements) do not apply. Titles are ` +
        "ours: the standard's own words are at OWASP. Whether a test is enough is our judgement; nobody else has " +
        'audited it.',
      '',
      ...parts,
    ].join('\n');
    if (process.env['WRITE_DOCS']) writeFileSync(PAGE, text);
    expect(readFileSync(PAGE, 'utf8')).toBe(text);
  });
});
