import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { LONGEST_BASE_URL } from '../../src/foundation/config/config.js';
import { Catalogue } from '../../src/foundation/platform/i18n/index.js';
import { examplesOf, variableKey } from '../../src/foundation/platform/outbox/message-examples.js';
import { languagesOf } from '../../src/foundation/platform/outbox/message-kind.js';
import {
  hasShortText,
  MessageKinds,
  variablesOf,
  type MessageKind,
} from '../../src/foundation/platform/outbox/index.js';
import { textProblems, type MessageText } from '../../src/foundation/platform/outbox/text-check.js';
import { startApp, type TestApp } from '../support/app.js';

/** WRITE_DOCS=1 writes the page anew. */
const PAGE = 'docs/messages.md';

describe('kinds of messages', () => {
  const catalogue = Catalogue.load('src', { strict: true });
  const { t, has } = catalogue.translator('en');
  let test: TestApp;
  let kinds: readonly MessageKind[];
  beforeAll(async () => {
    test = await startApp('sqlite');
    kinds = test.app.get(MessageKinds).all;
  });
  afterAll(() => test.close());

  const codesUnder = (prefix: string): string[] => [
    ...new Set(
      catalogue
        .keys('fr')
        .filter((key) => key.startsWith(`${prefix}.`))
        .map((key) => key.split('.')[1]!),
    ),
  ];

  it('are each registered by the feature that sends them, and have their words', () => {
    expect(kinds.length).toBeGreaterThan(40);
    expect(kinds.map(({ code }) => code)).toEqual(codesUnder('mail').sort());
    expect(kinds.filter(hasShortText).map(({ code }) => code)).toEqual(codesUnder('sms').sort());
    for (const { code } of kinds)
      for (const lang of catalogue.languages)
        for (const part of ['title', 'subject', 'body'])
          expect([code, catalogue.message(lang, `mail.${code}.${part}`)]).toEqual([code, expect.any(String)]);
  });

  it('say of each variable what it tells, and of each choice when it is made', () => {
    const silent = kinds.flatMap((kind) =>
      catalogue.languages.flatMap((lang) => {
        const words = catalogue.translator(lang);
        return Object.entries(variablesOf(kind))
          .flatMap(([name, known]) => [
            variableKey(kind, name, words),
            ...(known.type === 'choice' ? known.of.map((one) => `messageText.case.${name}.${one}`) : []),
          ])
          .filter((key) => !words.has(key))
          .map((key) => `${lang} ${kind.code}: ${key}`);
      }),
    );
    expect(silent).toEqual([]);
  });

  it('have texts that would pass the check of the page on which texts are changed, under the longest address', () => {
    const base = 'https://'.padEnd(LONGEST_BASE_URL, 'x');
    const problems = kinds.flatMap((kind) =>
      languagesOf(kind).flatMap((lang) => {
        const text: MessageText = {
          subject: catalogue.message(lang, `mail.${kind.code}.subject`)!,
          body: catalogue.message(lang, `mail.${kind.code}.body`)!,
          shortText: hasShortText(kind) ? catalogue.message(lang, `sms.${kind.code}`)! : null,
        };
        return textProblems(kind, lang, text, text, examplesOf(kind, catalogue.translator(lang), base)).map(
          (problem) => `${lang} ${kind.code} ${problem.field}: ${problem.code} ${JSON.stringify(problem.args)}`,
        );
      }),
    );
    expect(problems).toEqual([]);
  });

  it('say how to contest a decision, and by which day to answer', () => {
    for (const kind of kinds) {
      const types = Object.entries(variablesOf(kind)).map(([name, { type }]) => `${name}:${type}`);
      const body = catalogue.message('fr', `mail.${kind.code}.body`)!;
      expect([kind.code, kind.effect === 'tells_decision']).toEqual([kind.code, types.includes('remedies:law')]);
      if (kind.effect === 'tells_decision') expect(body).toContain('{remedies}');
      if (kind.effect === 'sets_deadline')
        expect([kind.code, body]).toEqual([kind.code, expect.stringMatching(/\{(day|until)\}/)]);
    }
  });

  it('are told on a page of the documentation, which is as they are registered', () => {
    const row = (kind: MessageKind): string =>
      [
        `\`${kind.code}\``,
        t(`mail.${kind.code}.title`),
        kind.to,
        kind.channels.join(', '),
        kind.effect === 'none' ? '' : kind.effect.replaceAll('_', ' '),
        kind.opens?.replaceAll('_', ' ') ?? '',
        Object.keys(variablesOf(kind))
          .map((name) => `\`${name}\``)
          .join(' '),
      ].join(' | ');
    const used = new Map(
      kinds.flatMap((kind) =>
        Object.entries(variablesOf(kind)).map(([name, { type }]) => [
          `\`${name}\` | ${type} | ${t(variableKey(kind, name, { has }))}`,
          name,
        ]),
      ),
    );
    const page = [
      '# Messages',
      'This page is written by `test/contracts/message-kinds.spec.ts` from the kinds that the features register ' +
        '(`message-kinds.ts`), and the test fails when it is not so any more: `WRITE_DOCS=1 npm test -- ' +
        'test/contracts/message-kinds` writes it anew. Their words are `mail.<code>` and `sms.<code>` of the catalogue, ' +
        'until somebody changes them on a page.',
      [
        'code | message | to | by | legal effect | its link opens | variables',
        '---|---|---|---|---|---|---',
        ...kinds.map(row),
      ]
        .map((line) => `| ${line} |`)
        .join('\n'),
      '## Variables',
      ['variable | type | what it says', '---|---|---', ...[...used.keys()].sort()]
        .map((line) => `| ${line} |`)
        .join('\n'),
    ].join('\n\n');
    if (process.env['WRITE_DOCS']) writeFileSync(PAGE, `${page}\n`);
    expect(readFileSync(PAGE, 'utf8')).toBe(`${page}\n`);
  });
});
