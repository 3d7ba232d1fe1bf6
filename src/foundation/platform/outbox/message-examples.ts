import { FIRST_LANGUAGE, type Language } from '../../kernel/language.js';
import type { MessageArgs, Translator } from '../i18n/index.js';
import { variablesOf, type LinkPurpose, type MessageKind } from './message-kind.js';

/** As long as the secret of a link is. */
const SECRET = 'x'.repeat(43);
const PATHS: Readonly<Record<LinkPurpose, string>> = {
  password: `/personnel/lien/${SECRET}`,
  dossier: `/suivre/${SECRET}`,
  offer: `/suivre/${SECRET}?vers=offre-3fa9c1`,
  confirm: `/suivre/${SECRET}?vers=confirmer`,
  birth: `/suivre/${SECRET}?vers=naissance`,
  temporary_place: `/suivre/${SECRET}?vers=accueil-temporaire`,
  shorter_week: `/suivre/${SECRET}?vers=semaine-plus-courte`,
  asked_first_day: `/suivre/${SECRET}?vers=place-plus-tard`,
  appointments: `/suivre/${SECRET}?vers=rendez-vous`,
  ballot: `/avis/${SECRET}`,
  draft: `/dossier/reprendre/${SECRET}`,
  own_page: `/am/${SECRET}`,
  opinion: `/avis-demande/${SECRET}`,
  referral: `/orienter/${SECRET}`,
  staff_page: '/rpe',
};
/** A family's link opens in its language on any device. */
const linkOf = ({ opens }: MessageKind, lang: Language): string => {
  if (opens === null) return '';
  const path = PATHS[opens];
  const isFamilys = /^\/(suivre|avis)\//.test(path) && lang !== FIRST_LANGUAGE;
  return isFamilys ? `${path}${path.includes('?') ? '&' : '?'}langue=${lang}` : path;
};
const SOME_COUNT = 2;

/** The key of what is said of a variable: that of this kind, where its meaning is its own. */
export const variableKey = (kind: MessageKind, name: string, { has }: Pick<Translator, 'has'>): string =>
  has(`messageText.variableOf.${kind.code}.${name}`)
    ? `messageText.variableOf.${kind.code}.${name}`
    : `messageText.variable.${name}`;

/** A passage of the law, with the court of this territory. @param courtTown empty while nobody has named it */
export const lawPassage = ({ t }: Translator, name: string, courtTown: string): string =>
  t(`law.${name}`, { court: courtTown.trim() === '' ? 'none' : courtTown.trim() });

/** The passages of the law that a kind of message holds. */
export const lawOf = (kind: MessageKind, words: Translator, courtTown: string): MessageArgs =>
  Object.fromEntries(
    Object.entries(variablesOf(kind))
      .filter(([, { type }]) => type === 'law')
      .map(([name]) => [name, lawPassage(words, name, courtTown)]),
  );

/** A value for each variable of a kind, invented, and as long as values are. The passages of the law are themselves. */
export function examplesOf(kind: MessageKind, words: Translator, baseUrl: string, courtTown = ''): MessageArgs {
  const { t, has, lang } = words;
  const exampleOf = (name: string): string =>
    has(`messageText.exampleOf.${kind.code}.${name}`)
      ? t(`messageText.exampleOf.${kind.code}.${name}`)
      : t(`messageText.example.${name}`);
  return Object.fromEntries(
    Object.entries(variablesOf(kind)).map(([name, known]) => {
      switch (known.type) {
        case 'count':
          return [name, SOME_COUNT];
        case 'choice':
          return [name, known.of[0]];
        case 'link':
          return [name, `${baseUrl}${linkOf(kind, lang)}`];
        case 'law':
          return [name, lawPassage(words, name, courtTown)];
        default:
          return [name, exampleOf(name)];
      }
    }),
  );
}
