import { gapsOf, lacks, lacksSecondAdult, type Gap } from '../../domain/completeness.js';
import type { ChildForm, DossierForm } from '../../domain/dossier-form.js';

export type StepStatus = 'done' | 'started' | 'todo';

/** One line of the task list: one page of questions. */
export interface Step {
  /** Topic path. */
  readonly path: string;
  /** From 0; null for a topic that has a single page. */
  readonly index: number | null;
  readonly status: StepStatus;
  /** Answers missing on this page. */
  readonly gaps: readonly Gap[];
}

export interface JourneyContext {
  readonly answered: readonly string[];
  readonly knownProviders: ReadonlySet<string>;
  readonly today: string;
  /** How many children the dossier has, where the form holds one of them only. */
  readonly children?: number;
}

type AnswerPage = 'responsable' | 'foyer' | 'enfant' | 'besoin' | 'voeux';

/** Where a missing answer is given: the page, and the field on it. */
const PLACE_OF_GAP: Record<Gap, { readonly page: AnswerPage; readonly field: string }> = {
  'child.surname': { page: 'enfant', field: 'surname' },
  'child.birthDate': { page: 'enfant', field: 'born' },
  // The name is asked below this question, of a child who is born.
  'child.firstName': { page: 'enfant', field: 'born' },
  'child.twin': { page: 'enfant', field: 'multipleBirth' },
  'adult.surname': { page: 'responsable', field: 'surname' },
  'adult.contact': { page: 'responsable', field: 'phone' },
  'household.commune': { page: 'responsable', field: 'communeCode' },
  'household.loneParent': { page: 'foyer', field: 'loneParent' },
  'household.loneWithAnother': { page: 'foyer', field: 'loneParent' },
  'adult.second': { page: 'responsable', field: 'firstName' },
  'adult.situation': { page: 'responsable', field: 'situation' },
  'adult.returnsOn': { page: 'responsable', field: 'returnsOn' },
  'need.kind': { page: 'besoin', field: 'kind' },
  'need.wantedFrom': { page: 'besoin', field: 'wantedFrom' },
  'need.week': { page: 'besoin', field: 'week' },
  wishes: { page: 'voeux', field: 'wishes' },
  'wishes.provider': { page: 'voeux', field: 'wishes' },
};
const pageAsking = (gap: Gap): AnswerPage => PLACE_OF_GAP[gap].page;

/** `besoin/1#week`: the end of the address of the field on which an answer that is missing from a page is given. */
export const fieldPath = (step: Pick<Step, 'path' | 'index'>, gap: Gap): string =>
  `${stepPath(step)}#${PLACE_OF_GAP[gap].field}`;

/** {@link fieldPath} of a gap of a sent request, which has one child. */
export function pathOfGap(code: string, adults: DossierForm['adults']): string {
  const gap = code as Gap;
  const path = pageAsking(gap);
  const lacking = gap === 'adult.second' ? 1 : adults.findIndex((adult) => lacks(adult, gap));
  return fieldPath({ path, index: path === 'responsable' ? Math.max(lacking, 0) : null }, gap);
}

const given = (part: object, ...ignored: string[]): boolean =>
  Object.entries(part).some(([name, value]) => !ignored.includes(name) && value !== null);
const statusOf = (gaps: readonly Gap[], started: boolean): StepStatus =>
  !started ? 'todo' : gaps.length > 0 ? 'started' : 'done';

function childSteps(
  form: DossierForm,
  child: ChildForm,
  index: number,
  { knownProviders, today, children }: JourneyContext,
): Step[] {
  const gaps = gapsOf(form, child, knownProviders, today, children);
  const on = (path: string): Gap[] => gaps.filter((gap) => pageAsking(gap) === path);
  const started = { enfant: given(child, 'need', 'wishes'), besoin: given(child.need), voeux: child.wishes.length > 0 };
  return (['enfant', 'besoin', 'voeux'] as const).map((path) => ({
    path,
    index,
    gaps: on(path),
    status: statusOf(on(path), started[path]),
  }));
}

function adultSteps(form: DossierForm, context: JourneyContext): Step[] {
  const gaps = gapsOf(form, form.children[0]!, context.knownProviders, context.today).filter(
    (gap) => pageAsking(gap) === 'responsable',
  );
  const described = form.adults.map((adult, index): Step => {
    const own = gaps.filter((gap) => gap !== 'adult.second' && (lacks(adult, gap) ?? index === 0));
    return { path: 'responsable', index, gaps: own, status: statusOf(own, given(adult)) };
  });
  return lacksSecondAdult(form)
    ? [...described, { path: 'responsable', index: 1, gaps: ['adult.second'], status: 'started' }]
    : described;
}

/** Every page of a draft, in the order a family goes through them. */
export function stepsOf(form: DossierForm, context: JourneyContext): Step[] {
  const loneParent = gapsOf(form, form.children[0]!, context.knownProviders, context.today).filter(
    (gap) => pageAsking(gap) === 'foyer',
  );
  const single = (path: string, gaps: readonly Gap[], done: boolean): Step => ({
    path,
    index: null,
    gaps,
    status: done ? statusOf(gaps, true) : 'todo',
  });
  return [
    ...adultSteps(form, context),
    single('foyer', loneParent, given(form.household)),
    ...form.children.flatMap((child, index) => childSteps(form, child, index, context)),
    single('points', [], context.answered.includes('points')),
    single('accords', [], given(form.consents)),
  ];
}

/** `responsable/1`, `foyer`: the end of the page's address. */
export const stepPath = (step: Pick<Step, 'path' | 'index'>): string =>
  step.index === null ? step.path : `${step.path}/${step.index + 1}`;

/**
 * The page that follows: the next unfinished one, else an unfinished one before it, else the page that checks all
 * answers.
 */
export function nextPath(steps: readonly Step[], current: string): string {
  const at = steps.findIndex((step) => stepPath(step) === current);
  const open = [...steps.slice(at + 1), ...steps.slice(0, Math.max(at, 0))].find((step) => step.status !== 'done');
  return open ? stepPath(open) : 'verifier';
}
