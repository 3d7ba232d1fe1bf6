import { addMonths, isDay, type Day } from '../../../../../foundation/kernel/time.js';
import { WEEKDAYS } from '../../../../../foundation/kernel/week-schedule.js';
import {
  Choice,
  DatePart,
  dayInputs,
  Days,
  readDay,
  readWeek,
  TimePart,
  weekInputs,
  WholeNumber,
  type FieldError,
} from '../../../../../foundation/platform/web/index.js';
import { hasUsualWeek } from '../../../domain/completeness.js';
import { isBeforeBirth } from '../../../domain/contradictions.js';
import {
  CURRENT_CARES,
  EMPTY_CHILD,
  NEED_KINDS,
  WAITS_FIRST,
  type ChildForm,
  type CurrentCare,
  type NeedForm,
  type NeedKind,
  type WaitsFirst,
} from '../../../domain/dossier-form.js';
import { EMERGENCY_REASONS, type EmergencyReason } from '../../../domain/emergency-reasons.js';
import { NEED_QUESTIONS } from '../../../domain/need-questions.js';
import { WITHHELD, withWithheld } from '../../../domain/withheld.js';
import { answersOn, pageAsking, shownAnswers } from './asked-on-page.js';
import { Errors, numberOf, replaceAt, shownOr, withheldOn, type Topic } from './topic.js';

/** The farthest wanted date, in months. Nobody can promise a place beyond it. */
const FURTHEST_MONTHS = 36;
const DATES = ['wantedFrom', 'earliestFrom', 'latestFrom', 'currentCareEnds'] as const;

/** The wanted day only, some months beside it, or a date. */
const MONTHS = ['1', '2', '3', '6'] as const;
const OTHER_DAYS = ['own', ...MONTHS, 'date'] as const;
type OtherDay = (typeof OTHER_DAYS)[number];

export class NeedPage extends pageAsking(NEED_QUESTIONS, 'need') {
  @Choice([...NEED_KINDS, WITHHELD], 'dossier.errors.kind') kind?: NeedKind | typeof WITHHELD;
  @Choice([...EMERGENCY_REASONS, WITHHELD], 'dossier.errors.urgentReason') urgentReason?:
    EmergencyReason | typeof WITHHELD;
  @DatePart('dossier.errors.wantedFrom') wantedFromDay?: string;
  @DatePart('dossier.errors.wantedFrom') wantedFromMonth?: string;
  @DatePart('dossier.errors.wantedFrom') wantedFromYear?: string;
  /** How long the family can wait, and how much sooner it could come: on the wanted day only, by months, or by a date. */
  @Choice(OTHER_DAYS, 'dossier.errors.waits') latest?: OtherDay;
  @Choice(OTHER_DAYS, 'dossier.errors.waits') earliest?: OtherDay;
  @Choice(WAITS_FIRST, 'dossier.errors.waitsFirst') waitsFirst?: WaitsFirst;
  @DatePart('dossier.errors.earliestFrom') earliestFromDay?: string;
  @DatePart('dossier.errors.earliestFrom') earliestFromMonth?: string;
  @DatePart('dossier.errors.earliestFrom') earliestFromYear?: string;
  @DatePart('dossier.errors.latestFrom') latestFromDay?: string;
  @DatePart('dossier.errors.latestFrom') latestFromMonth?: string;
  @DatePart('dossier.errors.latestFrom') latestFromYear?: string;
  @TimePart('dossier.errors.time') commonStart?: string;
  @TimePart('dossier.errors.time') commonEnd?: string;
  @Days('dossier.errors.days') days?: string | string[];
  @TimePart('dossier.errors.time') monStart?: string;
  @TimePart('dossier.errors.time') monEnd?: string;
  @TimePart('dossier.errors.time') tueStart?: string;
  @TimePart('dossier.errors.time') tueEnd?: string;
  @TimePart('dossier.errors.time') wedStart?: string;
  @TimePart('dossier.errors.time') wedEnd?: string;
  @TimePart('dossier.errors.time') thuStart?: string;
  @TimePart('dossier.errors.time') thuEnd?: string;
  @TimePart('dossier.errors.time') friStart?: string;
  @TimePart('dossier.errors.time') friEnd?: string;
  @TimePart('dossier.errors.time') satStart?: string;
  @TimePart('dossier.errors.time') satEnd?: string;
  @TimePart('dossier.errors.time') sunStart?: string;
  @TimePart('dossier.errors.time') sunEnd?: string;
  @WholeNumber('dossier.errors.weeksPerYear') weeksPerYear?: string;
  @WholeNumber('dossier.errors.minimumDays') minimumDays?: string;
  @Choice([...CURRENT_CARES, WITHHELD], 'dossier.errors.currentCare') currentCare?: CurrentCare | typeof WITHHELD;
  @DatePart('dossier.errors.currentCareEnds') currentCareEndsDay?: string;
  @DatePart('dossier.errors.currentCareEnds') currentCareEndsMonth?: string;
  @DatePart('dossier.errors.currentCareEnds') currentCareEndsYear?: string;
}

