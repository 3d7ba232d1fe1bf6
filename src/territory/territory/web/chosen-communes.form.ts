import { IsOptional, IsString, MinLength } from 'class-validator';
import { Text, YesNo, type FieldError } from '../../../foundation/platform/web/index.js';

/** More communes than any territory has. */
export const MOST_NAMES = 200;
const LONGEST_NAMES = 8000;

export class SearchedCommunesForm {
  /** One name or INSEE code a line. */
  @Text('territory.choose.errors.namesTooMany', LONGEST_NAMES) names?: string;
  @Text('territory.choose.errors.departement', 3) departement?: string;

  // What holds for all the communes that are added together.
  @IsString({ message: 'territory.errors.firstDeskId' })
  @MinLength(1, { message: 'territory.errors.firstDeskId' })
  firstDeskId: string;

  @IsOptional()
  @IsString({ message: 'territory.errors.livingAreaId' })
  livingAreaId?: string;

  @YesNo('territory.errors.insideRpe')
  insideRpe?: string;
}

/** What was searched is sent again, so that the page can show it again when nothing is ticked. */
export class ChosenCommunesForm extends SearchedCommunesForm {
  /** Ticked communes, each as a line of `lineOf`. */
  @IsOptional() communes?: string | string[];
}

export const namesIn = (typed: unknown): string[] =>
  String(typed ?? '')
    .split(/[\n;,]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

type Values = Readonly<Record<string, unknown>>;

/** What is missing for all communes together. */
export const wrongFacts = ({ insideRpe }: Values): FieldError[] =>
  insideRpe ? [] : [{ field: 'insideRpe', message: 'territory.errors.insideRpe' }];

export function wrongNames({ names }: Values): FieldError[] {
  const count = namesIn(names).length;
  if (count === 0) return [{ field: 'names', message: 'territory.choose.errors.names' }];
  return count > MOST_NAMES ? [{ field: 'names', message: 'territory.choose.errors.namesTooMany' }] : [];
}
