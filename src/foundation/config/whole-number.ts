import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** A setting that is a whole number. @param standard the value when the setting is empty */
export const WholeNumber =
  (standard: number, { min = 1, max = 1_000_000 }: { min?: number; max?: number } = {}): PropertyDecorator =>
  (target, name) => {
    Transform(({ value }) => Number(value ?? standard))(target, name);
    IsInt({ message: `${String(name)} must be a whole number` })(target, name as string);
    Min(min)(target, name as string);
    Max(max)(target, name as string);
  };
