import {
  CHILD_QUESTIONS,
  inOrder,
  isLeave,
  isWithheld,
  mayCorrectDate,
  NEED_QUESTIONS,
  openQuestions,
  siblingWords,
  townOf,
  WITHHELD,
  withheldWords,
  yesNoWords,
  type AskedCriterion,
  type ChildQuestions,
  type ChildRequest,
  type FactAnswer,
  type NeedQuestions,
  type RequestFile,
} from '../../../dossier/dossier/index.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { adultName, birthWords, weekLines } from './request-words.js';
import type { Screen } from './screen.js';

type Row = Record<string, unknown>;

const answerHref = (request: ChildRequest, topic: string): { href: string } => ({
  href: `/rpe/demandes/${request.id}/repondre/${topic}`,
});
/** Nothing is corrected of a request on whose date nobody counts any more. */
const dateHref = ({ id, state }: ChildRequest): { href: string } | undefined =>
  mayCorrectDate(state) ? { href: `/rpe/demandes/${id}/date` } : undefined;
const yesNo = (value: boolean | null | undefined, { t }: Screen['translator']): string | null =>
  value === null || value === undefined ? null : t(value ? 'web.form.yes' : 'web.form.no');

const factWords = (said: FactAnswer | undefined, translator: Screen['translator']): string | null =>
  said === WITHHELD ? translator.t('dossier.question.withheldSaid') : yesNo(said, translator);

export function childRows(request: ChildRequest, { translator, places }: Screen): Row[] {
  const { t } = translator;
  const change = answerHref(request, 'enfant');
  const sibling = siblingWords(translator, request, places.supply);
  return inOrder<ChildQuestions, Row>(
    CHILD_QUESTIONS,
    {
      name: [
        { key: t('triage.request.row.firstName'), value: request.firstName, change },
        { key: t('triage.request.row.surname'), value: request.surname, change },
      ],
      birth: [{ key: t('triage.request.row.birth'), value: birthWords(request, translator), change }],
      siblingProviderId: [{ key: t('triage.request.row.siblingProvider'), value: sibling, change }],
    },
    (question) => ({
      key: t(`question.child.${question}.atDesk`),
      value: yesNoWords(translator, request, question),
      change,
    }),
  );
}

export function needRows(request: ChildRequest, { translator }: Screen): Row[] {
  const { t, day } = translator;
  const { need } = request;
  const change = answerHref(request, 'besoin');
  const days = daysOnly(need, translator);
  const asked = inOrder<NeedQuestions, Row>(
    NEED_QUESTIONS,
    {
      kind: [
        {
          key: t('triage.request.row.kind'),
          value: need.kind === null ? withheldWords(translator, need, 'kind') : t(`triage.enum.needKind.${need.kind}`),
          change,
        },
      ],
      urgentReason:
        need.kind === 'emergency'
          ? [
              {
                key: t('triage.request.row.urgentReason'),
                value: need.urgentReason
                  ? t(`dossier.choice.urgentReason.${need.urgentReason}`)
                  : withheldWords(translator, need, 'urgentReason'),
                change,
              },
            ]
          : [],
      wantedFrom: [
        {
          key: t('triage.request.row.wantedFrom'),
          value: need.wantedFrom === null ? null : day(need.wantedFrom),
          change,
        },
      ],
      earliestFrom: answered(t('triage.request.row.earliestFrom'), need.earliestFrom && day(need.earliestFrom)),
      latestFrom: answered(t('triage.request.row.latestFrom'), need.latestFrom && day(need.latestFrom)),
      waitsFirst: answered(
        t('dossier.need.prefers'),
        need.latestFrom && t(`dossier.choice.waitsFirst.${need.waitsFirst ?? 'place'}`),
      ),
      week: [{ key: t('triage.request.row.week'), lines: weekLines(need.week, translator), value: days, change }],
      // Read at the desk after the shorter week.
      weeksPerYear: [],
      minimumDays: [
        ...answered(t('triage.request.row.minimumDays'), need.minimumDays),
        ...answered(t('triage.request.row.weeksPerYear'), need.weeksPerYear),
      ],
      currentCare: [
        {
          key: t('triage.request.row.currentCare'),
          value:
            need.currentCare === null
              ? withheldWords(translator, need, 'currentCare')
              : t(`triage.enum.currentCare.${need.currentCare}`),
          change,
        },
      ],
      currentCareEnds: answered(
        t('triage.request.row.currentCareEnds'),
        need.currentCareEnds && day(need.currentCareEnds),
      ),
    },
    (question) => ({
      key: t(`question.need.${question}.atDesk`),
      value: yesNoWords(translator, need, question),
      change,
    }),
  );
  return [
    ...asked,
    {
      key: t('triage.request.row.submittedAt'),
      value: translator.instant(request.submittedAt),
      change: dateHref(request),
    },
  ];
}