/** Whether care on the same days each week is not what the family asks for. */
const needsNoWeek = ({ kind }: NeedPage): boolean => kind !== undefined && kind !== WITHHELD && !hasUsualWeek({ kind });

const dayOrNull = (day: Day | null | 'invalid'): Day | null => (isDay(day) ? day : null);
const datesOf = (page: NeedPage) =>
  Object.fromEntries(DATES.map((name) => [name, readDay({ ...page }, name)])) as Record<
    (typeof DATES)[number],
    Day | null | 'invalid'
  >;

/** The answer as a choice: the months that lead to this day, or else the day itself. */
function shownDay(day: Day | null, wanted: Day | null, sign: 1 | -1): OtherDay {
  if (day === null || day === wanted) return 'own';
  const months = wanted === null ? undefined : MONTHS.find((one) => addMonths(wanted, sign * Number(one)) === day);
  return months ?? 'date';
}

/** The day that a choice means. A form that has no such choice sends a date alone. */
function chosenDay(choice: OtherDay | undefined, date: Day | null, wanted: Day | null, sign: 1 | -1): Day | null {
  if (choice === undefined || choice === 'date') return date;
  return choice === 'own' || wanted === null ? null : addMonths(wanted, sign * Number(choice));
}

/** The dates of the page. What is typed for a date that is not chosen counts for nothing. */
function datesSaid(page: NeedPage): ReturnType<typeof datesOf> {
  const dates = datesOf(page);
  return {
    ...dates,
    earliestFrom: (page.earliest ?? 'date') === 'date' ? dates.earliestFrom : null,
    latestFrom: (page.latest ?? 'date') === 'date' ? dates.latestFrom : null,
  };
}

const saysHours = (page: NeedPage): boolean =>
  ['common', ...WEEKDAYS].some((day) =>
    ['Start', 'End'].some((edge) => page[`${day}${edge}` as keyof NeedPage] !== undefined),
  );

/** One error for the hours of each day, by its name, and one for the usual hours. @param fields `monStart`, `commonEnd` */
function hoursErrors(fields: readonly string[], usual: string, ofDay: string): FieldError[] {
  const rowOf = (field: string): string => field.replace(/(Start|End)$/, '');
  return fields
    .filter((field, index) => fields.findIndex((other) => rowOf(other) === rowOf(field)) === index)
    .map((field) =>
      rowOf(field) === 'common'
        ? { field, message: usual }
        : { field, message: ofDay, args: { weekday: rowOf(field) } },
    );
}

function dateErrors(page: NeedPage, strict: boolean, today: Day, child: ChildForm): FieldError[] {
  const dates = datesSaid(page);
  const { wantedFrom: wanted, earliestFrom: earliest, latestFrom: latest } = dates;
  const errors = new Errors();
  // At the counter a past date is accepted, because an agent writes down what the family wanted at the time.
  const outside = isDay(wanted) && ((strict && wanted < today) || wanted > addMonths(today, FURTHEST_MONTHS));
  errors.whenDay(
    wanted === 'invalid' || outside || (strict && wanted === null),
    page,
    'wantedFrom',
    'dossier.errors.wantedFrom',
  );
  errors.when(isDay(wanted) && isBeforeBirth(child, wanted), 'wantedFrom', 'dossier.errors.beforeBirth');
  errors.whenDay(
    earliest === 'invalid' || (isDay(earliest) && isDay(wanted) && earliest > wanted),
    page,
    'earliestFrom',
    'dossier.errors.earliestFrom',
  );
  for (const field of ['latest', 'earliest'] as const)
    errors.when(
      wanted === null && MONTHS.some((months) => months === page[field]),
      field,
      'dossier.errors.waitsWithoutDay',
    );
  errors.whenDay(
    latest === 'invalid' || (isDay(latest) && isDay(wanted) && latest < wanted),
    page,
    'latestFrom',
    'dossier.errors.latestFrom',
  );
  return errors.list;
}

