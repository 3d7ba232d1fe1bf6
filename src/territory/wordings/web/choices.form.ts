import { IsString, Length, Matches } from 'class-validator';
import { findAddress } from '../../../foundation/kernel/web-address.js';
import type { Labels } from '../../../foundation/platform/choices/index.js';
import { Ticked, type FieldError, type Submitted } from '../../../foundation/platform/web/index.js';

const LONGEST_LABEL = 120;
/** A label is plain text within sentences: no variable, no markup, no line. */
const NOT_PLAIN = /[{}<>\r\n]/;

/** What an entry is called, in each language. */
class LabelsForm {
  @IsString({ message: 'choices.errors.french' })
  @Length(1, LONGEST_LABEL, { message: 'choices.errors.french' })
  french: string;

  @IsString({ message: 'choices.errors.english' })
  @Length(1, LONGEST_LABEL, { message: 'choices.errors.english' })
  english: string;
}

export class NewEntryForm extends LabelsForm {
  /** The entry of the product as which the new one is counted. */
  @IsString({ message: 'choices.errors.group' })
  @Length(1, 80, { message: 'choices.errors.group' })
  group: string;
}

export class EntryForm extends LabelsForm {
  @Ticked('choices.errors.hidden') hidden?: 'yes';
  /** The English may stay as it is, though the French changes. */
  @Ticked('choices.errors.otherSeen') otherSeen?: 'yes';
  @Matches(/^\d{1,9}$/, { message: 'choices.errors.version' }) version: string;
}

const typed = (text: string): string => text.replaceAll("'", '’');

export const labelsOf = ({ french, english }: LabelsForm): Labels => ({ fr: typed(french), en: typed(english) });

/** Labels that are no plain text, or hold an address: messages to families name them. */
export const notPlain = (form: Submitted<LabelsForm>): FieldError[] =>
  (['french', 'english'] as const).flatMap((field) => {
    const label = String(form.values[field] ?? '');
    return NOT_PLAIN.test(label) || findAddress(label) !== null
      ? [{ field, message: `choices.errors.${field}Plain` }]
      : [];
  });

/** The French becomes another and the English does not. */
export const englishLeft = (form: Submitted<EntryForm>, now: Labels): FieldError[] => {
  if (!form.ok || form.value.otherSeen) return [];
  const wanted = labelsOf(form.value);
  return wanted.fr !== now.fr && wanted.en === now.en
    ? [{ field: 'english', message: 'choices.errors.englishLeft' }]
    : [];
};
