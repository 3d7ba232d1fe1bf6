import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';

/** The steps that lead to a place which suits a child, in their order (CASF L214-1-1: access for all children). */
export const STEPS = ['contact', 'project', 'place'] as const;
export type Step = (typeof STEPS)[number];

/** With whom a contact is made, or a welcome project agreed. Kinds only: no name and no speciality of a person. */
export const PARTNERS = [
  'family',
  'nursery',
  'pmi',
  'doctor',
  'resource_centre',
  'association',
  'service',
  'other',
] as const;
/** What the nursery changes, never what the child has. */
export const CHANGES = ['staff', 'training', 'room', 'equipment', 'hours', 'start', 'other'] as const;

/** What is ticked for each step. There is no text to write: a text would invite a diagnosis. */
export const DETAILS: Readonly<Record<Step, readonly string[]>> = {
  contact: PARTNERS,
  project: PARTNERS,
  place: CHANGES,
};

export interface StepDone {
  readonly step: Step;
  /** Codes of {@link DETAILS} of this step. */
  readonly details: readonly string[];
  readonly day: Day;
  /** The day on which whoever recorded it comes back to it; null for none. */
  readonly comeBackOn: Day | null;
}

/** Days ahead of which a step comes back at the latest. */
const LONGEST_WAIT = 366;

/** Why a step cannot be recorded, or null. */
export function judgeStep({ step, details, day, comeBackOn }: StepDone, today: Day): Refusal | null {
  if (details.length === 0 || details.some((one) => !DETAILS[step].includes(one)))
    return refuse('adaptation.details', { step });
  if (day > today) return refuse('adaptation.notYet');
  if (comeBackOn === null) return null;
  if (comeBackOn < today) return refuse('adaptation.comeBackPast');
  return comeBackOn > addDays(today, LONGEST_WAIT) ? refuse('adaptation.comeBackTooFar') : null;
}

/** The first step that is not recorded; null once all are. */
export const nextStep = (done: readonly Pick<StepDone, 'step'>[]): Step | null =>
  STEPS.find((step) => !done.some((one) => one.step === step)) ?? null;
