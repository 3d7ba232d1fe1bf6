import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { SignInSettings } from './sign-in-settings.js';

/** A whole number with a default. */
function Whole(name: string, { usual, min, max }: { readonly usual: number; readonly min: number; readonly max: number }): PropertyDecorator {
  const message = `${name} must be a whole number from ${min} to ${max}`;
  const decorators = [Transform(({ value }) => Number(value ?? usual)), IsInt({ message }), Min(min, { message }), Max(max, { message })];
  return (target, key) => decorators.forEach((decorate) => decorate(target, key));
}

/** How much of what a stranger sends is looked at. */
export class DoorSettings extends SignInSettings {
  /** Fields of one form, and names of one object of a JSON body. More is refused before any is looked at. */
  @Whole('BODY_FIELDS', { usual: 300, min: 100, max: 10_000 })
  BODY_FIELDS: number;
}

export const DOOR_SETTINGS = ['BODY_FIELDS'] as const;
