import {
  AGREEMENTS,
  askedAs,
  essentialGaps,
  formOfFile,
  gapOfQuestion,
  gapWords,
  hasUnsaidWaits,
  pathOfAsked,
  pathOfGap,
  WAITS,
} from '../../../dossier/dossier/index.js';
import type { RequestView } from '../request-screen.js';
import type { Screen } from './screen.js';

/** Every answer that is missing, with the points that it could add, and the page on which it is noted. */
export function missingLines({ file, open }: RequestView, { translator, questionLines }: Screen): MissingLine[] {
  const { t } = translator;
  const { request } = file;
  const form = formOfFile(file);
  const base = `/rpe/demandes/${request.id}/repondre`;
  const atStake = (gap: string): number =>
    Math.max(
      0,
      ...open.questions.filter(({ question }) => gapOfQuestion(question) === gap).map(({ points }) => points),
    );
  const others = open.questions.filter(({ question }) => !request.gaps.some((gap) => gap === gapOfQuestion(question)));
  return [
    ...request.gaps.map((gap) => ({
      text: t('triage.request.gapPoints', { gap: gapWords(translator, gap, form.adults), points: atStake(gap) }),
      href: gap === 'child.twin' ? `${base}/enfant/ajouter` : `${base}/${pathOfGap(gap, form.adults)}`,
      essential: essentialGaps([gap]).length > 0,
    })),
    ...questionLines(others, form).map(({ text, path }) => ({ text, href: `${base}/${path}`, essential: false })),
    ...(open.agreements
      ? [{ text: t('triage.answer.agreementsOpen'), href: `${base}/accords`, essential: false }]
      : []),
    ...(hasUnsaidWaits(file.dossier.origin, request.need)
      ? [
          {
            text: gapWords(translator, WAITS, form.adults),
            href: `${base}/${pathOfAsked(WAITS, form.adults)}`,
            essential: false,
          },
        ]
      : []),
  ];
}

interface MissingLine {
  readonly text: string;
  readonly href: string;
  /** Whether nobody can judge the request without it. */
  readonly essential: boolean;
}

/**
 * What may be asked for beside the gaps of the request: because it gives points or has to be agreed to, and until when a
 * family of a list can wait.
 */
export const askedBeside = ({ open, file: { dossier, request } }: RequestView): string[] => [
  ...open.questions.flatMap(({ question }) => askedAs(question) ?? []),
  ...(open.agreements ? [AGREEMENTS] : []),
  ...(hasUnsaidWaits(dossier.origin, request.need) ? [WAITS] : []),
];