/** The days of a need without hours: which ones, or how many. */
function daysOnly(
  { daysWanted, daysPerWeek }: ChildRequest['need'],
  { t, list, weekday }: Screen['translator'],
): string | null {
  if (daysWanted?.length) return t('triage.request.daysNamed', { days: list(daysWanted.map(weekday)) });
  return daysPerWeek === null ? null : t('triage.request.daysOnly', { count: daysPerWeek });
}

/** The row of a question that is optional: none where nobody answered it. */
const answered = (key: string, value: string | number | null): Row[] => (value === null ? [] : [{ key, value }]);

export function adultCards({ request, adults }: RequestFile, { translator, places }: Screen): Row[] {
  const { t, day } = translator;
  return adults.map(({ rank, details }) => ({
    name: adultName(details, translator),
    phone: details.phone === null ? null : phoneWords(details.phone),
    email: details.email,
    change: {
      ...answerHref(request, `responsable/${rank}`),
      text: t('triage.request.changeAdult', { name: adultName(details, translator) }),
    },
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
        ? t(isWithheld(details, 'situation') ? 'triage.request.situationWithheld' : 'triage.request.situationUnknown')
        : t(`triage.enum.situation.${details.situation}`),
      ...(details.returnsOn
        ? [
            t('triage.request.returnsOn', {
              day: day(details.returnsOn),
              leave: isLeave(details.situation) ? 'yes' : 'no',
            }),
          ]
        : []),
      ...(isWithheld(details, 'returnsOn') ? [t('triage.request.returnWithheld')] : []),
      ...(details.workplaceCommune ? [t('triage.request.worksIn', { commune: details.workplaceCommune })] : []),
      ...(details.weeklyHours === null ? [] : [t('triage.request.weeklyHours', { count: details.weeklyHours })]),
      ...(details.atypicalHours === null
        ? []
        : [t('triage.request.atypicalHours', { answer: details.atypicalHours ? 'yes' : 'no' })]),
      details.parentalAuthority === null
        ? t('triage.request.parentalAuthorityUnknown')
        : t('triage.request.parentalAuthority', { answer: details.parentalAuthority ? 'yes' : 'no' }),
    ].filter((line) => line !== ''),
  }));
}

export function householdRows({ request, dossier }: RequestFile, { translator }: Screen): Row[] {
  const { t, money } = translator;
  const { household } = dossier;
  const change = answerHref(request, 'foyer');
  return [
    {
      key: t('triage.request.row.loneParent'),
      value: yesNo(household.loneParent, translator) ?? withheldWords(translator, household, 'loneParent'),
      change,
    },
    { key: t('triage.request.row.dependentChildren'), value: household.dependentChildren, change },
    {
      key: t('triage.request.row.regime'),
      value: household.regime === null ? null : t(`triage.enum.regime.${household.regime}`),
      change,
    },
    {
      key: t('triage.request.row.custody'),
      value: household.custody === null ? null : t(`dossier.choice.custody.${household.custody}`),
      change,
    },
    ...answered(t('triage.request.row.custodyWeeks'), household.custodyWeeks),
    ...answered(
      t('triage.request.row.quotient'),
      household.familyQuotient === null
        ? withheldWords(translator, household, 'familyQuotient')
        : money(household.familyQuotient),
    ),
  ];
}

/** What is asked because it gives points, and what the family agrees to. An answer that is missing is not a "no". */
export function agreementRows(
  { request, dossier }: RequestFile,
  asked: readonly AskedCriterion[],
  { translator }: Screen,
): Row[] {
  const { t } = translator;
  const { criterionFacts, consents, language } = dossier;
  const open = openQuestions(dossier, asked).criteria;
  const agreed = answerHref(request, 'accords');
  return [
    ...asked.map((criterion) => ({
      key: t(`dossier.choice.fact.${criterion.code}`),
      value: open.includes(criterion)
        ? t('triage.request.noPointsYet', { count: criterion.points })
        : factWords(criterionFacts[criterion.code], translator),
      change: answerHref(request, 'points'),
    })),
    { key: t('triage.request.row.share'), value: yesNo(consents.shareWithProviders, translator), change: agreed },
    { key: t('triage.request.row.reminders'), value: yesNo(consents.reminders, translator), change: agreed },
    { key: t('triage.request.row.language'), value: t(`dossier.choice.language.${language}`), change: agreed },
  ];
}
