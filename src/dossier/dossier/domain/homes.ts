import { livesWith } from './contradictions.js';
import type { AdultForm, DossierForm } from './dossier-form.js';

/** What an adult says of where it lives and how it is reached: nobody of another home reads any of it. */
const CONTACT = [
  'phone',
  'email',
  'preferredChannel',
  'addressLine',
  'postalCode',
  'communeCode',
  'communeName',
  'workplaceCommune',
] as const satisfies readonly (keyof AdultForm)[];

/** The proposed answers that would be read in another home, or send its messages elsewhere. */
const OF_CONTACT =
  /^adult\.(\d)(\.(name|phone|email|address|addressProtected|parentalAuthority|preferredChannel|workplaceCommune))?$/;

/** Who reads a family's answers: one of its adults by rank from 1; null for a key that was given to no adult. */
export type ReadingAdult = number | null;

type Answers = Pick<DossierForm, 'adults' | 'household'>;

const isProtected = ({ addressProtected }: AdultForm): boolean => addressProtected === true;

/** Whether the adults of a family say that they live at different addresses, or one of them that nobody may know its own. */
export function liveApart({ adults, household }: Answers): boolean {
  const [first, ...others] = adults;
  if (!first || others.length === 0) return false;
  return (
    adults.some(isProtected) || household.custody === 'alternating' || !others.every((adult) => livesWith(first, adult))
  );
}

/** Whether both adults gave the same address, with neither protected. */
const surelyTogether = (answers: Answers): boolean =>
  answers.adults.length > 1 && !liveApart(answers) && answers.adults.every(({ addressLine }) => Boolean(addressLine));

/**
 * Whether a family is one of two homes once new answers are written. Once it was, no adult of it ends that alone: who
 * empties an address, or guesses that of the other, would read everything else. A desk ends it with two equal addresses.
 */
export function apartAfter(wasApart: boolean, held: Answers, next: Answers, byDesk: boolean): boolean {
  if (liveApart(next)) return true;
  return (wasApart || liveApart(held)) && !(byDesk && surelyTogether(next));
}

/** An adult as another home may know it: its name and what it does. */
export function withoutContact(adult: AdultForm): AdultForm {
  const hidden = Object.fromEntries(CONTACT.map((field) => [field, null])) as Pick<AdultForm, (typeof CONTACT)[number]>;
  return { ...adult, ...hidden };
}

/**
 * An adult that another home describes: who it is, how it is reached and whether it decides for the child stay as they
 * were.
 */
export function describedByOther(held: AdultForm, said: AdultForm): AdultForm {
  const kept = Object.fromEntries(
    [...CONTACT, 'firstName', 'surname', 'parentalAuthority', 'addressProtected'].map((field) => [
      field,
      held[field as keyof AdultForm] ?? null,
    ]),
  );
  return { ...said, ...kept };
}

/** Whether a reader of a family may read how the adult of a rank is reached. */
export const mayReadContact = (apart: boolean, reader: ReadingAdult, rank: number): boolean =>
  !apart || reader === rank;

/** Whether a proposed answer says how an adult is reached whom the reader may not reach. */
export function isOfAnotherHome(field: string, apart: boolean, reader: ReadingAdult): boolean {
  const rank = OF_CONTACT.exec(field)?.[1];
  return rank !== undefined && !mayReadContact(apart, reader, Number(rank));
}
