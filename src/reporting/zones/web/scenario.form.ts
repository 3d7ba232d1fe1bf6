import { IsString, Length, Matches } from 'class-validator';
import { OneOf, readTime, Text, type FieldError, type Submitted } from '../../../foundation/platform/web/index.js';
import { MOST_PLACES, OFFER_KINDS, type OfferKind, type TriedOffer } from '../domain/scenario.js';

const WHOLE_NUMBER = /^\d{0,3}$/;

/** An offer as it is typed. Which fields are asked for depends on its kind. */
export class ScenarioForm {
  @IsString({ message: 'zones.errors.name' })
  @Length(1, 80, { message: 'zones.errors.name' })
  name: string;

  @OneOf(OFFER_KINDS, 'zones.errors.kind') kind: OfferKind;

  @Text('zones.errors.commune', 10) commune?: string;

  @Matches(WHOLE_NUMBER, { message: 'zones.errors.places' })
  places = '';

  @Matches(WHOLE_NUMBER, { message: 'zones.errors.ageFrom' })
  ageFrom = '';

  @Matches(WHOLE_NUMBER, { message: 'zones.errors.ageTo' })
  ageTo = '';

  @Matches(WHOLE_NUMBER, { message: 'zones.errors.radius' })
  radius = '';

  @Text('zones.errors.establishment', 80) establishment?: string;
  @Text('zones.errors.opens', 10) opens?: string;
  @Text('zones.errors.closes', 10) closes?: string;
}

/** What the form starts with: a MAM of eight for children from ten weeks to three years. */
export const FIRST_VALUES = { kind: 'mam', places: '8', ageFrom: '2', ageTo: '36' };

/** What is wrong with the fields that its kind asks for. */
export function offerErrors(
  form: Submitted<ScenarioForm>,
  known: { readonly communes: ReadonlySet<string>; readonly establishments: ReadonlySet<string> },
): FieldError[] {
  if (!form.ok) return [];
  const { kind, commune, places, ageFrom, ageTo, radius, establishment, opens, closes } = form.value;
  const wrong = (field: string, is: boolean, args?: Record<string, number>): FieldError[] =>
    is ? [{ field, message: `zones.errors.${field}`, ...(args ? { args } : {}) }] : [];
  if (kind === 'hours') {
    const [start, end] = [readTime(opens), readTime(closes)];
    return [
      ...wrong('establishment', !establishment || !known.establishments.has(establishment)),
      ...wrong('opens', start === null || start === 'invalid'),
      ...wrong('closes', end === null || end === 'invalid' || (start !== null && start !== 'invalid' && end <= start)),
    ];
  }
  const most = MOST_PLACES[kind];
  return [
    ...wrong('commune', !commune || !known.communes.has(commune)),
    ...(between(places, 1, most) ? [] : [{ field: 'places', message: 'zones.errors.placesOf', args: { most } }]),
    ...wrong('ageFrom', !between(ageFrom, 0, 71)),
    ...wrong('ageTo', !between(ageTo, 1, 72) || Number(ageTo) <= Number(ageFrom)),
    ...wrong('radius', !between(radius, 1, 60)),
  ];
}

const between = (typed: string, least: number, most: number): boolean =>
  typed !== '' && Number(typed) >= least && Number(typed) <= most;

/** @param form without errors: {@link offerErrors} */
export function offerOf(form: ScenarioForm): TriedOffer {
  const { kind } = form;
  if (kind === 'hours')
    return { kind, providerId: form.establishment!, opens: readTime(form.opens)!, closes: readTime(form.closes)! };
  return {
    kind,
    communeCode: form.commune!,
    places: Number(form.places),
    ageFromMonths: Number(form.ageFrom),
    ageToMonths: Number(form.ageTo),
    radiusKm: Number(form.radius),
  };
}
