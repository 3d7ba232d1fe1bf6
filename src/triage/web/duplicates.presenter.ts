import type { RequestFile } from '../../dossier/index.js';
import type { ComparedPair, Pair } from '../duplicates.js';
import { adultName, birthWords, childName, communeWords, weekLines, wishWords } from './request-words.js';
import type { Screen } from './screen.js';

type Model = Record<string, unknown>;

const agreement = (agree: readonly string[], { t, list }: Screen['translator']): string => list(agree.map((code) => t(`triage.enum.agree.${code}`)));
const difference = (differ: readonly string[], { t, list }: Screen['translator']): string => list(differ.map((code) => t(`triage.enum.differ.${code}`)));

export function pairsModel({ pairs, count }: { pairs: readonly Pair[]; count: number }, { translator }: Screen): Model {
  const { t } = translator;
  return {
    title: t('triage.duplicate.listTitle'),
    lead: t('triage.duplicate.lead', { count }),
    table: {
      caption: t('triage.duplicate.listTitle'), captionHidden: true, empty: t('triage.duplicate.none'),
      columns: ['children', 'agree', 'differ'].map((name) => ({ text: t(`triage.duplicate.column.${name}`) })),
      rows: pairs.map(({ pair, first, second }) => [
        {
          href: `/rpe/doublons/${pair.id}`,
          text: t('triage.duplicate.pair', { first: childName(first, translator), second: childName(second, translator) }),
        },
        agreement(pair.agree, translator),
        pair.differ.length === 0 ? t('triage.duplicate.nothingDiffers') : difference(pair.differ, translator),
      ]),
    },
  };
}

export function pairModel({ pair, first, second }: ComparedPair, screen: Screen): Model {
  const { t } = screen.translator;
  return {
    title: t('triage.duplicate.title'),
    pairId: pair.id,
    open: pair.state === 'open',
    judged: pair.state === 'open' ? null : t(`triage.duplicate.judged.${pair.state}`),
    agree: agreement(pair.agree, screen.translator),
    differ: pair.differ.length === 0 ? null : difference(pair.differ, screen.translator),
    sides: [sideModel(first, t('triage.duplicate.first'), screen), sideModel(second, t('triage.duplicate.second'), screen)],
  };
}

function sideModel({ request, dossier, adults, wishes }: RequestFile, heading: string, { translator, places }: Screen): Model {
  const { t, day, instant } = translator;
  const contacts = adults.map(({ details }) => [adultName(details, translator), details.phone, details.email].filter(Boolean).join(', '));
  return {
    heading,
    href: `/rpe/demandes/${request.id}`,
    linkText: t('triage.duplicate.open', { number: dossier.number }),
    rows: [
      { key: t('triage.request.row.firstName'), value: request.firstName },
      { key: t('triage.request.row.surname'), value: request.surname },
      { key: t('triage.request.row.birth'), value: birthWords(request, translator) },
      { key: t('triage.request.row.adults'), lines: contacts },
      { key: t('triage.request.row.commune'), value: communeWords(request.communeCode, translator, places) },
      { key: t('triage.request.row.wantedFrom'), value: request.wantedFrom === null ? null : day(request.wantedFrom) },
      { key: t('triage.request.row.week'), lines: weekLines(request.need.week, translator) },
      { key: t('triage.request.row.wishes'), lines: wishes.map((wish) => wishWords(wish, translator, places)) },
      { key: t('triage.request.row.state'), value: t(`state.${request.state}`) },
      { key: t('triage.request.row.submittedAt'), value: instant(request.submittedAt) },
    ],
  };
}
