import {
  EMPTY_ADULT,
  isLeave,
  WISH_MODES,
  type AdultForm,
  type ChildForm as Child,
  type NeedForm as Need,
  type RequestFile,
  type WishForm,
  type WishMode,
} from '../../dossier/index.js';
import { isMobile, readPhone } from '../../kernel/phone-number.js';
import { addMonths, isDay, type Day } from '../../kernel/time.js';
import { dayInputs, readDay, readWeek, weekInputs, type FieldError } from '../../platform/web/index.js';
import type { Answers } from '../desk-acts.js';
import type { ChildAnswersForm, FamilyAnswersForm, NeedAnswersForm, WishesAnswersForm } from './answers.form.js';

/** The answers in the form of a page, or its errors. */
export type Read =
  { readonly ok: true; readonly answers: Answers } | { readonly ok: false; readonly errors: readonly FieldError[] };

const refused = (...errors: FieldError[]): Read => ({ ok: false, errors });
const yes = (value: string | undefined): boolean | null => (value === undefined ? null : value === 'yes');
const shownYesNo = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no');
export const WISH_FIELDS = ['wish1', 'wish2', 'wish3', 'wish4', 'wish5', 'wish6'] as const;

/** Reads the child. A date in the future is a due date, whichever answer was ticked. */
export function readChild(form: ChildAnswersForm, today: Day): Read {
  const birth = readDay({ ...form }, 'birth');
  const outside = isDay(birth) && (birth < addMonths(today, -84) || birth > addMonths(today, 10));
  if (birth === 'invalid' || outside) return refused({ field: 'birth', message: 'triage.errors.birth' });
  const born = birth !== null && birth <= today;
  return {
    ok: true,
    answers: {
      child: {
        firstName: form.firstName ?? null,
        surname: form.surname ?? null,
        birthDate: born ? birth : null,
        dueDate: born ? null : birth,
      },
    },
  };
}

export const childValues = ({ request }: RequestFile): Record<string, unknown> => ({
  firstName: request.firstName,
  surname: request.surname,
  ...dayInputs('birth', request.birthDate ?? request.dueDate),
});

export function readNeed(form: NeedAnswersForm, current: Need, today: Day): Read {
  const errors: FieldError[] = [];
  const wantedFrom = readDay({ ...form }, 'wantedFrom');
  // A date of an old list may be long past, so only a date outside this range is a mistyped year.
  const outside = isDay(wantedFrom) && (wantedFrom < addMonths(today, -84) || wantedFrom > addMonths(today, 48));
  if (wantedFrom === 'invalid' || outside) errors.push({ field: 'wantedFrom', message: 'triage.errors.wantedFrom' });
  const { schedule, unreadable } = readWeek({ ...form });
  errors.push(...unreadable.map((field) => ({ field, message: 'triage.errors.time' })));
  if (errors.length > 0) return refused(...errors);
  const week = Object.keys(schedule).length === 0 ? null : schedule;
  const need: Need = {
    ...current,
    kind: form.kind ?? null,
    wantedFrom: isDay(wantedFrom) ? wantedFrom : null,
    week,
    daysPerWeek: week ? null : current.daysPerWeek,
    acceptsShorterWeek: yes(form.acceptsShorterWeek),
  };
  return { ok: true, answers: { child: { need } } };
}

export const needValues = ({ request: { need } }: RequestFile): Record<string, unknown> => ({
  kind: need.kind,
  ...dayInputs('wantedFrom', need.wantedFrom),
  ...weekInputs(need.week ?? {}),
  acceptsShorterWeek: shownYesNo(need.acceptsShorterWeek),
});

