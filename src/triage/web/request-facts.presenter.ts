import { townOf, type ChildRequest, type Dossier, type RequestFile } from '../../dossier/index.js';
import { phoneWords } from '../../kernel/phone-number.js';
import { adultName, birthWords, weekLines } from './request-words.js';
import type { Screen } from './screen.js';

type Row = Record<string, unknown>;

const answerHref = (request: ChildRequest, topic: string): { href: string } => ({
  href: `/rpe/demandes/${request.id}/repondre/${topic}`,
});

export function childRows(request: ChildRequest, { translator, places }: Screen): Row[] {
  const { t } = translator;
  const yesNo = (value: boolean | null): string | null =>
    value === null ? null : t(value ? 'web.form.yes' : 'web.form.no');
  const change = answerHref(request, 'enfant');
  return [
    { key: t('triage.request.row.firstName'), value: request.firstName, change },
    { key: t('triage.request.row.surname'), value: request.surname, change },
    { key: t('triage.request.row.birth'), value: birthWords(request, translator), change },
    { key: t('triage.request.row.multipleBirth'), value: yesNo(request.multipleBirth) },
    { key: t('triage.request.row.siblingProvider'), value: places.supply.provider(request.siblingProviderId)?.name },
    { key: t('triage.request.row.adaptation'), value: yesNo(request.adaptationNeed) },
  ];
}

export function needRows(request: ChildRequest, { translator }: Screen): Row[] {
  const { t, day } = translator;
  const { need } = request;
  const change = answerHref(request, 'besoin');
  const days = need.daysPerWeek === null ? null : t('triage.request.daysOnly', { count: need.daysPerWeek });
  return [
    {
      key: t('triage.request.row.kind'),
      value: need.kind === null ? null : t(`triage.enum.needKind.${need.kind}`),
      change,
    },
    { key: t('triage.request.row.wantedFrom'), value: need.wantedFrom === null ? null : day(need.wantedFrom), change },
    ...answered(t('triage.request.row.earliestFrom'), need.earliestFrom && day(need.earliestFrom)),
    ...answered(t('triage.request.row.latestFrom'), need.latestFrom && day(need.latestFrom)),
    { key: t('triage.request.row.week'), lines: weekLines(need.week, translator), value: days, change },
    {
      key: t('triage.request.row.shorterWeek'),
      value: need.acceptsShorterWeek === null ? null : t(need.acceptsShorterWeek ? 'web.form.yes' : 'web.form.no'),
    },
    ...answered(t('triage.request.row.weeksPerYear'), need.weeksPerYear),
    {
      key: t('triage.request.row.currentCare'),
      value: need.currentCare === null ? null : t(`triage.enum.currentCare.${need.currentCare}`),
    },
    { key: t('triage.request.row.submittedAt'), value: translator.instant(request.submittedAt) },
  ];
}

/** The row of a question that is optional: none where nobody answered it. */
const answered = (key: string, value: string | number | null): Row[] => (value === null ? [] : [{ key, value }]);

export function adultCards({ request, adults }: RequestFile, { translator, places }: Screen): Row[] {
  const { t, day } = translator;
  return adults.map(({ details }) => ({
    name: adultName(details, translator),
    phone: details.phone === null ? null : phoneWords(details.phone),
    email: details.email,
    change: answerHref(request, 'famille'),
    lines: [
      [
        details.addressLine,
        [details.postalCode, townOf(details, (code) => places.territory.commune(code)?.name ?? null)]
          .filter(Boolean)
          .join(' '),
      ]
        .filter(Boolean)
        .join(', '),
      ...(details.preferredChannel
        ? [t('triage.request.prefers', { channel: t(`triage.enum.channel.${details.preferredChannel}`) })]
        : []),
      details.situation === null
        ? t('triage.request.situationUnknown')
        : t(`triage.enum.situation.${details.situation}`),
      ...(details.returnsOn ? [t('triage.request.returnsOn', { day: day(details.returnsOn) })] : []),
      ...(details.workplaceCommune ? [t('triage.request.worksIn', { commune: details.workplaceCommune })] : []),
      ...(details.atypicalHours ? [t('triage.request.atypicalHours')] : []),
    ].filter((line) => line !== ''),
  }));
}

export function householdRows({ household, language }: Dossier, { translator }: Screen): Row[] {
  const { t, money } = translator;
  const rows: Row[] = [
    {
      key: t('triage.request.row.loneParent'),
      value: household.loneParent === null ? null : t(household.loneParent ? 'web.form.yes' : 'web.form.no'),
    },
    { key: t('triage.request.row.dependentChildren'), value: household.dependentChildren },
    {
      key: t('triage.request.row.regime'),
      value: household.regime === null ? null : t(`triage.enum.regime.${household.regime}`),
    },
  ];
  if (household.familyQuotient !== null)
    rows.push({ key: t('triage.request.row.quotient'), value: money(household.familyQuotient) });
  if (household.custody === 'alternating')
    rows.push({
      key: t('triage.request.row.custody'),
      value: household.custodyWeeks ?? t('triage.request.alternating'),
    });
  return [...rows, { key: t('triage.request.row.language'), value: t(`dossier.choice.language.${language}`) }];
}
