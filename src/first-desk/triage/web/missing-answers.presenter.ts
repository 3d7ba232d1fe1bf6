import {
  AGREEMENTS,
  answersInPlace,
  askedAs,
  essentialGaps,
  formOfFile,
  gapOfQuestion,
  gapWords,
  hasUnsaidWaits,
  isOpen,
  pathOfAsked,
  pathOfGap,
  WAITS,
} from '../../../dossier/dossier/index.js';
import type { RequestView } from '../request-screen.js';
import type { Screen } from './screen.js';

/** What is missing of a request or may still be asked, as the desk asks for it, with the points that it could add. */
export function missingCodes(view: RequestView): ReadonlyMap<string, number> {
  const codes = new Map<string, number>([...view.file.request.gaps, ...askedBeside(view)].map((code) => [code, 0]));
  for (const { question, points } of view.open.questions) {
    const code = gapOfQuestion(question) ?? askedAs(question);
    if (code !== null && codes.has(code)) codes.set(code, Math.max(codes.get(code)!, points));
  }
  return codes;
}

/** Whether an answer is given on the screen of the request itself. */
const isInPlace = ({ file }: RequestView, code: string): boolean =>
  isOpen(file.request.state) && answersInPlace([code], formOfFile(file)).length > 0;

/** What is missing and has a page of its own, with the points that it could add. */
export function missingLines(view: RequestView, { translator, questionLines }: Screen): MissingLine[] {
  const { file, open } = view;
  const { t } = translator;
  const { request } = file;
  const form = formOfFile(file);
  const base = `/rpe/demandes/${request.id}/repondre`;
  const atStake = (gap: string): number =>
    Math.max(
      0,
      ...open.questions.filter(({ question }) => gapOfQuestion(question) === gap).map(({ points }) => points),
    );
  const others = open.questions.filter(
    ({ question }) =>
      !request.gaps.some((gap) => gap === gapOfQuestion(question)) && !isInPlace(view, askedAs(question) ?? ''),
  );
  const gaps = request.gaps.filter((gap) => !isInPlace(view, gap));
  return [
    ...gaps.map((gap) => ({
      text: t('triage.request.gapPoints', { gap: gapWords(translator, gap, form.adults), points: atStake(gap) }),
      href: gap === 'child.twin' ? `${base}/enfant/ajouter` : `${base}/${pathOfGap(gap, form.adults)}`,
      essential: essentialGaps([gap]).length > 0,
    })),
    ...questionLines(others, form).map(({ text, path }) => ({ text, href: `${base}/${path}`, essential: false })),
    ...(open.agreements
      ? [{ text: t('triage.answer.agreementsOpen'), href: `${base}/accords`, essential: false }]
      : []),
    ...(hasUnsaidWaits(file.dossier.origin, request.need) && !isInPlace(view, WAITS)
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
