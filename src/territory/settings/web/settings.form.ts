import { IsString, Length, Matches } from 'class-validator';
import { OneOf, type FieldError, type Submitted } from '../../../foundation/platform/web/index.js';
import { BOUNDS, CHOICES, NUMBERS, SILENCE_MONTHS, type Choices } from '../domain/choices.js';

/** Required: a field that may be left empty is checked by nothing when it is. */
const WHOLE_NUMBER = /^\d{1,3}$/;
const SILENCE_MEANS = ['refusal', 'acceptance'] as const;

/** The settings as they are typed. */
export class SettingsForm {
  @IsString({ message: 'settings.errors.territoryName' })
  @Length(1, 120, { message: 'settings.errors.territoryName' })
  territoryName: string;

  @Matches(WHOLE_NUMBER, { message: 'settings.errors.offerDays' })
  offerDays: string;

  @Matches(WHOLE_NUMBER, { message: 'settings.errors.noSolutionHorizonWeeks' })
  noSolutionHorizonWeeks: string;

  @OneOf(SILENCE_MONTHS.map(String), 'settings.errors.silenceMonths') silenceMonths: string;
  @OneOf(SILENCE_MEANS, 'settings.errors.silenceMeansRefusal') silenceMeansRefusal: (typeof SILENCE_MEANS)[number];

  @Matches(WHOLE_NUMBER, { message: 'settings.errors.zoneRadiusKm' })
  zoneRadiusKm: string;

  @Matches(WHOLE_NUMBER, { message: 'settings.errors.whiteZonePlaces' })
  whiteZonePlaces: string;

  @Matches(WHOLE_NUMBER, { message: 'settings.errors.whiteZoneTension' })
  whiteZoneTension: string;
}

/** The same, with what the person saw before the change. */
export class ConfirmedSettingsForm extends SettingsForm {
  @IsString({ message: 'settings.errors.seen' })
  @Length(2, 1000, { message: 'settings.errors.seen' })
  seen: string;
}

export const choicesOf = (form: SettingsForm): Choices => ({
  territoryName: form.territoryName,
  offerDays: Number(form.offerDays),
  noSolutionHorizonWeeks: Number(form.noSolutionHorizonWeeks),
  silenceMonths: Number(form.silenceMonths),
  silenceMeansRefusal: form.silenceMeansRefusal === 'refusal',
  zoneRadiusKm: Number(form.zoneRadiusKm),
  whiteZonePlaces: Number(form.whiteZonePlaces),
  whiteZoneTension: Number(form.whiteZoneTension),
});

export const fieldsOf = (choices: Choices): Record<string, string> => ({
  territoryName: choices.territoryName,
  offerDays: String(choices.offerDays),
  noSolutionHorizonWeeks: String(choices.noSolutionHorizonWeeks),
  silenceMonths: String(choices.silenceMonths),
  silenceMeansRefusal: choices.silenceMeansRefusal ? 'refusal' : 'acceptance',
  zoneRadiusKm: String(choices.zoneRadiusKm),
  whiteZonePlaces: String(choices.whiteZonePlaces),
  whiteZoneTension: String(choices.whiteZoneTension),
});

/** Numbers that are none of those a territory may choose. */
export const outOfBounds = (form: Submitted<SettingsForm>): FieldError[] =>
  !form.ok
    ? []
    : NUMBERS.flatMap((field) => {
        const [value, { least, most }] = [Number(form.value[field]), BOUNDS[field]];
        return value < least || value > most
          ? [{ field, message: 'settings.errors.bounds', args: { least, most } }]
          : [];
      });

/** What the person saw, as the page carried it. What cannot be read was not seen. */
export function readSeen(seen: string): Choices {
  const nothing = Object.fromEntries(CHOICES.map((name) => [name, null])) as unknown as Choices;
  try {
    const read: unknown = JSON.parse(seen);
    return typeof read === 'object' && read !== null ? { ...nothing, ...read } : nothing;
  } catch {
    return nothing;
  }
}