/** Reads the first adult, who answers for the family, and the household. The second adult stays unchanged. */
export function readFamily(
  form: FamilyAnswersForm,
  { adults, dossier }: RequestFile,
  communes: ReadonlySet<string>,
): Read {
  if (form.communeCode !== undefined && !communes.has(form.communeCode))
    return refused({ field: 'communeCode', message: 'triage.errors.commune' });
  const [first = EMPTY_ADULT, ...others] = adults.map(({ details }) => details);
  const phone = form.phone === undefined ? null : readPhone(form.phone);
  // A text message to a landline goes nowhere.
  if (form.preferredChannel === 'sms' && phone && !isMobile(phone))
    return refused({ field: 'preferredChannel', message: 'dossier.errors.textToLandline' });
  const returnsOn = readDay({ ...form }, 'returnsOn');
  if (returnsOn === 'invalid') return refused({ field: 'returnsOn', message: 'dossier.errors.returnsOn' });
  if (returnsOn !== null && form.situation !== undefined && !isLeave(form.situation))
    return refused({ field: 'returnsOn', message: 'dossier.errors.returnsWithoutLeave' });
  const adult: AdultForm = {
    ...first,
    firstName: form.adultFirstName ?? null,
    surname: form.adultSurname ?? null,
    phone,
    email: form.email?.toLowerCase() ?? null,
    addressLine: form.addressLine ?? null,
    postalCode: form.postalCode ?? null,
    communeCode: form.communeCode ?? null,
    communeName: form.communeCode ? null : (form.communeName ?? null),
    preferredChannel: form.preferredChannel ?? null,
    situation: form.situation ?? null,
    returnsOn: isLeave(form.situation) ? returnsOn : null,
  };
  return {
    ok: true,
    answers: {
      adults: [adult, ...others],
      household: { ...dossier.household, loneParent: yes(form.loneParent) },
      ...(form.language ? { language: form.language } : {}),
    },
  };
}

export function familyValues({ adults, dossier }: RequestFile): Record<string, unknown> {
  const details = adults[0]?.details ?? EMPTY_ADULT;
  return {
    ...details,
    ...dayInputs('returnsOn', details.returnsOn ?? null),
    adultFirstName: details.firstName,
    adultSurname: details.surname,
    loneParent: shownYesNo(dossier.household.loneParent),
    language: dossier.language,
  };
}

export const wishValue = ({ mode, providerId, communeCode }: WishForm): string =>
  `${mode}:${providerId ?? communeCode ?? ''}`;

/**
 * Reads the wishes. Empty lines are skipped, a wish that appears twice counts once, and wishes for which the page has
 * no line stay after the others.
 */
export function readWishes(
  form: WishesAnswersForm,
  current: readonly WishForm[],
  known: { providers: ReadonlySet<string>; communes: ReadonlySet<string> },
): Read {
  const errors: FieldError[] = [];
  const wishes = new Map<string, WishForm>();
  for (const field of WISH_FIELDS) {
    const value = form[field];
    if (value === undefined || wishes.has(value)) continue;
    const [mode, target = ''] = value.split(':') as [WishMode, string?];
    const isKnown =
      mode === 'establishment' ? known.providers.has(target) : target === '' || known.communes.has(target);
    if (!WISH_MODES.includes(mode) || !isKnown) errors.push({ field, message: 'triage.errors.wish' });
    wishes.set(
      value,
      mode === 'establishment'
        ? { mode, providerId: target, communeCode: null }
        : { mode, providerId: null, communeCode: target || null },
    );
  }
  if (errors.length > 0) return refused(...errors);
  for (const wish of current.slice(WISH_FIELDS.length)) wishes.set(wishValue(wish), formOf(wish));
  return wishes.size === 0
    ? refused({ field: 'wish1', message: 'triage.errors.noWish' })
    : { ok: true, answers: { child: { wishes: [...wishes.values()] } satisfies Partial<Child> } };
}

const formOf = ({ mode, providerId, communeCode }: WishForm): WishForm => ({ mode, providerId, communeCode });

export const wishValues = ({ wishes }: RequestFile): Record<string, unknown> =>
  Object.fromEntries(wishes.slice(0, WISH_FIELDS.length).map((wish, index) => [WISH_FIELDS[index]!, wishValue(wish)]));