export const NEED: Topic<NeedPage> = {
  path: 'besoin',
  view: 'dossier/answers/need',
  page: NeedPage,
  count: (form) => form.children.length,
  values(form, index) {
    const { need } = form.children[index] ?? EMPTY_CHILD;
    return {
      ...need,
      ...Object.assign({}, ...DATES.map((name) => dayInputs(name, need[name]))),
      ...weekInputs(need.week ?? {}),
      ...(need.week === null && need.daysWanted ? { days: [...need.daysWanted] } : {}),
      ...shownAnswers(NEED_QUESTIONS, need),
      latest: shownDay(need.latestFrom, need.wantedFrom, 1),
      earliest: shownDay(need.earliestFrom, need.wantedFrom, -1),
      waitsFirst: need.waitsFirst ?? 'place',
      kind: shownOr(need, 'kind', need.kind),
      urgentReason: shownOr(need, 'urgentReason', need.urgentReason ?? null),
      currentCare: shownOr(need, 'currentCare', need.currentCare),
    };
  },
  check(page, { strict, today }, index, form) {
    const week = readWeek({ ...page });
    const days = Object.keys(week.schedule).length;
    const weeks = numberOf(page.weeksPerYear);
    const minimum = numberOf(page.minimumDays);
    const isUrgent = page.kind === 'emergency';
    const errors = new Errors()
      .when(strict && !page.kind, 'kind', 'dossier.errors.kind')
      .when(strict && isUrgent && !page.urgentReason, 'urgentReason', 'dossier.errors.urgentReason');
    errors.list.push(...dateErrors(page, strict, today, form.children[index] ?? EMPTY_CHILD));
    // At the counter the days may be known before the hours.
    const unreadable = strict || saysHours(page) ? week.unreadable : [];
    errors.list.push(
      ...hoursErrors(unreadable, 'dossier.errors.time', 'dossier.errors.timeOf'),
      ...hoursErrors(week.overlong, 'dossier.errors.overlong', 'dossier.errors.overlongOf'),
    );
    const hoursAlone = days === 0 && Boolean(page.commonStart ?? page.commonEnd);
    return errors
      .when(hoursAlone && unreadable.length === 0, 'week', 'dossier.errors.hoursWithoutDay')
      .when(
        strict && days === 0 && !hoursAlone && unreadable.length === 0 && !needsNoWeek(page),
        'week',
        'dossier.errors.days',
      )
      .when(weeks !== null && (weeks < 1 || weeks > 52), 'weeksPerYear', 'dossier.errors.weeksPerYear')
      .when(
        page.acceptsShorterWeek === 'yes' && minimum !== null && (minimum < 1 || (days > 0 && minimum >= days)),
        'minimumDays',
        'dossier.errors.minimumDays',
      )
      .whenDay(datesOf(page).currentCareEnds === 'invalid', page, 'currentCareEnds', 'dossier.errors.currentCareEnds')
      .list;
  },
  apply(form, index, page) {
    const dates = datesSaid(page);
    const wanted = dayOrNull(dates.wantedFrom);
    const { schedule } = readWeek({ ...page });
    const known = Object.keys(schedule).length > 0;
    const child = form.children[index] ?? EMPTY_CHILD;
    const ticked = WEEKDAYS.filter((day) => [page.days ?? []].flat().includes(day));
    const { daysPerWeek, daysWanted, waitsFirst } = child.need;
    const said: NeedForm = {
      kind: page.kind === WITHHELD ? null : (page.kind ?? null),
      urgentReason: page.kind === 'emergency' && page.urgentReason !== WITHHELD ? (page.urgentReason ?? null) : null,
      wantedFrom: wanted,
      earliestFrom: chosenDay(page.earliest, dayOrNull(dates.earliestFrom), wanted, -1),
      latestFrom: chosenDay(page.latest, dayOrNull(dates.latestFrom), wanted, 1),
      // The place is ticked where nobody has said: leaving it so says nothing.
      waitsFirst: page.waitsFirst === 'place' && !waitsFirst ? null : (page.waitsFirst ?? waitsFirst ?? null),
      week: known ? schedule : null,
      daysPerWeek: known ? null : ticked.length || (daysWanted ? null : daysPerWeek),
      daysWanted: known || ticked.length === 0 ? null : ticked,
      weeksPerYear: numberOf(page.weeksPerYear),
      ...answersOn(page, NEED_QUESTIONS),
      minimumDays: page.acceptsShorterWeek === 'yes' ? numberOf(page.minimumDays) : null,
      currentCare: page.currentCare === WITHHELD ? null : (page.currentCare ?? null),
      currentCareEnds: dayOrNull(dates.currentCareEnds),
    };
    const asked = page.kind === 'emergency' ? ['kind', 'urgentReason', 'currentCare'] : ['kind', 'currentCare'];
    const need = withWithheld(said, withheldOn(page, asked));
    return { ...form, children: replaceAt(form.children, index, { ...child, need }) };
  },
};
