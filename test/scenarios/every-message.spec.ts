import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import type { Language } from '../../src/foundation/kernel/language.js';
import { LettersDocument } from '../../src/first-desk/mailroom/letters-document.js';
import { Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { Catalogue } from '../../src/foundation/platform/i18n/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { languagesOf, type LinkPurpose } from '../../src/foundation/platform/outbox/message-kind.js';
import { MailWriter, MessageKinds, smsLength } from '../../src/foundation/platform/outbox/index.js';
import { SOURCE_ROOT } from '../../src/foundation/source-root.js';
import { startApp, type TestApp } from '../support/app.js';
import { textOf } from '../support/browser.js';
import { handedOver } from '../support/links.js';
import { textOfPdf } from '../support/pdf.js';
import { ToldFamilies } from '../support/messages/told-families.js';

const catalogue = Catalogue.load(SOURCE_ROOT, { strict: true });
/** Where the page is written that a person reads as the family: the one and only place, and never kept. */
const PAGE = 'var/messages.html';
const NURSERY = 'Multi-accueil de Montceau-les-Mines';
const DESK_PHONE = '01 99 00 71 30';

/** One message as each channel carries it. */
interface Rendered {
  readonly kind: string;
  readonly language: Language;
  readonly toFamily: boolean;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Null where this kind is never posted. */
  readonly letter: string | null;
  readonly sms: string | null;
}

const ABOUT_OFFERS = ['offer', 'offer-reminder'];
const ABOUT_PLACES = [
  ...ABOUT_OFFERS,
  'offer-expired',
  'offer-revoked',
  'offer-answered',
  'start-proposed',
  'start-agreed',
  'days-changed',
  'no-show',
  'place-restored',
  'given-up',
  'session-ratified',
  'session-unratified',
  'session-conditional',
  'session-gave-way',
  'session-not-released',
];
const DAYS: Record<Language, string> = {
  fr: 'mardi et jeudi, de 8 h 30 à 17 h',
  en: 'Tuesday and Thursday, from 8:30 to 17:00',
};
const OTHER_DAYS: Record<Language, string> = { fr: 'lundi matin', en: 'Monday morning' };
/** The last day to answer, as the subject of a message about an offer names it. */
const lastDayOf = ({ subject, language }: { subject: string; language: Language }): string =>
  language === 'fr' ? subject.split(' au plus tard le ')[1]! : subject.split(' by ')[1]!.replace(' at the latest', '');
/** Official names, which no language translates. */
const NAMES =
  /Commission[^\n]*?Mines|Relais petite enfance intercommunal|Multi-accueil[^\n]*|Maire[^\n]*|\d+ rue [^\n]*/g;

describe('every message, to a family of twins and to staff, in both languages', () => {
  let test: TestApp;
  const rendered: Rendered[] = [];

  beforeAll(async () => {
    test = await startApp('sqlite', { BASE_URL: 'https://petite-enfance.exemple.fr' });
    await ToldFamilies.seed(test.app);
    for (const language of catalogue.languages as Language[])
      await new ToldFamilies(test.app, language).liveThroughEverything();
    const reader = test.app.get(Reader);
    const written = await reader.find(Message, { order: { createdAt: 'ASC', id: 'ASC' } });
    const dossiers = new Set((await reader.find(Dossier)).map(({ id }) => id));
    for (const message of written.filter(({ body }) => body !== '')) rendered.push(await render(message, dossiers));
    mkdirSync('var', { recursive: true });
    writeFileSync(PAGE, pageOf(rendered));
  }, 240_000);
  afterAll(() => test.close());

  async function render(message: Message, dossiers: ReadonlySet<string>): Promise<Rendered> {
    const { kind, language, dossierId } = message;
    const toFamily = dossierId !== null && dossiers.has(dossierId);
    const mail = await handedOver(test.app, { ...message, channel: 'email' });
    const { text, html } = test.app.get(MailWriter).content(mail);
    return {
      kind,
      language,
      toFamily,
      subject: message.subject,
      text,
      html,
      letter: toFamily && isPosted(kind) ? await letterOf(message) : null,
      sms: toFamily ? (await handedOver(test.app, { ...message, channel: 'sms' })).shortText : null,
    };
  }

  const isPosted = (kind: string): boolean => test.app.get(MessageKinds).find(kind)!.channels.includes('letter');

  async function letterOf(message: Message): Promise<string> {
    const recipient = 'Laura Jumeaux\n3 rue des Écoles\n71300 Montceau-les-Mines';
    const letter = await handedOver(test.app, { ...message, channel: 'letter', recipient });
    const batch = { id: 'lot', deskId: 'rpe', madeAt: message.createdAt };
    const pdf = await test.app.get(LettersDocument).renderLetters(batch as never, [{ ...letter, state: 'printed' }]);
    return textOfPdf(pdf);
  }

  const inWriting = ({ text, html, letter }: Rendered): [string, string][] =>
    [
      ['mail', text],
      ['HTML', textOf(html.replace(/<head>[\s\S]*<\/head>/, ''))],
      ['letter', letter],
    ].flatMap(([where, said]): [string, string][] => (said ? [[where!, said.replace(/\s+/g, ' ')]] : []));
  const plain = (text: string): string => text.replace(/\s+/g, ' ');
  const toFamilies = (): Rendered[] => rendered.filter(({ toFamily }) => toFamily);
  /** What is wrong, message by message, so that a failure says all of it. */
  const faults = (
    messages: readonly Rendered[],
    faultOf: (where: string, said: string, message: Rendered) => string | false,
  ): string[] =>
    messages.flatMap((message) =>
      inWriting(message).flatMap(([where, said]) => {
        const fault = faultOf(where, said, message);
        return fault ? [`${message.language} ${message.kind} (${where}): ${fault}`] : [];
      }),
    );
  const missing = (part: string, said: string): string | false => !said.includes(part) && `no “${part}” in ${said}`;

  it('is written, whichever a feature has registered, in each language of those who get it', () => {
    const kinds = (messages: readonly Rendered[]): string[] => [...new Set(messages.map(({ kind }) => kind))].sort();
    // An anchor of the journal is a line for a machine (audit-chain.spec.ts).
    const registered = test.app.get(MessageKinds).all.filter(({ code }) => code !== 'audit-anchor');
    for (const lang of catalogue.languages)
      expect(kinds(rendered.filter(({ language }) => language === lang))).toEqual(
        registered.filter((kind) => languagesOf(kind).includes(lang)).map(({ code }) => code),
      );
  });

  it('opens what its kind says', () => {
    const leads: Record<LinkPurpose, RegExp> = {
      dossier: /\/suivre\/[\w-]{43}(\?langue=en)?\s/,
      offer: /\/suivre\/[\w-]{43}\?vers=offre-/,
      confirm: /\/suivre\/[\w-]{43}\?vers=confirmer/,
      birth: /\/suivre\/[\w-]{43}\?vers=naissance/,
      temporary_place: /\/suivre\/[\w-]{43}\?vers=accueil-temporaire/,
      shorter_week: /\/suivre\/[\w-]{43}\?vers=semaine-plus-courte/,
      asked_first_day: /\/suivre\/[\w-]{43}\?vers=place-plus-tard/,
      appointments: /\/suivre\/[\w-]{43}\?vers=rendez-vous/,
      ballot: /\/avis\/[\w-]{43}/,
      draft: /\/dossier\/reprendre\/[\w-]{43}/,
      own_page: /\/am\/[\w-]{43}/,
      opinion: /\/avis-demande\/[\w-]{43}/,
      referral: /\/orienter\/[\w-]{43}/,
      password: /\/personnel\/lien\/[\w-]{20,}/,
      staff_page:
        /\/(rpe|eaje|personnel|commissions|assistantes-maternelles|fermetures|offre|rapport|administration|journal)\b/,
    };
    const opens = new Map(test.app.get(MessageKinds).all.map((kind) => [kind.code, kind.opens]));
    for (const { kind, text } of rendered) {
      const purpose = opens.get(kind)!;
      if (purpose === null) expect([kind, text]).toEqual([kind, expect.not.stringContaining('https://')]);
      else expect([kind, text]).toEqual([kind, expect.stringMatching(leads[purpose])]);
    }
  });

  it('has no gap, no code, and no word of another language', () => {
    const wrong =
      /[{}]|undefined|null|NaN|\[object|\bnone\b|\b[a-z]+_[a-z]+\b|\b(ma|cf|mc)-\d+|\b\w+\.(subject|body)\b/;
    const foreign: Record<Language, RegExp> = {
      fr: /\b(the|your|and|Hello|Answer|of)\b/i,
      en: /\b(vous|votre|Bonjour|demande|le|au plus tard|du|à)\b/i,
    };
    expect(
      faults(rendered, (_, said, { language }) => {
        // An anchor is a signed line for a machine, which the auditor keeps as it is.
        const words = said.replace(/https?:\S+|\S+\.exemple\.fr\S*|\{[^{}]*signature[^{}]*\}/g, '');
        const gap = wrong.exec(words)?.[0];
        const other = foreign[language].exec(words.replace(NAMES, ''))?.[0];
        return (gap && `“${gap}” in ${words}`) || (other ? `“${other}” in ${words}` : false);
      }),
    ).toEqual([]);
  });

  it('names the child that it is about, and no other', () => {
    const kinds = test.app.get(MessageKinds);
    const isNameless = ({ kind }: Rendered): boolean => kinds.find(kind)!.nameless;
    const named = toFamilies().filter((message) => !isNameless(message));
    // Before the birth, the due date stands for the name.
    const name = /Lina|votre enfant attendu le 1er décembre 2026|your child expected on 1 December 2026/;
    expect(faults(named, (_, said) => !name.test(said) && said)).toEqual([]);
    expect(named.filter(({ subject, kind }) => kind.startsWith('offer') && !name.test(subject))).toEqual([]);
    expect(faults(named, (_, said) => said.includes('Noé') && said)).toEqual([]);
    const nameless = toFamilies().filter(isNameless);
    expect(faults(nameless, (_, said) => /Lina|Noé/.test(said) && said)).toEqual([]);
  });

  it('says whom to ring', () => {
    const whole = rendered.filter(({ toFamily, kind }) => toFamily || kind === 'resume-link');
    expect(faults(whole, (_, said) => missing(DESK_PHONE, said))).toEqual([]);
  });

  it('about a place names the nursery, its street, its telephone, the days and their hours', () => {
    const places = toFamilies().filter(({ kind }) => ABOUT_PLACES.includes(kind));
    for (const part of [NURSERY, '12 rue des Marelles, 71300 Montceau-les-Mines', '01 99 00 71 41'])
      expect(faults(places, (_, said) => missing(part, said))).toEqual([]);
    expect(
      faults(places, (_, said, { kind, language }) =>
        missing((kind === 'days-changed' ? OTHER_DAYS : DAYS)[language], said),
      ),
    ).toEqual([]);
  });

  it('about an offer names one last day, in every channel', () => {
    const offers = toFamilies().filter(({ kind }) => ABOUT_OFFERS.includes(kind));
    expect(faults(offers, (_, said, offer) => missing(lastDayOf(offer), said))).toEqual([]);
    expect(offers.filter((offer) => !offer.sms!.includes(lastDayOf(offer)))).toEqual([]);
    expect(new Set(offers.map(lastDayOf))).toContain('4 décembre 2026');
  });

  it('has one button at most, whose address is written in the text alone', () => {
    for (const { html, kind } of rendered) {
      const links = html.match(/<a /g) ?? [];
      expect([kind, links.length]).toEqual([kind, expect.any(Number)]);
      expect(links.length).toBeLessThanOrEqual(1);
      expect(textOf(html.replace(/<head>[\s\S]*<\/head>/, ''))).not.toContain('https://');
    }
    for (const { html, kind } of toFamilies()) expect([kind, html.match(/<a /g)?.length]).toEqual([kind, 1]);
  });

  it('by letter gives a short address, whole, and a code of twelve letters and digits', () => {
    const posted = toFamilies().filter(({ kind }) => isPosted(kind));
    expect(posted).not.toEqual([]);
    for (const { letter, kind } of posted) {
      expect([kind, plain(letter!)]).toEqual([kind, expect.stringContaining(' petite-enfance.exemple.fr/suivre')]);
      expect(letter).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
      expect(letter).not.toContain('\u200b');
    }
  });

  it('by SMS fits in two parts, and names the child as the mail does', () => {
    for (const { sms, kind, text } of toFamilies()) {
      expect([kind, smsLength(sms!)]).toEqual([kind, { alphabet: 'gsm7', parts: expect.any(Number) }]);
      expect(smsLength(sms!).parts).toBeLessThanOrEqual(2);
      if (kind !== 'satisfaction') expect([kind, /Lina|Noé/.test(sms!)]).toEqual([kind, /Lina|Noé/.test(text)]);
    }
  });
});

/** All messages on one page, one after the other, each as a mail, a letter and a text message. */
function pageOf(rendered: readonly Rendered[]): string {
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const seen = new Set<string>();
  const shown = rendered
    // One of each that differs in more than its dates and numbers.
    .filter(({ kind, language, subject }) => {
      const key = [kind, language, subject.replace(/\d.*/, '')].join('|');
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => a.language.localeCompare(b.language) * -1 || a.kind.localeCompare(b.kind));
  const articles = shown.map(
    ({ kind, language, html, text, letter, sms }) => `<article lang="${language}"><h2>${kind} (${language})</h2>
<div class="ways"><iframe title="${kind}" srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>
<pre>${escaped(text)}</pre><pre>${escaped(letter ?? '')}</pre></div><p class="sms">${escaped(sms ?? '')}</p></article>`,
  );
  return `<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>Tous les messages</title><style>
body{font-family:sans-serif}.ways{display:grid;grid-template-columns:420px 1fr 1fr;gap:1rem}iframe{width:100%;height:640px;border:1px solid}
pre{white-space:pre-wrap;font-size:13px}.sms{background:#eef;padding:.5rem}</style>${articles.join('\n')}</html>`;
}
