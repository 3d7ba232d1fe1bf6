import { CHANNELS, NEED_KINDS, SITUATIONS, WISH_MODES, type RequestFile } from '../../dossier/index.js';
import { LANGUAGES } from '../../kernel/language.js';
import { WISH_FIELDS } from './answers.js';
import { ageWords, childName } from './request-words.js';
import type { Screen } from './screen.js';

export type Topic = 'enfant' | 'besoin' | 'famille' | 'voeux';

/** A question page on which the desk answers for a family. */
export function answerModel(
  topic: Topic,
  { request, wishes }: RequestFile,
  { translator, places, today }: Screen,
): Record<string, unknown> {
  const { t } = translator;
  const options = (prefix: string, values: readonly string[]) =>
    values.map((value) => ({ value, text: t(`triage.enum.${prefix}.${value}`) }));
  const communes = places.territory.communes().map(({ code, name }) => ({ value: code, text: name }));
  const modes = WISH_MODES.filter((mode) => mode !== 'establishment');
  return {
    title: t(`triage.answer.${topic}`),
    requestId: request.id,
    version: request.version,
    child: t('triage.answer.about', {
      child: childName(request, translator),
      age: ageWords(request, today, translator),
    }),
    // The desk's note often holds what an imported list said without hours, so the page about the need shows it.
    note: topic === 'besoin' ? (request.deskNote?.split('\n') ?? null) : null,
    needKinds: options('needKind', NEED_KINDS),
    channels: options('channel', CHANNELS),
    messageLanguages: LANGUAGES.map((value) => ({ value, text: t(`dossier.choice.language.${value}`) })),
    situations: options('situation', SITUATIONS),
    communes,
    moreWishes: wishes.length > WISH_FIELDS.length,
    wishes: WISH_FIELDS.map((field, index) => ({ field, label: t('triage.answer.wish', { rank: index + 1 }) })),
    wishChoices: [
      ...places.supply.establishments().map(({ id, name }) => ({ value: `establishment:${id}`, text: name })),
      ...modes.map((mode) => ({
        value: `${mode}:`,
        text: t('triage.words.modeAnywhere', { mode: t(`triage.enum.mode.${mode}`) }),
      })),
      ...modes.flatMap((mode) =>
        communes.map(({ value, text }) => ({
          value: `${mode}:${value}`,
          text: t('triage.words.modeIn', { mode: t(`triage.enum.mode.${mode}`), commune: text }),
        })),
      ),
    ],
  };
}
