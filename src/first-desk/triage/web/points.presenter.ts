import {
  criterionName,
  EXPERTS,
  expertsWords,
  isRange,
  lineKnown,
  lineName,
  lineValue,
  OPINION_REASONS,
  pointsWords,
  type CriterionRecord,
  type PublishedItem,
} from '../../../commissions/admission/index.js';
import { isOpen, sumWords, type RequestFile } from '../../../dossier/dossier/index.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { RequestPointsView } from '../request-points.js';
import { byWords } from './request-past.presenter.js';
import { ageWords, childName } from './request-words.js';
import type { Screen } from './screen.js';

type Model = Record<string, unknown>;
type Counted = NonNullable<RequestPointsView['counted']>;

const about = ({ request }: RequestFile, { translator, today }: Screen): string =>
  translator.t('triage.answer.about', {
    child: childName(request, translator),
    age: ageWords(request, today, translator),
  });

/** The points of a request today, line by line, and what its desk may record of each. */
export function pointsModel(view: RequestPointsView, screen: Screen): Model {
  const { t, day } = screen.translator;
  const { counted } = view;
  return {
    requestId: view.file.request.id,
    title: t('triage.points.title'),
    child: about(view.file, screen),
    judged: view.judged,
    counted: counted && {
      total: t('triage.points.total', {
        points: counted.points.total,
        version: counted.grid.version,
        day: day(screen.today),
      }),
      sum: sumOf(counted.points, screen),
      lines: counted.points.lines.map((line) => lineModel(line, view, screen)),
      opinions: counted.asked.map((item) => opinionLine(item, view, screen)),
    },
    history: [...view.records].reverse().map((record) => historyItem(record, view, screen)),
  };
}

/** `100 + 100 = 200 points`, as the family reads it. */
const sumOf = ({ lines, total }: Counted['points'], { translator }: Screen): string =>
  sumWords(
    translator,
    lines.filter(({ at, points }) => at === undefined && points !== 0),
    total,
  );

const standing = (
  { records }: RequestPointsView,
  kind: CriterionRecord['kind'],
  criterion: string,
): CriterionRecord | undefined =>
  records.find((record) => record.kind === kind && record.criterion === criterion && record.withdrawnAt === null);

function lineModel(
  line: Counted['points']['lines'][number],
  view: RequestPointsView,
  { translator, places }: Screen,
): Model {
  const known = lineKnown(translator, line);
  const proof = standing(view, 'proof', line.code);
  const { t, day } = translator;
  const awaited = view.awaited.find(({ criterion }) => criterion === line.code);
  return {
    name: lineName(translator, line, (id) => places.supply.provider(id)?.name ?? ''),
    value: lineValue(translator, line),
    points: line.points,
    known,
    by: proof ? byWords(proof.recordedBy, view.names, { translator }) : null,
    withdraw: proof?.id ?? null,
    // Only a line that changes the points on the family's word alone needs a proof.
    see: line.proof === 'declared' && line.points !== 0 ? line.code : null,
    wanted: line.toProve ?? false,
    before: awaited && t('triage.points.before', { day: awaited.before ? day(awaited.before) : 'none' }),
  };
}

/** One opinion with its author (`30 points – Isolement de la famille`), and the link to give another one. */
function opinionLine({ item }: PublishedItem, view: RequestPointsView, { translator }: Screen): Model {
  const { t } = translator;
  const given = standing(view, 'opinion', item.code);
  return {
    name: criterionName(translator, item.code),
    text: given ? t('triage.points.given', opinionFacts(given, translator)) : t('triage.points.noOpinion'),
    withdraw: given?.id ?? null,
    href: `/rpe/demandes/${view.file.request.id}/points/avis/${item.code}`,
    ask: isOpen(view.file.request.state) ? `/rpe/demandes/${view.file.request.id}/avis/${item.code}` : null,
  };
}

function opinionFacts(
  { points, expert, reason, on }: CriterionRecord,
  words: Screen['translator'],
): Record<string, string> {
  return {
    points: points === null ? words.t('triage.points.holds') : pointsWords(words, points),
    reason: words.t(`admission.reason.${reason}`),
    expert: expertsWords(words, expert ? [expert] : []),
    day: words.day(on),
  };
}

function historyItem(record: CriterionRecord, { names }: RequestPointsView, { translator }: Screen): Model {
  const { t, day, shortInstant } = translator;
  const withdrawn =
    record.withdrawnAt === null
      ? null
      : t('triage.points.withdrawn', {
          day: day(dayOf(record.withdrawnAt)),
          by: byWords(record.withdrawnBy ?? '', names, { translator }),
        });
  const said = record.kind === 'opinion' ? t('triage.points.given', opinionFacts(record, translator)) : null;
  return {
    title: t(`triage.points.record.${record.kind}`, { criterion: criterionName(translator, record.criterion) }),
    when: shortInstant(record.recordedAt),
    datetime: record.recordedAt,
    by: byWords(record.recordedBy, names, { translator }),
    text: [said, withdrawn].filter(Boolean).join(' – ') || null,
  };
}

/** The form of one opinion. */
export function opinionModel(file: RequestFile, item: PublishedItem['item'], screen: Screen): Model {
  const { t } = screen.translator;
  const range = isRange(item) ? { least: item.range[0] ?? 0, most: item.range[1] ?? 0 } : null;
  return {
    requestId: file.request.id,
    title: t('triage.opinion.title', { criterion: criterionName(screen.translator, item.code) }),
    child: about(file, screen),
    range: range && t('triage.opinion.range', range),
    experts: (isRange(item) ? item.by : EXPERTS).map((value) => ({ value, text: t(`admission.expert.${value}`) })),
    reasons: OPINION_REASONS.map((value) => ({ value, text: t(`admission.reason.${value}`) })),
  };
}
