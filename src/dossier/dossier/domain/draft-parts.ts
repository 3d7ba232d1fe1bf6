import { isBeforeBirth } from './contradictions.js';
import {
  EMPTY_ADULT,
  EMPTY_CHILD,
  EMPTY_NEED,
  type AdultForm,
  type ChildForm,
  type DossierForm,
} from './dossier-form.js';
import { isSameAnswer } from './proposed-changes/apply-answer.js';

/** A second adult or a child of a draft. `rank` is that of a child, from 1. */
export type DraftPart = { readonly what: 'adult' } | { readonly what: 'child'; readonly rank: number };

/** The part that was taken out of a draft last, as it was, so that it can be put back. */
export type RemovedPart =
  | { readonly what: 'adult'; readonly adult: AdultForm }
  | { readonly what: 'child'; readonly rank: number; readonly child: ChildForm };

export const MOST_CHILDREN = 8;

/** The draft with another adult or child, as far as it takes one more. */
export function withPart(form: DossierForm, what: DraftPart['what']): DossierForm {
  if (what === 'adult') return form.adults.length < 2 ? { ...form, adults: [...form.adults, EMPTY_ADULT] } : form;
  return form.children.length < MOST_CHILDREN ? { ...form, children: [...form.children, EMPTY_CHILD] } : form;
}

/** The part as it stands; null where the draft has no such part, or only one child. */
export function partOf({ adults, children }: DossierForm, part: DraftPart): RemovedPart | null {
  if (part.what === 'adult') return adults[1] ? { what: 'adult', adult: adults[1] } : null;
  const child = children.length > 1 ? children[part.rank - 1] : undefined;
  return child ? { what: 'child', rank: part.rank, child } : null;
}

/** Whether anything was answered about it. */
export const isFilled = (part: RemovedPart): boolean =>
  part.what === 'adult' ? !isSameAnswer(part.adult, EMPTY_ADULT) : !isSameAnswer(part.child, EMPTY_CHILD);

export function withoutPart(form: DossierForm, part: RemovedPart): DossierForm {
  if (part.what === 'adult') return { ...form, adults: form.adults.slice(0, 1) };
  return { ...form, children: form.children.filter((_, index) => index !== part.rank - 1) };
}

/** The draft with the part put back in its place, unless the draft has no room for it any more. */
export function withPartBack(form: DossierForm, part: RemovedPart): DossierForm {
  if (part.what === 'adult') return form.adults.length < 2 ? { ...form, adults: [...form.adults, part.adult] } : form;
  if (form.children.length >= MOST_CHILDREN) return form;
  const before = form.children.slice(0, part.rank - 1);
  return { ...form, children: [...before, part.child, ...form.children.slice(part.rank - 1)] };
}

/** The rank, from 1, of the child whose need another one may take over: the first whose need is said; null where none is. */
export function rankOfSameNeed({ children }: DossierForm, rank: number): number | null {
  const child = children[rank - 1];
  if (!child || !isSameAnswer(child.need, EMPTY_NEED)) return null;
  const index = children.findIndex(({ need }) => !isSameAnswer(need, EMPTY_NEED));
  return index < 0 ? null : index + 1;
}

/**
 * The draft with the need and the wishes of that child given to this one too. Wishes that it already has stay. A start
 * before its own birth is left out, and is then missing.
 */
export function withSameNeed(form: DossierForm, rank: number): DossierForm {
  const source = form.children[(rankOfSameNeed(form, rank) ?? 0) - 1];
  if (!source) return form;
  const children = form.children.map((child, index): ChildForm => {
    if (index !== rank - 1) return child;
    const { need } = source;
    const wantedFrom = isBeforeBirth(child, need.wantedFrom) ? null : need.wantedFrom;
    return { ...child, need: { ...need, wantedFrom }, wishes: child.wishes.length > 0 ? child.wishes : source.wishes };
  });
  return { ...form, children };
}

/**
 * A child added beside this one once the dossier was sent. One of the same birth has its dates, its need and its
 * wishes; any other is known by its name alone.
 */
export const childBeside = ({ surname, birthDate, dueDate, multipleBirth, need, wishes }: ChildForm): ChildForm =>
  multipleBirth
    ? { ...EMPTY_CHILD, surname, birthDate, dueDate, multipleBirth, need, wishes }
    : { ...EMPTY_CHILD, surname };
