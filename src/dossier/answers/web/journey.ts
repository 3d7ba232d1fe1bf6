import { gapsOf, type Gap } from '../../domain/completeness.js';
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
}

/** The page on which a missing answer is given. */
const PAGE_OF_GAP: Record<Gap, 'responsable' | 'foyer' | 'enfant' | 'besoin' | 'voeux'> = {
  'child.surname': 'enfant',
  'child.birthDate': 'enfant',
  'child.firstName': 'enfant',
  'adult.surname': 'responsable',
  'adult.contact': 'responsable',
  'household.commune': 'responsable',
  'household.loneParent': 'foyer',
  'adult.situation': 'responsable',
  'need.kind': 'besoin',
  'need.wantedFrom': 'besoin',
  'need.week': 'besoin',
  wishes: 'voeux',
  'wishes.provider': 'voeux',
};

/** `responsable/2`: the end of the address of the page of a sent request on which a missing answer is given. */
export function pageOfGap(gap: string, adults: DossierForm['adults']): string {
  const path = PAGE_OF_GAP[gap as Gap];
  const unsaid = adults.findIndex(({ situation }) => situation === null);
  return stepPath({ path, index: path === 'foyer' ? null : gap === 'adult.situation' ? Math.max(unsaid, 0) : 0 });
}

const given = (part: object, ...ignored: string[]): boolean =>
  Object.entries(part).some(([name, value]) => !ignored.includes(name) && value !== null);
const statusOf = (gaps: readonly Gap[], started: boolean): StepStatus =>
  !started ? 'todo' : gaps.length > 0 ? 'started' : 'done';

function childSteps(
  form: DossierForm,
  child: ChildForm,
  index: number,
  { knownProviders, today }: JourneyContext,
): Step[] {
  const gaps = gapsOf(form, child, knownProviders, today);
  const on = (path: string): Gap[] => gaps.filter((gap) => PAGE_OF_GAP[gap] === path);
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
    (gap) => PAGE_OF_GAP[gap] === 'responsable',
  );
  return form.adults.map((adult, index) => {
    const own = gaps.filter((gap) => (gap === 'adult.situation' ? adult.situation === null : index === 0));
    return { path: 'responsable', index, gaps: own, status: statusOf(own, given(adult)) };
  });
}

/** Every page of a draft, in the order a family goes through them. */
export function stepsOf(form: DossierForm, context: JourneyContext): Step[] {
  const loneParent = gapsOf(form, form.children[0]!, context.knownProviders, context.today).filter(
    (gap) => PAGE_OF_GAP[gap] === 'foyer',
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
