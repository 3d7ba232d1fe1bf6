import { IsString, Length, Matches } from 'class-validator';
import { OneOf, type FieldError, type Submitted } from '../../../foundation/platform/web/index.js';
import { CHOICES, NUMBER_NAMES, NUMBERS, SILENCE_MONTHS, type Choices, type NumberName } from '../domain/choices.js';

/** Required: a field that may be left empty is checked by nothing when it is. */
const WHOLE_NUMBER = /^\d{1,3}$/;
const SILENCE_MEANS = ['refusal', 'acceptance'] as const;

/** The settings as they are typed: the numbers by their names, each a text of digits. */
export class SettingsForm {
  @IsString({ message: 'settings.errors.territoryName' })
  @Length(1, 120, { message: 'settings.errors.territoryName' })
  territoryName: string;

  @OneOf(SILENCE_MONTHS.map(String), 'settings.errors.silenceMonths') silenceMonths: string;
  @OneOf(SILENCE_MEANS, 'settings.errors.silenceMeansRefusal') silenceMeansRefusal: (typeof SILENCE_MEANS)[number];
}
for (const name of NUMBER_NAMES)
  Matches(WHOLE_NUMBER, { message: `settings.errors.${name}` })(SettingsForm.prototype, name);

/** The same, with what the person saw before the change. */
export class ConfirmedSettingsForm extends SettingsForm {
  @IsString({ message: 'settings.errors.seen' })
  @Length(2, 1000, { message: 'settings.errors.seen' })
  seen: string;
}

const numbersBy = <Value>(read: (name: NumberName) => Value): Record<NumberName, Value> =>
  Object.fromEntries(NUMBER_NAMES.map((name) => [name, read(name)])) as Record<NumberName, Value>;

const typedIn = (form: SettingsForm): Readonly<Record<NumberName, string>> =>
  form as SettingsForm & Record<NumberName, string>;

export const choicesOf = (form: SettingsForm): Choices => ({
  territoryName: form.territoryName,
  silenceMonths: Number(form.silenceMonths),
  silenceMeansRefusal: form.silenceMeansRefusal === 'refusal',
  ...numbersBy((name) => Number(typedIn(form)[name])),
});

export const fieldsOf = (choices: Choices): Record<string, string> => ({
  territoryName: choices.territoryName,
  silenceMonths: String(choices.silenceMonths),
  silenceMeansRefusal: choices.silenceMeansRefusal ? 'refusal' : 'acceptance',
  ...numbersBy((name) => String(choices[name])),
});

/** Numbers that are none of those a territory may choose. */
export const outOfBounds = (form: Submitted<SettingsForm>): FieldError[] =>
  !form.ok
    ? []
    : NUMBER_NAMES.flatMap((field) => {
        const [value, { least, most }] = [Number(typedIn(form.value)[field]), NUMBERS[field]];
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
